import Exports
import JSON
import Text

/// Columns side by side for people. Widths are those of the first rows, so that output of any length begins at once.
struct TableFormat: RowFormat {
    private let columns: [String]
    private var widths: [Int] = []
    private var held: [[String]] = []
    private static let measuredRows = 1_000

    init(columns: [String]) { self.columns = columns }

    mutating func start() -> String {
        held = [columns]
        return ""
    }

    mutating func row(_ values: [JSONValue]) -> String {
        let cells = values.map { Neutral.text($0.cellText ?? "-") }
        guard widths.isEmpty else { return line(cells) }
        held.append(cells)
        return held.count > Self.measuredRows ? release() : ""
    }

    mutating func finish() -> String { widths.isEmpty ? release() : "" }

    /// The held rows, now that the widths are known.
    private mutating func release() -> String {
        widths = columns.indices.map { column in held.map { DisplayWidth.of($0[column]) }.max() ?? 0 }
        defer { held = [] }
        return held.map { line($0) }.joined()
    }

    private func line(_ cells: [String]) -> String {
        var line = ""
        var gap = 0
        for (cell, width) in zip(cells, widths) {
            line += String(repeating: " ", count: gap) + cell
            gap = max(0, width - DisplayWidth.of(cell)) + 2
        }
        return line + "\n"
    }
}
