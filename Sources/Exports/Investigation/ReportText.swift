internal import Text

/// A report as plain text for a terminal: active characters of the log are shown, not obeyed.
struct ReportText {
    let text: String

    /// Cells are wrapped at this width, so that one long text does not spoil a table.
    private static let widestCell = 60
    /// Prose is wrapped at this width.
    private static let proseWidth = 100

    init(_ report: Report) {
        var lines = [Neutral.text(report.title), ""]
        for section in report.sections where !section.blocks.isEmpty {
            lines.append(Neutral.text(section.title).uppercased())
            lines += section.blocks.flatMap(Self.lines)
            lines.append("")
        }
        text = lines.joined(separator: "\n")
    }

    /// Blocks by themselves, their last line ended.
    init(lines blocks: [Report.Block]) {
        text = blocks.flatMap(Self.lines).map { $0 + "\n" }.joined()
    }

    private static func lines(of block: Report.Block) -> [String] {
        switch block {
        case .paragraph(let text): prose(text, first: "  ", rest: "  ")
        case .list(let items): items.flatMap { prose($0, first: "  - ", rest: "    ") }
        case .code(let text):
            text.split(separator: "\n", omittingEmptySubsequences: false).map { "      " + Neutral.text(String($0)) }
        case .table(let headings, let rows): table([headings] + rows)
        }
    }

    private static func prose(_ text: String, first: String, rest: String) -> [String] {
        LineWrap.lines(of: Neutral.text(text), width: proseWidth).enumerated().map { number, line in
            (number == 0 ? first : rest) + line
        }
    }

    private static func table(_ rows: [[String]]) -> [String] {
        let cells = rows.map { row in row.map { LineWrap.lines(of: Neutral.text($0), width: widestCell) } }
        let widths = cells[0].indices.map { column in
            cells.flatMap { $0[column].map(DisplayWidth.of) }.max() ?? 0
        }
        return cells.flatMap { row in
            (0..<(row.map(\.count).max() ?? 0)).map { number in
                let line = zip(row, widths).map { cell, width in
                    let text = number < cell.count ? cell[number] : ""
                    return text + String(repeating: " ", count: width - DisplayWidth.of(text))
                }
                let text = line.joined(separator: "  ")
                return "  " + String(text.reversed().drop { $0 == " " }.reversed())
            }
        }
    }
}
