/// What is known of the row under the cursor.
struct PreviewPane {
    private let state: State

    init(_ state: State) {
        self.state = state
    }

    func draw(on screen: inout Screen, in region: Region, isPlain: Bool) {
        guard region.rows > 0 else { return }
        let preview = state.place.currentPreview
        if !isPlain {
            screen.fill("─", at: region.left, row: region.top, count: region.columns, paint: Paint(.uiRule))
        }
        let note = preview?.note ?? ""
        let noteWidth = note.isEmpty ? 0 : min(note.plain.count + 2, region.columns / 2)
        if let title = preview?.title, !title.isEmpty {
            let text = StyledText(" ") + title + StyledText(" ")
            let width = min(text.plain.count, region.columns - noteWidth - 5)
            screen.write(text, at: Point(column: 3, row: region.top), width: width, paint: Paint(.uiTitle))
        }
        let right = region.right - noteWidth - 1
        screen.write(
            StyledText(" ") + note + StyledText(" "), at: Point(column: right, row: region.top), width: noteWidth,
            paint: Paint(.uiTitle))
        let lines = preview.map(lines(of:)) ?? [StyledText("…", .uiDim)]
        for (offset, line) in lines.prefix(region.rows - 1).enumerated() {
            screen.write(line, at: Point(column: 1, row: region.top + 1 + offset), width: region.columns - 2)
        }
    }

    /// The lines with the keys that lead on, in their place.
    private func lines(of preview: Preview) -> [StyledText] {
        guard let ways = preview.ways else { return preview.lines }
        let words = ways.actions.map { "\(state.keyName($0.action)) \($0.words)" }.joined(separator: " · ")
        var lines = preview.lines
        lines.insert(
            StyledText([Span("next".padding(to: 6), .uiDim), Span(words)]), at: min(max(0, ways.line), lines.count))
        return lines
    }
}
