internal import Text

/// The keys that work in this view, by group.
struct HelpPage {
    let lines: [StyledText]

    init(_ state: State) {
        let view = state.place.request.view
        var lines: [StyledText] = []
        for group in Action.Group.allCases {
            let actions = state.registry.actions.filter { action in
                guard action.group == group else { return false }
                if case .view(let own) = action.layer { return own == view }
                return true
            }
            if actions.isEmpty { continue }
            if !lines.isEmpty { lines.append("") }
            lines.append(StyledText(group.rawValue, .uiStrong))
            lines += actions.map(Self.line)
        }
        self.lines = lines
    }

    private static func line(_ action: Action) -> StyledText {
        let keys = action.keys.joined(separator: "  ")
        let pad = String(repeating: " ", count: max(1, 22 - DisplayWidth.of(keys)))
        let words = action.words.map { ":" + $0 }.joined(separator: " ")
        return StyledText([
            Span("  " + keys + pad, .uiKey), Span(action.title, .uiKeyDesc),
            Span(words.isEmpty ? "" : "  " + words, .uiDim),
        ])
    }
}
