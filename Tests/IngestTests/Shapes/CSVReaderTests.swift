import Testing

@testable import Ingest

@Suite struct CSVReaderTests {
    /// The rows of a text, blank ones included.
    private func rows(_ text: String, separator: Unicode.Scalar = ",") -> [CSVReader.Row] {
        let bytes = Array(text.utf8)
        let reader = CSVReader(separator: UInt8(ascii: separator))
        var rows: [CSVReader.Row] = []
        var position = 0
        while position < bytes.count {
            rows.append(reader.row(of: bytes.span, at: position))
            position = rows.last?.next ?? bytes.count
        }
        return rows
    }

    @Test func rowsAreSplitAtEveryKindOfLineEnd() {
        let read = rows("a,b\nc,d\r\ne,f\rg,h")
        #expect(read.map(\.fields) == [["a", "b"], ["c", "d"], ["e", "f"], ["g", "h"]])
        #expect(read.map(\.range) == [0..<3, 4..<7, 9..<12, 13..<16])
    }

    @Test func quotesHoldSeparatorsLineEndsAndQuotes() {
        #expect(rows("\"a,\"\"b\"\"\r\nc\",\"\",d\n").map(\.fields) == [["a,\"b\"\r\nc", "", "d"]])
        #expect(rows("\"\"\"\"\"\"").map(\.fields) == [["\"\""]])
    }

    @Test func blankRowsAreKnown() {
        #expect(rows("a\n\nb").map(\.isBlank) == [false, true, false])
        #expect(rows("a,\n").map(\.fields) == [["a", ""]])
    }

    @Test func anOpenQuoteCostsItsLineOnly() {
        let read = rows("a,\"b\nc,d\n")
        #expect(read.map(\.damage) == [.openQuote(field: 2), nil])
        #expect(read[1].fields == ["c", "d"])
    }

    @Test func textBehindAQuoteCostsItsLineOnly() {
        let read = rows("\"a\"b,c\nd,e\n")
        #expect(read.map(\.damage) == [.textBehindQuote(field: 1), nil])
    }

    @Test func bytesThatAreNotUTF8CostTheirRowOnly() {
        let bytes: [UInt8] = [0x61, 0x2C, 0xFF, 0x0A, 0x62]
        let reader = CSVReader(separator: UInt8(ascii: ","))
        let first = reader.row(of: bytes.span, at: 0)
        #expect(first.damage == .notUTF8(field: 2))
        #expect(reader.row(of: bytes.span, at: first.next).fields == ["b"])
    }
}
