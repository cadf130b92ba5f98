internal import CloudTrail

/// A part of the time that is asked for: what is complete when it is interrupted, stays.
struct LookupWindow: Hashable, Sendable {
    let from: EventTime
    /// Exclusive.
    let end: EventTime
    /// Up to where it is asked for, exclusive: the end, or the moment of asking.
    var to: EventTime

    /// A week: short enough to lose little, long enough that quiet regions need few calls.
    private static let length = 7 * EventTime.day
    /// Events may be listed so long after they happened. AWS says about five minutes as a rule.
    private static let delay = EventTime.hour
    /// How far the event history reaches back.
    /// Source: "Working with CloudTrail event history" in the CloudTrail user guide.
    static let reach = 90 * EventTime.day

    /// The parts of a stretch of time up to now. Their bounds do not depend on it, apart from the first and the last, so that
    /// later runs find them again.
    static func windows(from: EventTime, to: EventTime?, now: EventTime) -> [LookupWindow] {
        var windows: [LookupWindow] = []
        var start = from
        while start < min(to ?? now, now) {
            let whole = start.floored(toMultipleOf: length).advanced(byMilliseconds: length)
            let end = min(to ?? whole, whole)
            windows.append(LookupWindow(from: start, end: end, to: min(end, now)))
            start = end
        }
        return windows
    }

    /// The API takes both ends inclusive, and events have no fractions of a second.
    var lastSecond: EventTime { to.advanced(byMilliseconds: -EventTime.second) }

    /// Whether nothing more can come when it was asked at a time.
    func isSettled(askedAt time: EventTime) -> Bool { end.advanced(byMilliseconds: Self.delay) <= time }

    /// A name that file systems take: `20260301T000000Z-20260308T000000Z`.
    var name: String {
        [from, end].map { $0.iso8601.filter { $0 != "-" && $0 != ":" } }.joined(separator: "-")
    }
}
