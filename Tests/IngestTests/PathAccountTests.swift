import Testing

@testable import Ingest

@Suite struct PathAccountTests {
    @Test(
        arguments: [
            ("AWSLogs/111122223333/CloudTrail/us-east-1/2020/05/06/x.json.gz", "111122223333"),
            ("bucket/prefix/AWSLogs/o-abc123/111122223333/CloudTrail/x.json.gz", "111122223333"),
            ("flat/111122223333_CloudTrail_us-east-1_20200506T0900Z_AbC.json.gz", "111122223333"),
            ("logs.zip!/111122223333_CloudTrail_us-east-1_20200506T0900Z_AbC.json", "111122223333"),
            ("AWSLogs/222233334444/CloudTrail/111122223333_CloudTrail_us-east-1_x.json", "222233334444"),
            ("cases/111122223333/x.json", nil), ("AWSLogs/readme", nil), ("1111_CloudTrail_x.json", nil), ("", nil),
        ])
    func theAccountIsInFolderOrFile(path: String, account: String?) {
        #expect(PathAccount.account(in: path) == account)
    }
}
