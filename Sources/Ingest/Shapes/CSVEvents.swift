internal import JSON

/// Records in the rows of a CSV: query results of CloudTrail Lake, Athena and Logs Insights, exports of Splunk and Kibana.
struct CSVEvents: RowText {
    /// The names of the first row.
    let columns: [String]
    private let reader: CSVReader
    /// Where the second row begins.
    private let start: Int

    /// The CSV, when the first row of a text names columns that hold records.
    init?(_ text: Span<UInt8>) {
        for separator in [UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "\t")] {
            let reader = CSVReader(separator: separator)
            guard text.count > 0 else { return nil }
            let header = reader.row(of: text, at: 0)
            guard header.damage == nil, header.fields.count <= FlatRecord.columnLimit, Self.areOfRecords(header.fields)
            else { continue }
            columns = header.fields
            self.reader = reader
            start = header.next
            return
        }
        return nil
    }

    /// Columns that hold a whole record as JSON text.
    private static let wholeRecords: [(name: String, shape: Shape)] = [
        ("eventjson", .lakeCSV), ("cloudtrailevent", .lookupEvents), ("@message", .cloudwatchLogs), ("_raw", .splunk),
        ("event.original", .elastic), ("message", .cloudwatchLogs),
    ]

    private static func areOfRecords(_ names: [String]) -> Bool {
        let folded = names.map { $0.lowercased() }
        let familiar = RecordMembers.familiar.count { name in
            folded.contains { $0 == name.lowercased() || $0.hasPrefix(name.lowercased() + ".") }
        }
        if familiar >= 2 { return true }
        let whole = wholeRecords.dropLast().contains { folded.contains($0.name) }
        return whole || folded.contains("message") && folded.contains("timestamp") || isElastic(folded)
    }

    private static func isElastic(_ names: [String]) -> Bool {
        names.contains("event.action") && names.contains("event.provider")
    }

    func forEachRow<Failure>(
        of text: Span<UInt8>, _ body: (Range<Int>, Unwrapped) throws(Failure) -> Void
    ) throws(Failure) {
        var position = start
        while position < text.count {
            let row = reader.row(of: text, at: position)
            if !row.isBlank { try body(row.range, content(row)) }
            position = row.next
        }
    }

    func row(of text: Span<UInt8>, at offset: Int) -> Unwrapped {
        content(reader.row(of: text, at: offset))
    }

    func range(of text: Span<UInt8>, at offset: Int) -> Range<Int> {
        reader.row(of: text, at: offset).range
    }

    private func content(_ row: CSVReader.Row) -> Unwrapped {
        switch row.damage {
        case .openQuote(let field)?: return .rejected("the quotes of field \(field) do not close", .lakeCSV)
        case .textBehindQuote(let field)?:
            return .rejected("text behind the closing quote of field \(field)", .lakeCSV)
        case .notUTF8(let field)?: return .rejected("field \(field) is not UTF-8", .lakeCSV)
        case nil: break
        }
        guard row.fields.count == columns.count else {
            return .rejected(
                "the row has \(row.fields.count) fields, the header \(columns.count)", .lakeCSV)
        }
        let object = JSONObject(
            members: zip(columns, row.fields).map { JSONObject.Member(key: $0, value: .string($1)) })
        for (name, shape) in Self.wholeRecords {
            if let index = columns.firstIndex(where: { $0.lowercased() == name }), !row.fields[index].isEmpty {
                return Unwrapping.unwrap(text: row.fields[index], as: shape, depth: 0)
            }
        }
        if let record = FlatRecord.rebuild(object) {
            return .record(JSONWriter().bytes(.object(record)), .lakeCSV)
        }
        if let record = ECSFields.record(of: object) {
            return .record(JSONWriter().bytes(.object(record)), .elastic)
        }
        return .rejected("the row lacks the columns of a CloudTrail record", .lakeCSV)
    }
}
