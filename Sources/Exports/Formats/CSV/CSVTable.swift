internal import CloudTrail
internal import JSON

/// A file of comma-separated values with the names of its columns in the first line.
struct CSVTable {
    private let columns: [String]
    private var lines: [String]

    init(_ columns: [String]) {
        self.columns = columns
        lines = [CSVLine.heading(columns)]
    }

    /// Adds a row, a value for each column.
    mutating func add(_ values: [JSONValue]) {
        precondition(values.count == columns.count, "a value for each column")
        lines.append(CSVLine.text(values))
    }

    var text: String { lines.joined() }
}

extension JSONValue {
    /// A text; null where there is none or it is empty.
    static func text(_ text: String?) -> JSONValue { text.map { $0.isEmpty ? .null : .string($0) } ?? .null }

    /// A moment in ISO 8601; null where there is none.
    static func time(_ time: EventTime?) -> JSONValue { time.map { .string($0.iso8601) } ?? .null }

    static func integer(_ number: Int?) -> JSONValue { number.map { .number($0) } ?? .null }
}
