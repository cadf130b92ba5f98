internal import CloudTrail

/// A stretch of the histogram that is being selected. It goes by moments: bars change with the width of the screen.
public struct SpanSelection: Sendable, Equatable {
    /// The moment at which the bar under the cursor begins.
    var cursor: EventTime
    /// Where the other end of the stretch is held; nil for the one bar.
    var anchor: EventTime?

    /// The bars of the stretch.
    func bars(in histogram: Histogram) -> ClosedRange<Int> {
        let here = histogram.nearest(to: cursor)
        let there = anchor.map { histogram.nearest(to: $0) } ?? here
        return min(here, there)...max(here, there)
    }

    /// The stretch in time.
    func span(in histogram: Histogram) -> TimeSpan {
        let bars = bars(in: histogram)
        return TimeSpan(
            start: histogram.start(of: bars.lowerBound), end: histogram.start(of: bars.upperBound + 1))
    }
}

extension Histogram {
    /// The bar that holds a moment, or the first or last one where that lies outside.
    func nearest(to time: EventTime) -> Int {
        index(of: time) ?? (time < start ? 0 : max(0, buckets.count - 1))
    }

    /// When a bar begins.
    func start(of index: Int) -> EventTime { start.advanced(byMilliseconds: step * Int64(index)) }
}
