import Testing

@testable import Ingest

/// Containers within containers, as tools collect them, and damage before the first record told how records begin.
@Suite struct ContainerTests {
    private let one = record("A")
    private let two = record("B", id: "2")
    private let three = record("C", id: "3")

    @Test func wholeAnswersInAnArrayAreOpened() {
        let cases = [
            #"[{"Records":[\#(one),\#(two)]},{"Records":[\#(three)]}]"#,
            "[[\(one),\(two)],[\(three)]]",
            #"{"next":"x","Records":[{"Records":[\#(one),\#(two)]},\#(three)]}"#,
        ]
        for text in cases {
            let result = Scan(text)
            #expect(result.names == ["A", "B", "C"])
            #expect(result.scan.rejections.isEmpty)
        }
    }

    @Test func rowsOfQueryResultsStayRows() {
        let message = one.replacing("\"", with: #"\""#)
        let rows = #"{"results":[[{"field":"@timestamp","value":"1"},{"field":"@message","value":"\#(message)"}]]}"#
        #expect(Scan(rows).names == ["A"])
        #expect(Scan(rows).scan.finalShape == .cloudwatchLogs)
    }

    @Test func theOnlyRecordMayStandWithoutItsArray() {
        let result = Scan(#"{"Records":\#(one)}"#)
        #expect(result.names == ["A"])
        #expect(result.scan.finalShape == .records)
    }

    @Test func damageInTheFirstRecordOverManyLinesCostsNoOther() {
        func pretty(_ text: String) -> String {
            text.replacing(",\"", with: ",\n  \"").replacing("{\"event", with: "{\n  \"event")
        }
        let text = [one.replacing("us-east-1\"", with: "us-east-1"), two, three].map(pretty).joined(separator: "\n")
        let result = Scan(text)
        #expect(result.names == ["B", "C"])
        #expect(result.scan.rejections.map(\.record) == [1])
    }

    @Test func damageInTheFirstAnswerOfLookupEventsCostsNoOther() {
        let events = [one, two, three].map {
            #"{"EventId":"1","CloudTrailEvent":"\#($0.replacing("\"", with: #"\""#))"}"#
        }
        let damaged = [events[0].replacing(#""1","#, with: #""1""#), events[1], events[2]]
        let result = Scan(#"{"Events":[\#(damaged.joined(separator: ","))]}"#)
        #expect(result.names == ["B", "C"])
        #expect(result.scan.rejections.map(\.record) == [1])
    }

    @Test func whatIsNoRecordDoesNotTellHowRecordsBegin() {
        let result = Scan("[{\"note\":1},\(one),{\"eventVersion\":},\(two)]")
        #expect(result.names == ["A", "B"])
        #expect(result.scan.rejections.map(\.record) == [1, 3])
    }
}
