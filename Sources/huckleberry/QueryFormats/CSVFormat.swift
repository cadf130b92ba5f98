import Exports
import JSON

/// Comma-separated values with a line of names.
struct CSVFormat: RowFormat {
    private let columns: [String]

    init(columns: [String]) { self.columns = columns }

    mutating func start() -> String { CSVLine.heading(columns) }

    mutating func row(_ values: [JSONValue]) -> String { CSVLine.text(values) }

    mutating func finish() -> String { "" }
}
