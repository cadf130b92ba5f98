extension Action {
    static let themes: [Action] = [
        Action(
            "theme", .layout, "Theme, shown while you choose", keys: [], words: ["theme"], argument: "NAME",
            values: { state in
                state.themes.map {
                    ArgumentValue($0.name, note: $0.problem ?? "", isCurrent: $0.name == state.theme)
                }
            }
        ) { state, name in
            state.choose(theme: name)
            return []
        }
    ]
}

extension State {
    /// The theme to show: while one is being chosen in the palette that one, else the one that was chosen.
    public var shownTheme: String {
        guard case .palette(let palette) = overlay else { return theme }
        let entries = Palette.entries(for: palette.editor.text, in: self)
        guard entries.indices.contains(palette.choice), entries[palette.choice].action.id == "theme" else {
            return theme
        }
        let name = entries[palette.choice].argument
        return themes.contains { $0.name == name && $0.problem == nil } ? name : theme
    }

    fileprivate mutating func choose(theme name: String) {
        if name.isEmpty {
            openPalette("theme ")
        } else if let choice = themes.first(where: { $0.name == name }) {
            if let problem = choice.problem { say(.error, problem) } else { theme = name }
        } else {
            say(.warn, "There is no theme '\(name)'. There are: \(themes.map(\.name).joined(separator: ", ")).")
        }
    }
}
