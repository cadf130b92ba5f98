import Testing

@testable import Ingest

@Suite struct TextKindTests {
    /// The kind in a word, and the name of what holds no events.
    private func kind(_ text: String) -> String {
        let bytes = Array(text.utf8)
        return switch TextKind(bytes.span) {
        case .empty: "empty"
        case .json: "json"
        case .rows(is CSVEvents): "csv"
        case .rows: "lines"
        case .notEvents(let shape, let name): "\(shape.rawValue): \(name)"
        }
    }

    @Test(arguments: [
        ("", "empty"),
        (" \r\n\t", "empty"),
        ("\n {\"a\":1}", "json"),
        ("[", "json"),
        ("eventName,eventTime,x\n", "csv"),
        ("\"eventname\";\"eventtime\"\n", "csv"),
        ("eventname\teventsource\n", "csv"),
        ("_time,_raw\n", "csv"),
        ("timestamp,message\n", "csv"),
        ("userIdentity.arn,eventName\n", "csv"),
        ("\n2024-03-05T14:00:00.000Z {\"a\":1}\n", "lines"),
        ("2024-03-05T14:00:00+00:00 stream/name {\"a\":1}\n", "lines"),
        ("2024-03-05T14:00:00.000Z plain\n", "not-cloudtrail: plain text"),
        ("name,size,date\n1,2,3\n", "not-cloudtrail: a table of other columns"),
        ("garbage {\"eventVersion\":\"1.08\"}", "json"),
        ("<html>{\"eventVersion\":1}</html>", "not-cloudtrail: an HTML page"),
        ("<?xml version=\"1.0\"?>", "not-cloudtrail: an XML document"),
        ("2 111122223333 eni-0a 10.0.0.1 10.0.0.2 1 2 6 1 40 1 2 ACCEPT OK\n", "not-cloudtrail: a VPC flow log"),
        ("#Version: 1.0\n", "not-cloudtrail: an access log of CloudFront"),
        ("PAR1", "unreadable: a Parquet table: export it as CSV or JSON first"),
        ("BZh91AY", "unreadable: compressed with bzip2: decompress it first"),
        ("a\u{0}b", "not-cloudtrail: binary data"),
    ])
    func theContentTells(text: String, expected: String) {
        #expect(kind(text) == expected)
    }
}
