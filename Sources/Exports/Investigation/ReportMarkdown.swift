internal import Text

/// A report as Markdown: what the log says is escaped, and addresses are defanged in prose.
struct ReportMarkdown {
    private let report: Report

    init(_ report: Report) {
        self.report = report
    }

    var text: String {
        var parts = ["# \(prose(report.title))\n"]
        for section in report.sections where !section.blocks.isEmpty {
            parts.append("## \(prose(section.title))\n")
            parts += section.blocks.map(markdown)
        }
        return parts.joined(separator: "\n")
    }

    private func markdown(_ block: Report.Block) -> String {
        switch block {
        case .paragraph(let text): prose(text) + "\n"
        case .list(let items): items.map { "- \(prose($0))\n" }.joined()
        case .code(let text): fenced(text)
        case .table(let headings, let rows):
            (["| " + headings.joined(separator: " | ") + " |", "|" + String(repeating: "---|", count: headings.count)]
                + rows.map { "| " + $0.map(prose).joined(separator: " | ") + " |" }).joined(separator: "\n") + "\n"
        }
    }

    private func prose(_ text: String) -> String { MarkdownText.escaped(Defang.prose(text)) }

    /// A fence that is longer than any in the text; active characters are shown.
    private func fenced(_ text: String) -> String {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map { Neutral.text(String($0)) }
        let longest = lines.map { $0.prefix { $0 == "`" }.count }.max() ?? 0
        let fence = String(repeating: "`", count: max(3, longest + 1))
        return "\(fence)sh\n\(lines.joined(separator: "\n"))\n\(fence)\n"
    }
}
