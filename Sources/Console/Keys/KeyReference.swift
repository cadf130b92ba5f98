internal import Text

/// The key reference as Markdown, made from the actions.
public struct KeyReference {
    private let registry: ActionRegistry

    public init(_ registry: ActionRegistry) {
        self.registry = registry
    }

    /// One table for each group, in the order of the help page.
    public var markdown: String {
        var lines = ["# Keys of the console", ""]
        for group in Action.Group.allCases {
            let actions = registry.actions.filter { $0.group == group }
            if actions.isEmpty { continue }
            lines += ["## \(group.rawValue)", "", "| keys | does | where | command |", "|---|---|---|---|"]
            lines += actions.map(row)
            lines.append("")
        }
        return lines.joined(separator: "\n")
    }

    private func row(_ action: Action) -> String {
        let keys = action.keys.map { MarkdownText.code($0) }.joined(separator: " or ")
        let place: String =
            switch action.layer {
            case .view(let view): view.title
            default: ""
            }
        let argument = action.argument.map { " " + $0 } ?? ""
        let words = action.words.map { MarkdownText.code(":" + $0 + argument) }.joined(separator: " ")
        return "| \(keys) | \(MarkdownText.escaped(action.title)) | \(place) | \(words) |"
    }
}
