public import CloudTrail
public import Events

/// Whether a value departs from what was seen before.
public enum Novelty: Hashable, Sendable {
    /// Not seen in the baseline, which was long enough to say so.
    case new
    /// Seen on one or two days of the baseline.
    case rare(lastSeen: EventTime)
    /// Seen on more days.
    case usual(lastSeen: EventTime)
    /// The trail does not reach back far enough; what little there is does not hold the value.
    case insufficientHistory(days: Int)

    /// `!` new, `~` rare, `=` usual, `?` insufficient history.
    public var sign: String {
        switch self {
        case .new: "!"
        case .rare: "~"
        case .usual: "="
        case .insufficientHistory: "?"
        }
    }
}

/// Judges values of one event against the time before it.
///
/// What was seen in the last days before the event is left out: an intruder who came back does not become usual.
public struct History: Sendable {
    private let index: EventIndex
    /// The rows of the baseline: [event - baseline, event - recent).
    private let window: RowSet
    /// How many days the trail reaches back before the window's end.
    public let days: Int
    private let isSufficient: Bool

    public init(of row: Int, in index: EventIndex, options: DetectionOptions) {
        self.index = index
        let time = index.time(row)
        let end = time.advanced(byMilliseconds: -Int64(options.recentDays) * EventTime.day)
        let start = time.advanced(byMilliseconds: -Int64(options.baselineDays) * EventTime.day)
        window = index.rows(from: start, to: end)
        let first = index.span?.lowerBound ?? time
        days = max(0, Int((time.milliseconds - first.milliseconds) / EventTime.day))
        isSufficient = days >= options.baselineDays
    }

    /// Judges the value of a field, among the rows of `population` (a principal's, an account's).
    public func novelty(of code: UInt32, _ field: IndexField, among population: RowSet) -> Novelty {
        let seen = index.rows(field, code: code).intersection(population).intersection(window)
        guard let last = seen.last else { return isSufficient ? .new : .insufficientHistory(days: days) }
        var daysSeen = 0
        var lastDay: Int64 = .min
        seen.forEach { row in
            let day = index.time(row).floored(toMultipleOf: EventTime.day).milliseconds
            if day != lastDay { daysSeen += 1 }
            lastDay = day
        }
        return daysSeen < 3 ? .rare(lastSeen: index.time(last)) : .usual(lastSeen: index.time(last))
    }

    /// The rows of a population within the baseline.
    public func rows(of population: RowSet) -> RowSet { population.intersection(window) }
}
