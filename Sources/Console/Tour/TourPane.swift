internal import Text

/// The step of the tour, above the last line.
struct TourPane {
    private let state: State

    init(_ state: State) {
        self.state = state
    }

    func draw(on screen: inout Screen, in region: Region) {
        guard region.rows > 0, let tour = state.tour, let step = tour.current else { return }
        let keys = step.actions.map(state.keyName).joined(separator: " ")
        let head = " Tour \(tour.step + 1) of \(Tour.count)  "
        let text = LineWrap.lines(of: "\(step.text)  [\(keys)]", width: max(1, region.columns - head.count - 1))
        for row in 0..<region.rows {
            screen.fill(at: 0, row: region.top + row, count: region.columns, paint: Paint(.uiPopup))
        }
        screen.write(StyledText(head, .uiTitle), at: region.origin, width: head.count, paint: Paint(.uiPopup))
        for (row, line) in text.prefix(region.rows - 1).enumerated() {
            let point = Point(column: head.count, row: region.top + row)
            screen.write(StyledText(line), at: point, width: region.columns - head.count, paint: Paint(.uiPopup))
        }
        let hint = "\(state.keyName("tour.do")) does it for you · \(state.keyName("tour")) ends the tour"
        let point = Point(column: head.count, row: region.bottom - 1)
        screen.write(
            StyledText(hint, .uiDim), at: point, width: region.columns - head.count, paint: Paint(.uiPopup))
    }
}
