internal import CloudTrail

extension Action {
    static let span: [Action] = [
        Action(
            "time.span", .time, "Select a span in the histogram, and zoom into it", keys: ["I"], words: ["zoom"],
            needsList: true, when: { $0.place.content.listing?.histogram != nil }
        ) { state, _ in
            state.openSpan()
            return []
        },
        Action(
            "span.zoom", .span, "Zoom: only events of the span; back zooms out", keys: ["Enter"], layer: .span,
            hint: "zoom"
        ) { state, _ in
            state.zoom()
            return []
        },
        Action(
            "span.anchor", .span, "Hold this end of the span, or let go", keys: ["Space", "v"], layer: .span,
            hint: "hold"
        ) {
            state, _ in
            state.changeSpan { span, _ in span.anchor = span.anchor == nil ? span.cursor : nil }
        },
        move("span.left", "A bar back", keys: ["h", "Left"], hint: "back", by: -1),
        move("span.right", "A bar on", keys: ["l", "Right"], hint: "on", by: 1),
        move("span.far-left", "Ten bars back", keys: ["H", "PgUp", "ctrl-b"], by: -10),
        move("span.far-right", "Ten bars on", keys: ["L", "PgDn", "ctrl-f"], by: 10),
        move("span.first", "First bar", keys: ["0", "Home"], by: -Self.allBars),
        move("span.last", "Last bar", keys: ["G", "End"], by: Self.allBars),
        jump("span.filled", "Next bar with events", keys: ["w"], forward: true) { $0.count > 0 },
        jump("span.filled-back", "Previous bar with events", keys: ["b"], forward: false) { $0.count > 0 },
        jump("span.denied", "Next bar with denied calls", keys: ["e"], forward: true) { $0.denied > 0 },
        jump("span.denied-back", "Previous bar with denied calls", keys: ["E"], forward: false) { $0.denied > 0 },
        Action(
            "span.close", .span, "Leave the histogram", keys: ["Esc", "q", "I", "ctrl-c"], layer: .span, hint: "leave"
        ) {
            state, _ in
            state.overlay = nil
            return []
        },
    ]

    /// More bars than any histogram has.
    private static let allBars = 100_000

    private static func move(_ id: String, _ title: String, keys: [String], hint: String? = nil, by offset: Int)
        -> Action
    {
        Action(id, .span, title, keys: keys, layer: .span, hint: hint) { state, _ in
            state.changeSpan { span, histogram in
                let bar = histogram.nearest(to: span.cursor) + offset
                span.cursor = histogram.start(of: min(max(0, bar), max(0, histogram.buckets.count - 1)))
            }
        }
    }

    private static func jump(
        _ id: String, _ title: String, keys: [String], forward: Bool,
        to isWanted: @escaping @Sendable (Histogram.Bucket) -> Bool
    ) -> Action {
        Action(id, .span, title, keys: keys, layer: .span) { state, _ in
            state.changeSpan { span, histogram in
                let here = histogram.nearest(to: span.cursor)
                let bars = histogram.buckets.indices
                let found =
                    forward
                    ? bars.first { $0 > here && isWanted(histogram.buckets[$0]) }
                    : bars.last { $0 < here && isWanted(histogram.buckets[$0]) }
                if let found { span.cursor = histogram.start(of: found) }
            }
        }
    }
}

extension State {
    /// The histogram as it is on the screen.
    var shownHistogram: Histogram? {
        guard let histogram = place.content.listing?.histogram, !histogram.buckets.isEmpty else { return nil }
        return histogram.fitting(HistogramStrip.barCount(columns: size.columns))
    }

    fileprivate mutating func openSpan() {
        guard let histogram = shownHistogram else {
            return say(.info, "This list has no histogram. 2 shows the timeline.")
        }
        place.showsHistogram = true
        guard Frame(self).histogram.rows > 0 else {
            return say(.info, "The histogram needs a higher screen; & after:-1d before:-1h filters by time.")
        }
        let bar = place.currentRow?.time.map { histogram.nearest(to: $0) } ?? 0
        overlay = .span(SpanSelection(cursor: histogram.start(of: bar)))
    }

    /// Changes the span; the cursor of the list goes to the first row of the bar.
    fileprivate mutating func changeSpan(_ change: (inout SpanSelection, Histogram) -> Void) -> [Effect] {
        guard case .span(var span) = overlay, let histogram = shownHistogram else { return [] }
        change(&span, histogram)
        overlay = .span(span)
        guard let rows = place.content.listing?.rows, let row = rows.index(at: span.cursor, forward: true),
            let time = rows.row(at: row).time, time < span.cursor.advanced(byMilliseconds: histogram.step)
        else { return [] }
        return moveRow(to: row)
    }

    /// Leaves the events of the span. A span within a span takes its place on the stack: it selects the same.
    fileprivate mutating func zoom() {
        guard case .span(let selection) = overlay, let histogram = shownHistogram else { return }
        overlay = nil
        let span = selection.span(in: histogram)
        var filters = place.request.filters
        if let last = filters.last, last.isOn, TimeSpan(filter: last.text) != nil { filters.removeLast() }
        addFilter(span.filter, to: filters)
    }
}
