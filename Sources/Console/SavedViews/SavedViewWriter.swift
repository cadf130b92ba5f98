internal import Cases

/// Saved views as YAML. Every text is in double quotes with whatever is not plain escaped: names and values may come
/// from an attacker.
struct SavedViewWriter {
    static func yaml(_ views: [SavedView]) -> String {
        var lines = ["# Saved views of huckleberry: :save NAME writes them, :views lists them.", "format: 1"]
        lines.append(views.isEmpty ? "views: []" : "views:")
        for view in views {
            lines.append("  - name: \(quoted(view.name))")
            lines.append("    view: \(view.view.rawValue)")
            if let subject = view.subject { lines += subjectLines(subject) }
            if !view.filters.isEmpty {
                lines.append("    filters:")
                for filter in view.filters {
                    lines.append("      - text: \(quoted(filter.text))")
                    if !filter.isOn { lines.append("        on: false") }
                }
            }
            if let sort = view.sort {
                lines += ["    sort:", "      column: \(quoted(sort.column))"]
                if sort.isDescending { lines.append("      descending: true") }
            }
            if view.grouping != .rule { lines.append("    by: \(view.grouping.rawValue)") }
        }
        return lines.joined(separator: "\n") + "\n"
    }

    private static func subjectLines(_ subject: Entity) -> [String] {
        let texts = [
            ("value", subject.value), ("label", subject.label), ("field", subject.field), ("filter", subject.selection),
        ]
        return ["    subject:", "      kind: \(subject.kind.rawValue)"]
            + texts.compactMap { name, text in text.map { "      \(name): \(quoted($0))" } }
    }

    private static func quoted(_ text: String) -> String {
        var quoted = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"", "\\": quoted += "\\" + String(scalar)
            case " "..."~": quoted.unicodeScalars.append(scalar)
            case _ where scalar.properties.isAlphabetic: quoted.unicodeScalars.append(scalar)
            default:
                let digits = String(scalar.value, radix: 16)
                quoted += "\\U" + String(repeating: "0", count: 8 - digits.count) + digits
            }
        }
        return quoted + "\""
    }
}
