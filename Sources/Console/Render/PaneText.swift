internal import Text

/// What the pane says, with the keys that lead on.
struct PaneText {
    /// A line each as they were written, or while the pane is being read as many as each of them needs.
    let lines: [StyledText]

    /// The first column of the text.
    static let margin = 1
    /// Words that head a line are as wide as this.
    private static let indent = 6
    /// A value of an attacker may be as long as a record: what is behind this many characters is in the record itself.
    private static let longest = 4_000

    init(_ preview: Preview, _ state: State) {
        let lines = Self.lines(of: preview, state)
        self.lines = state.isReadingPane ? Self.wrapped(lines, to: Self.width(state.size.columns)) : lines
    }

    /// The room for the text on a screen.
    static func width(_ columns: Int) -> Int { columns - 2 * margin }

    static func wrapped(_ lines: [StyledText], to width: Int) -> [StyledText] {
        lines.flatMap { $0.prefix(longest).wrapped(to: width, indent: indent) }
    }

    private static func lines(of preview: Preview, _ state: State) -> [StyledText] {
        guard let ways = preview.ways else { return preview.lines }
        let words = ways.actions.map { "\(state.keyName($0.action)) \($0.words)" }.joined(separator: " · ")
        var lines = preview.lines
        lines.insert(
            StyledText([Span("next".padding(to: indent), .uiDim), Span(words)]),
            at: min(max(0, ways.line), lines.count))
        return lines
    }
}

extension State {
    /// Whether the pane is being read.
    var isReadingPane: Bool { if case .pane = overlay { true } else { false } }

    /// Lines of the pane's text on the screen.
    var paneRows: Int { max(0, Frame(self).preview.rows - 1) }

    /// Lines of the pane's text.
    var paneLines: Int { place.currentPreview.map { PaneText($0, self).lines.count } ?? 0 }
}
