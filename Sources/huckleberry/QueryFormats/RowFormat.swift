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
