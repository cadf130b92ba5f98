internal import Text

/// The key reference as Markdown, made from the actions.
public struct KeyReference {
    private let registry: ActionRegistry

    public init(_ registry: ActionRegistry) {
        self.registry = registry
    }

    /// One table for each group, in the order of the help page. The names are those of a configuration.
    public var markdown: String {
        var lines = ["# Keys of the console", ""]
        for group in Action.Group.allCases {
            let actions = registry.actions.filter { $0.group == group }
            if actions.isEmpty { continue }
            lines += ["## \(group.rawValue)", "", "| keys | does | where | command | name |", "|---|---|---|---|---|"]
            lines += actions.map(row)
            lines.append("")
        }
        return lines.joined(separator: "\n")
    }

    /// One table of what a first day needs, for the README.
    public var essentials: String {
        let rows = Self.essentials.compactMap { registry[$0] }
            .map { "| \(keys($0)) | \(MarkdownText.escaped($0.title)) |" }
        return (["| keys | does |", "|---|---|"] + rows).joined(separator: "\n") + "\n"
    }

    /// The actions of a first day, in the order of that table.
    static let essentials = [
        "open", "go.principal", "go.key", "go.address", "go.call", "go.attack", "go.timeline", "go.alert", "go.record",
        "go.lineage", "go.occurrences", "go.hours", "view.alerts", "view.timeline", "view.keys", "view.addresses",
        "view.calls", "view.attack", "view.questions", "view.response", "view.notes", "view.evidence", "back",
        "forward", "history", "filter", "filter.keep", "filter.drop", "filter.stack", "search", "search.next",
        "signal.failed", "signal.alerted", "sort", "alerts.group", "alerts.mute", "alerts.muted",
        "mark.toggle", "note.add", "note.free", "tag.add", "decide.undo", "decide.redo", "view.log", "rules.reload",
        "copy.cell", "copy.record", "save.notes", "palette", "tour", "help", "cancel", "close", "quit",
    ]

    private func keys(_ action: Action) -> String {
        action.keys.map { MarkdownText.code($0) }.joined(separator: " or ")
    }

    private func row(_ action: Action) -> String {
        let keys = keys(action)
        let place: String =
            switch action.layer {
            case .view(let view): view.title
            default: ""
            }
        let argument = action.argument.map { " " + $0 } ?? ""
        let words = action.words.map { MarkdownText.code(":" + $0 + argument) }.joined(separator: " ")
        return
            "| \(keys) | \(MarkdownText.escaped(action.title)) | \(place) | \(words) | \(MarkdownText.code(action.id)) |"
    }
}
