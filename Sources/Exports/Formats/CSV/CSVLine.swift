public import JSON
internal import Text

/// Values as a line of comma-separated text (RFC 4180, its line break a line feed). Texts are made harmless for terminals
/// and spreadsheets; numbers stay numbers.
public enum CSVLine {
    /// The line of the columns' names.
    public static func heading(_ columns: [String]) -> String { CSVField.line(columns) + "\n" }

    public static func text(_ values: [JSONValue]) -> String {
        values.map { value in
            if case .number(let text) = value { return text }
            return CSVField.quoted(Neutral.text(value.cellText ?? ""))
        }.joined(separator: ",") + "\n"
    }
}

extension JSONValue {
    /// The value for a cell of text: elements parted by commas, objects as JSON; nil where there is nothing.
    public var cellText: String? {
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
