import CloudTrail
import Exports
import JSON
import Testing

@Suite struct TimesketchExportTests {
    private func events(of exported: ExportedCase) throws -> [JSONValue] {
        let text = try #require(TinyCase.texts(TimesketchExport.self, of: exported)[""])
        return try text.split(separator: "\n").map { try JSONValue.parse(String($0)) }
    }

    @Test func `Every event has what Timesketch needs`() throws {
        let events = try events(of: SampleCase.exported)
        #expect(events.count == 370)
        for event in events {
            #expect(event["message"]?.stringValue?.isEmpty == false)
            #expect(event["timestamp_desc"]?.stringValue == "API call completed")
            #expect(event["datetime"]?.stringValue.flatMap { EventTime($0) } != nil)
            #expect(event["tag"]?.arrayValue?.first == "attacker")
        }
        #expect(events[0]["datetime"] == "2020-05-05T23:10:04Z")
        #expect(events[0]["alerts"]?.arrayValue?.contains("Same sweep by several keys, one address") == true)
    }

    @Test func `Tags tell what is part of an alert, what is written about, and what the analyst tagged`() throws {
        let tiny = try TinyCase([.init(name: "ListBuckets", service: "s3"), .init(name: "DescribeInstances")])
        defer { tiny.remove() }
        var exported = tiny.exported
        exported.analyst.notes = [
            AnalystRecord.Note(time: SampleCase.generated, subject: "the first call", rows: [0], text: "Look.")
        ]
        exported.analyst.tags = [(subject: "AKIAANA", tags: ["leaked"])]
        let events = try events(of: exported)
        #expect(events.map { $0["tag"] } == [["attacker", "note", "leaked"], ["attacker", "leaked"]])
    }

    @Test func `What is selected is told, the attacker's or not`() throws {
        var exported = SampleCase.exported
        exported.selection = .filter("*", rows: [0, 1])
        let events = try events(of: exported)
        #expect(events.count == 2)
        #expect(events[0]["datetime"] == "2020-03-20T00:31:06Z")
        #expect(events.map { $0["tag"] } == [nil, nil])
    }
}
