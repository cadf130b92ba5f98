internal import Text

/// A report as plain text for a terminal: active characters of the log are shown, not obeyed.
struct ReportText {
    private let report: Report

    /// Cells are cut at this width, so that one long name does not spoil a table.
    private static let widestCell = 60
    /// Prose is wrapped at this width.
    private static let proseWidth = 100

    init(_ report: Report) {
        self.report = report
    }

    var text: String {
        var lines = [Neutral.text(report.title), ""]
        for section in report.sections where !section.blocks.isEmpty {
            lines.append(Neutral.text(section.title).uppercased())
            for block in section.blocks { lines += self.lines(of: block) }
            lines.append("")
        }
        return lines.joined(separator: "\n")
    }

    private func lines(of block: Report.Block) -> [String] {
        switch block {
        case .paragraph(let text): prose(text, first: "  ", rest: "  ")
        case .list(let items): items.flatMap { prose($0, first: "  - ", rest: "    ") }
        case .code(let text):
            text.split(separator: "\n", omittingEmptySubsequences: false).map { "      " + Neutral.text(String($0)) }
        case .table(let headings, let rows): table([headings] + rows)
        }
    }

    private func prose(_ text: String, first: String, rest: String) -> [String] {
        LineWrap.lines(of: Neutral.text(text), width: Self.proseWidth).enumerated().map { number, line in
            (number == 0 ? first : rest) + line
        }
    }

    private func table(_ rows: [[String]]) -> [String] {
        let cells = rows.map { row in
            row.map { Truncation.middle(Neutral.text($0), to: Self.widestCell) }
        }
        let widths = cells[0].indices.map { column in cells.map { DisplayWidth.of($0[column]) }.max() ?? 0 }
        return cells.map { row in
            let line = row.indices.map { column in
                column == row.count - 1
                    ? row[column]
                    : row[column] + String(repeating: " ", count: widths[column] - DisplayWidth.of(row[column]))
            }
            return "  " + line.joined(separator: "  ")
        }
    }
}
