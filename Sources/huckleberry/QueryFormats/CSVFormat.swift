import JSON
import Text

/// Comma-separated values with a line of names. Texts are made harmless for terminals and spreadsheets; numbers stay
/// numbers.
struct CSVFormat: RowFormat {
    private let columns: [String]

    init(columns: [String]) { self.columns = columns }

    mutating func start() -> String { CSVField.line(columns) + "\n" }

    mutating func row(_ values: [JSONValue]) -> String {
        values.map { value in
            if case .number(let text) = value { return text }
            return CSVField.quoted(Neutral.text(value.cellText ?? ""))
        }.joined(separator: ",") + "\n"
    }

    mutating func finish() -> String { "" }
}
