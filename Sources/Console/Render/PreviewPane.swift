/// What is known of the row under the cursor.
struct PreviewPane {
    private let place: Place

    init(_ place: Place) {
        self.place = place
    }

    func draw(on screen: inout Screen, in region: Region, isPlain: Bool) {
        guard region.rows > 0 else { return }
        let preview = place.currentPreview
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
        let lines = preview?.lines ?? [StyledText("…", .uiDim)]
        for (offset, line) in lines.prefix(region.rows - 1).enumerated() {
            screen.write(line, at: Point(column: 1, row: region.top + 1 + offset), width: region.columns - 2)
        }
    }
}
