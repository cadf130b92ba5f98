import ArgumentParser
import JSON

/// One way to write rows of values. The columns are named once, then rows come one by one.
protocol RowFormat {
    init(columns: [String])

    /// What stands before the first row.
    mutating func start() -> String
    mutating func row(_ values: [JSONValue]) -> String
    /// What stands behind the last row.
    mutating func finish() -> String
}

/// The names of the formats.
enum QueryFormat: String, CaseIterable, ExpressibleByArgument {
    case table, csv, json, ndjson, raw, timesketch, timeline

    /// The format for rows of any columns; nil for those that write events only.
    func rows(columns: [String]) -> (any RowFormat)? {
        switch self {
        case .table: TableFormat(columns: columns)
        case .csv: CSVFormat(columns: columns)
        case .json: JSONFormat(columns: columns)
        case .ndjson: NDJSONFormat(columns: columns)
        case .raw, .timesketch, .timeline: nil
        }
    }
}

extension JSONValue {
    /// The value for a cell of text: elements parted by commas, objects as JSON; nil where there is nothing.
    var cellText: String? {
        switch self {
        case .null: nil
        case .string(let text), .number(let text): text
        case .bool(let value): value ? "true" : "false"
        case .array(let elements):
            elements.isEmpty ? nil : elements.map { $0.cellText ?? "null" }.joined(separator: ", ")
        case .object: JSONWriter().string(self)
        }
    }
}
