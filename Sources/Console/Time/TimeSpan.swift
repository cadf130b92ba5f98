public import CloudTrail

/// A stretch of time, its end not included, and the filter that selects it.
public struct TimeSpan: Hashable, Sendable {
    public var start: EventTime
    public var end: EventTime

    public init(start: EventTime, end: EventTime) {
        self.start = start
        self.end = end
    }

    /// `after:2020-05-06T08:50:00Z before:2020-05-06T09:00:00Z`.
    var filter: String { "after:\(start.iso8601) before:\(end.iso8601)" }

    /// The span that such a filter selects; nil for any other filter.
    init?(filter: String) {
        let parts = filter.split(separator: " ")
        guard parts.count == 2, parts[0].hasPrefix("after:"), parts[1].hasPrefix("before:"),
            let start = EventTime(String(parts[0].dropFirst("after:".count))),
            let end = EventTime(String(parts[1].dropFirst("before:".count))), start < end
        else { return nil }
        self.init(start: start, end: end)
    }

    /// `05-06 08:50 to 09:00`, to the second where that says more.
    var words: String {
        let isFine = [start, end].contains { $0.milliseconds % EventTime.minute != 0 }
        func clock(_ time: EventTime) -> String { String(time.clock.prefix(isFine ? 8 : 5)) }
        let isOneDay = start.floored(toMultipleOf: EventTime.day) == end.floored(toMultipleOf: EventTime.day)
        let head = "\(start.monthAndDay) \(clock(start)) to "
        return head + (isOneDay ? clock(end) : "\(end.monthAndDay) \(clock(end))")
    }
}

extension StackedFilter {
    /// The filter in words where it is a span of time, else as written.
    var label: String { TimeSpan(filter: text)?.words ?? text }
}
