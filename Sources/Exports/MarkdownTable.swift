internal import Text

/// A table in Markdown. Cells are texts of the log: they are neutralised and escaped here, and nowhere else.
struct MarkdownTable {
    private var lines: [String]
    private let columns: Int
    private(set) var isEmpty = true

    init(_ headings: String...) {
        columns = headings.count
        lines = [
            "| " + headings.joined(separator: " | ") + " |",
            "|" + String(repeating: "---|", count: headings.count),
        ]
    }

    /// Adds a row of texts.
    mutating func add(_ cells: String...) {
        precondition(cells.count == columns, "a cell for each column")
        isEmpty = false
        lines.append("| " + cells.map { MarkdownText.escaped($0) }.joined(separator: " | ") + " |")
    }

    var text: String { lines.joined(separator: "\n") + "\n" }
}
