internal import Text

/// What is known of the row under the cursor: what fits of each line beside the list, all of it while it is being read.
struct PreviewPane {
    private let state: State

    init(_ state: State) {
        self.state = state
    }

    func draw(on screen: inout Screen, in region: Region, isPlain: Bool) {
        guard region.rows > 0 else { return }
        let preview = state.place.currentPreview
        let text = preview.map { PaneText($0, state) }
        let lines = text?.lines ?? [StyledText("…", .uiDim)]
        let top = if case .pane(let top) = state.overlay { top } else { 0 }
        let shown = lines.dropFirst(top).prefix(region.rows - 1)
        drawTitle(preview, extent(top, shown.count, of: lines.count), on: &screen, in: region, isPlain: isPlain)
        for (offset, line) in shown.enumerated() {
            screen.write(
                line, at: Point(column: PaneText.margin, row: region.top + 1 + offset),
                width: PaneText.width(region.columns))
        }
        if state.isReadingPane { screen.cursor = Point(column: PaneText.margin, row: region.top + 1) }
    }

    private func drawTitle(
        _ preview: Preview?, _ extent: String?, on screen: inout Screen, in region: Region, isPlain: Bool
    ) {
        let isReading = state.isReadingPane
        if !isPlain {
            let paint = Paint(isReading ? .uiBorderFocus : .uiRule)
            screen.fill("─", at: region.left, row: region.top, count: region.columns, paint: paint)
        }
        let paint = Paint(isReading ? .uiTitleFocus : .uiTitle)
        let note = extent.map { StyledText($0) } ?? preview?.note ?? ""
        let noteWidth = note.isEmpty ? 0 : min(note.plain.count + 2, region.columns / 2)
        if let title = preview?.title, !title.isEmpty {
            let text = StyledText(" ") + title + StyledText(" ")
            let width = min(text.plain.count, region.columns - noteWidth - 5)
            screen.write(text, at: Point(column: 3, row: region.top), width: width, paint: paint)
        }
        screen.write(
            StyledText(" ") + note + StyledText(" "), at: Point(column: region.right - noteWidth - 1, row: region.top),
            width: noteWidth, paint: paint)
    }

    /// Which lines are on the screen, where those are not all.
    private func extent(_ top: Int, _ shown: Int, of count: Int) -> String? {
        guard state.isReadingPane, shown < count else { return nil }
        return "lines \((top + 1).grouped) to \((top + shown).grouped) of \(count.grouped)"
    }
}
