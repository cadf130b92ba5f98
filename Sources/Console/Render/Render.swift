/// What a terminal can draw.
public struct Drawing: Hashable, Sendable {
    /// Nothing but ASCII.
    public var isASCII: Bool
    /// Words and ASCII alone, no boxes, rules and bars: for screen readers.
    public var isPlain: Bool

    public init(isASCII: Bool = false, isPlain: Bool = false) {
        self.isASCII = isASCII
        self.isPlain = isPlain
    }
}

/// The screen for a state. No input, no output, no clock.
///
/// - Complexity: O(cells of the screen); rows that are not visible are not looked at.
public func render(_ state: State, _ drawing: Drawing = Drawing()) -> Screen {
    var screen = Screen(size: state.size, isASCII: drawing.isASCII || drawing.isPlain)
    let frame = Frame(state)
    guard frame.isUsable else {
        TooSmall.draw(on: &screen)
        return screen
    }
    CrumbLine(state).draw(on: &screen, in: frame.crumb)
    TitleLine(state).draw(on: &screen, in: frame.title)
    SubjectCard(state).draw(on: &screen, in: frame.card)
    TableView(state, isPlain: drawing.isPlain).draw(on: &screen, header: frame.header, list: frame.list)
    if let histogram = state.place.content.listing?.histogram {
        let selection = if case .span(let span) = state.overlay { span } else { SpanSelection?.none }
        HistogramStrip(
            histogram, current: state.place.currentRow?.time, step: state.timeStep, selection: selection
        ).draw(on: &screen, in: frame.histogram, isPlain: drawing.isPlain)
    }
    PreviewPane(state).draw(on: &screen, in: frame.preview, isPlain: drawing.isPlain)
    TourPane(state).draw(on: &screen, in: frame.tour)
    StatusLine(state).draw(on: &screen, in: frame.status)
    if let popup = Popup(state) {
        popup.draw(on: &screen, above: frame.status.top, isPlain: drawing.isPlain)
    }
    return screen
}

/// What is shown where the screen is too small for anything else. Keys still work.
enum TooSmall {
    static func draw(on screen: inout Screen) {
        let needed = Frame.minimum
        let words = [
            "Too small: needs \(needed.columns)x\(needed.rows),", "has \(screen.size.columns)x\(screen.size.rows).",
        ]
        let lines = screen.size.columns >= 40 ? [words.joined(separator: " ")] : words
        for (row, line) in lines.enumerated() {
            screen.write(StyledText(line), at: Point(column: 0, row: row), width: screen.size.columns)
        }
        screen.cursor = Point(column: 0, row: 0)
    }
}
