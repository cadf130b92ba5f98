import Testing

@testable import Ingest

@Suite struct LogLinesTests {
    private func rows(_ text: String) -> [Unwrapped] {
        let bytes = Array(text.utf8)
        guard let lines = LogLines(bytes.span) else {
            Issue.record("no lines: \(text)")
            return []
        }
        var rows: [Unwrapped] = []
        lines.forEachRow(of: bytes.span) { range, content in
            rows.append(content)
            #expect(lines.row(of: bytes.span, at: range.lowerBound) == content)
            #expect(lines.range(of: bytes.span, at: range.lowerBound) == range)
        }
        return rows
    }

    private func carried(_ json: String) -> Unwrapped { .record(Array(json.utf8), .cloudwatchLogs) }

    private let short = #"{"eventName":"A","eventVersion":"1.08"}"#
    private let long = "{\n    \"eventName\": \"B\",\n    \"eventVersion\": \"1.08\"\n}"

    @Test func recordsOverManyLinesEndAtTheirClosingBrace() {
        let text = "2020-05-06T08:57:40+00:00 stream \(long)\n2020-05-06T08:57:41.123Z \(short)\n"
        #expect(rows(text) == [carried(long), carried(short)])
    }

    @Test func aRecordThatDoesNotCloseEndsWhereTheNextBegins() {
        let open = "2020-05-06T08:57:40Z {\n    \"eventName\": \"B\",\n"
        let rows = self.rows(open + "2020-05-06T08:57:41Z \(short)\n")
        #expect(rows.count == 2)
        #expect(rows.last == carried(short))
    }

    @Test func aLineOfAnotherKindCostsNoOther() {
        let rows = self.rows("2020-05-06T08:57:40Z \(short)\nlost\n2020-05-06T08:57:41Z \(short)")
        #expect(
            rows == [
                carried(short), .rejected("the line does not begin with a time and JSON", .cloudwatchLogs), carried(short),
            ])
    }
}
