import Testing

@testable import Ingest

/// Files that end too early, or are damaged where they begin, and could pass for whole ones, or for something else.
@Suite struct CutOffTests {
    private static let record =
        #"{"eventVersion":"1.08","eventTime":"2026-03-01T10:00:00Z","eventName":"GetUser","eventID":"1","#
        + #""eventSource":"iam.amazonaws.com"}"#
    private static let log = "111122223333_CloudTrail_us-east-1_20260301T1000Z_AbC.json"

    private static let loss = "the text ends before the list of its records closes: what follows is missing"

    private func load(_ name: String, _ bytes: [UInt8]) throws -> LoadReport {
        let folder = try TemporaryFolder()
        try folder.write(name, bytes)
        return try #require(Loader([folder.path], threads: 1).load()).report
    }

    @Test(
        arguments: [
            (#"{"Records":["# + record, 1), (#"{"Records":["# + record + ",", 1), (#"{"Records":["# + record + "]", 1),
            (#"{"Records":["#, 0), ("[" + record + "\n", 1), ("[", 0),
        ])
    func aTextThatEndsBetweenRecordsIsCutOff(text: String, events: Int) throws {
        let report = try load("cut.json", Array(text.utf8))
        #expect(report.events == events)
        #expect(report.rejections.map(\.reason) == [Self.loss])
        #expect(report.rejections.map(\.offset) == [text.utf8.count])
        #expect(report.rejections.map(\.record) == [nil])
        #expect(report.sources.map(\.rejected) == [0])
    }

    @Test(arguments: [#"{"Records":["# + record + "]}", "[" + record + "]", record, record + "\n" + record, "[]", ""])
    func aTextThatClosesIsWhole(text: String) throws {
        #expect(try load("whole.json", Array(text.utf8)).rejections == [])
    }

    @Test func aLossIsToldOnce() throws {
        let text = #"{"Records":["# + Self.record + ","
        // Within the record, and within the gzip data.
        #expect(try load("cut.json", Array(text.dropLast(5).utf8)).rejections.count == 1)
        let stored = Archives.gzip(text)
        let report = try load("cut.json.gz", Array(stored.dropLast(8)))
        let reason = "the gzip data is cut off at byte \(stored.count - 8); what comes before was read"
        #expect(report.rejections.map(\.reason) == [reason])
    }

    @Test func aLogWhoseBeginningIsDamagedDoesNotPassForSomethingElse() throws {
        let text = #"{"R,cords":["# + Self.record + "]}"
        let log = try load(Self.log, Array(text.utf8))
        #expect(log.events == 0)
        #expect(log.rejections.count == 1)
        #expect(log.rejections[0].reason.hasPrefix("it has the name of a CloudTrail log and holds no record: "))
        #expect(try load("other.json", Array(text.utf8)).rejections == [])
        // Neither is a gzip file whose first byte is another.
        var stored = Archives.gzip(#"{"Records":["# + Self.record + "]}")
        stored[0] = 0
        #expect(try load(Self.log + ".gz", stored).rejections.count == 1)
    }
}
