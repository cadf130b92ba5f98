import Text

/// Figures as a table for people: figure, must, aim and whether they were reached.
struct FigureTable {
    let sections: [(title: String, figures: [Figure])]

    /// Longer notes are cut; JSON has them whole.
    private static let longestNote = 72

    private static let header = ["", "MEDIAN", "BEST", "MUST", "AIM", "", ""]

    var text: String {
        let rows = sections.map { $0.figures.map(Self.cells) }
        let all = [Self.header] + rows.flatMap { $0 }
        let widths = Self.header.indices.map { column in all.map { DisplayWidth.of($0[column]) }.max() ?? 0 }
        var lines: [String] = []
        for (section, rows) in zip(sections, rows) {
            var header = Self.header
            header[0] = section.title
            if !lines.isEmpty { lines.append("") }
            lines += ([header] + rows).map { Self.line($0, widths) }
        }
        return lines.map { $0 + "\n" }.joined()
    }

    private static func cells(_ figure: Figure) -> [String] {
        let unit = figure.measure.unit
        let target = figure.measure.target
        func text(_ value: Double?) -> String { value.map(unit.text) ?? "-" }
        return [
            figure.measure.title, text(figure.median), text(figure.best), target.map { text($0.must) } ?? "",
            target.map { text($0.aim) } ?? "", figure.verdict?.text ?? "", note(figure),
        ]
    }

    private static func note(_ figure: Figure) -> String {
        let note = Neutral.text(figure.note ?? "")
        return note.count > longestNote ? note.prefix(longestNote - 1) + "…" : note
    }

    /// Names and notes begin at the left, figures end at the right.
    private static func line(_ cells: [String], _ widths: [Int]) -> String {
        let padded = cells.enumerated().map { column, cell in
            let space = String(repeating: " ", count: widths[column] - DisplayWidth.of(cell))
            return (1...4).contains(column) ? space + cell : cell + space
        }
        var line = padded.joined(separator: "  ")
        while line.last == " " { line.removeLast() }
        return line
    }
}
