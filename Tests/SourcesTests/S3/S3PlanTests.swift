import CloudTrail
import Testing

@testable import Sources

@Suite struct S3PlanTests {
    @Test func `A dry run names the commands, and what is found out`() throws {
        let fetch = S3Fetch(
            aws: AWSCommandLine(profile: "ir"), location: try #require(S3Location("s3://trail/AWSLogs/111122223333")),
            selection: FetchSelection(
                from: EventTime("2026-03-01"), to: EventTime("2026-03-02"), regions: ["us-east-1"]),
            folder: FetchFolder("/evidence/it's here"))
        #expect(
            fetch.plan.lines == [
                "# What there is, page by page, up to 2026/03/02:",
                "aws s3api list-objects-v2 --bucket=trail "
                    + "--prefix=AWSLogs/111122223333/CloudTrail/us-east-1/2026/03/ --page-size=1000 --max-items=1000 "
                    + "--start-after=AWSLogs/111122223333/CloudTrail/us-east-1/2026/03/01 --output=json --profile=ir",
                "# What is missing here is copied, several folders of days at a time; FOLDER is the part of a key before them:",
                #"aws s3 cp --recursive s3://trail/FOLDER/ '/evidence/it'\''s here.fetch/incoming/trail/FOLDER/' "#
                    + "--only-show-errors '--exclude=*' '--include=DD/*' --profile=ir",
                "# Where an ETag is not the MD5 of the bytes, S3 is asked why:",
                #"aws s3api head-object --cli-input-json '{"Bucket":"trail","Key":"KEY","ChecksumMode":"ENABLED"}' "#
                    + "--output=json --profile=ir",
                "# Each file is checked, and moved to /evidence/it's here/trail/KEY.",
            ])
    }
}
