internal import Cases
internal import Text

/// Texts on their way to the clipboard: one line is one line, and nothing in them does anything where it is pasted.
enum Clipboard {
    /// The longest text, in bytes: with more, terminals begin to drop the sequence without a word. It is what fits into
    /// the 74,994 bytes of Base64 that terminals commonly allow. Source: hterm's documentation of OSC 52.
    static let most = 74_994 / 4 * 3

    /// A cell: its value in full, where it shows a short name.
    static func cell(_ cell: TableCell) -> String {
        if let text = cell.clipboard { return Neutral.text(text) }
        let shown = cell.text.plain
        if let entity = cell.entity, let value = entity.value, entity.label == shown { return Neutral.text(value) }
        return Neutral.text(shown)
    }

    /// The cells of a row, parted by tabs.
    static func row(_ row: Row) -> String {
        row.cells.map(cell).joined(separator: "\t")
    }

    /// A row as a table of one, with the titles of its columns.
    static func table(_ row: Row, _ columns: [Column]) -> String {
        func line(_ cells: [String]) -> String { "| " + cells.joined(separator: " | ") + " |" }
        return [
            line(columns.map { MarkdownText.escaped($0.title) }), "|" + String(repeating: "---|", count: columns.count),
            line(row.cells.map { MarkdownText.escaped(Defang.prose(cell($0))) }),
        ].joined(separator: "\n")
    }
}

/// Forms in which a record is copied.
public enum Excerpt: Hashable, Sendable {
    /// The record, secrets masked.
    case json
    /// One line that refers to it, in Markdown.
    case reference

    /// What is copied, at the beginning of a sentence.
    var title: String {
        switch self {
        case .json: "The record"
        case .reference: "The reference"
        }
    }
}
