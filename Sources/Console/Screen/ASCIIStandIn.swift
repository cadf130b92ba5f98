/// Signs of one cell for terminals that cannot show more than ASCII.
enum ASCIIStandIn {
    /// The stand-in for a sign that the program draws itself, nil for any other: text from a log is escaped.
    static func of(_ scalar: Unicode.Scalar) -> String? {
        switch scalar {
        case "─", "━", "–", "—": "-"
        case "┄": "."
        case "│", "┃": "|"
        case "┌", "┐", "└", "┘", "├", "┤", "┬", "┴", "┼": "+"
        case "▁": "."
        case "▂": ":"
        case "▃": "-"
        case "▄": "="
        case "▅": "+"
        case "▆": "*"
        case "▇": "%"
        case "█": "#"
        case "▓": "x"
        case "▒": "="
        case "▸": ">"
        case "▾", "▼": "v"
        case "▲", "↑": "^"
        case "→": ">"
        case "·": "-"
        case "…": "~"
        case "✓": "+"
        case "×": "x"
        default: nil
        }
    }
}
