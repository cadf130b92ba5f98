internal import CloudTrail
internal import Text

/// A table in Markdown. Texts of the log are neutralised and escaped here, and nowhere else.
struct MarkdownTable {
    /// What a cell holds.
    enum Cell {
        /// Text of the log, or of ours that looks like markup.
        case text(String)
        /// Markdown of our own making.
        case markup(String)

        /// An address, defanged; other texts that CloudTrail puts in its place as they are.
        static func address(_ text: String) -> Cell {
            IPAddress(text) == nil ? .text(text) : .markup(Defang.address(text))
        }

        static func number(_ number: Int) -> Cell { .markup(String(number)) }

        /// A moment, or a dash.
        static func time(_ time: EventTime?) -> Cell { .markup(time?.iso8601 ?? "-") }

        var markdown: String {
            switch self {
            case .text(let text): MarkdownText.escaped(text)
            case .markup(let markup): markup
            }
        }
    }

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

    /// Adds a row.
    mutating func add(_ cells: Cell...) {
        precondition(cells.count == columns, "a cell for each column")
        isEmpty = false
        lines.append("| " + cells.map(\.markdown).joined(separator: " | ") + " |")
    }

    /// The table, its lines ended.
    var text: String { lines.joined(separator: "\n") + "\n" }
}
