internal import CloudTrail
internal import Text

/// The notes in Markdown (GitHub flavour): what the log says is escaped, and addresses are defanged.
public struct NotesMarkdown: CaseExport {
    private let document: NotesDocument

    public init(_ document: NotesDocument) {
        self.document = document
    }

    public static func files(of exported: ExportedCase) -> [ExportedFile] {
        [ExportedFile(text: NotesMarkdown(NotesDocument(exported)).text)]
    }

    public var text: String {
        document.sections.flatMap { section in
            [String(repeating: "#", count: section.level) + " " + section.title + "\n"]
                + section.blocks.compactMap(Self.markdown)
        }.joined(separator: "\n")
    }

    /// Nil for what the tables beside it say as well.
    private static func markdown(_ block: NotesDocument.Block) -> String? {
        switch block {
        case .paragraph(let statement): text(statement.cited) + "\n"
        case .list(let items): items.map { "- \(text($0.cited))\n" }.joined()
        case .fields(let fields): fields.map { "- \($0.name): \(text($0.value))\n" }.joined()
        case .code(let code): fenced(code)
        case .table(let table): self.table(table)
        case .analyst(let byline, let blocks):
            "*\(text(byline)):*\n\n" + blocks.compactMap(markdown).joined(separator: "\n")
        case .timeline, .tactics: nil
        }
    }

    private static func table(_ table: NotesTable) -> String {
        let lines = [table.columns.map(\.title), table.columns.map { $0.kind == .number ? "---:" : "---" }]
        let note = table.note.map { text($0) + ".\n\n" } ?? ""
        return note
            + (lines + table.rows.map { $0.cells.map(text) }).map { "| " + $0.joined(separator: " | ") + " |\n" }
            .joined()
    }

    private static func text(_ text: NotesText) -> String {
        text.pieces.map { piece in
            switch piece {
            case .words(let words): words
            case .foreign(let text): MarkdownText.escaped(Defang.prose(text))
            case .code(let text): MarkdownText.code(Defang.prose(text))
            case .strong(let text): "**\(MarkdownText.escaped(Defang.prose(text)))**"
            case .address(let text): IPAddress(text) == nil ? MarkdownText.escaped(text) : Defang.address(text)
            case .emphasis(let words): "*\(words)*"
            case .reference(let number): "[E\(number)]"
            }
        }.joined()
    }

    /// A fence that is longer than any in the text; active characters are shown.
    static func fenced(_ text: String) -> String {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map { Neutral.text(String($0)) }
        let longest = lines.map { line in line.split { $0 != "`" }.map(\.count).max() ?? 0 }.max() ?? 0
        let fence = String(repeating: "`", count: max(3, longest + 1))
        return "\(fence)\n\(lines.joined(separator: "\n"))\n\(fence)\n"
    }
}
