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
    public let window: Range<Int>
    /// The same in time.
    public let times: Range<EventTime>
    /// How many days before the event the trail reaches back of its account: an account may have joined a trail of many
    /// after the others. Of a principal from another account in the trail the later of both beginnings counts.
    public let days: Int
    /// Whether that is as far as the baseline wants.
    public let isSufficient: Bool

    /// A value that was seen on this many days is usual.
    private static let usualDays = 3

    /// - Complexity: where the account does not begin the trail, a pass over the column of accounts.
    public init(of row: Int, in index: EventIndex, options: DetectionOptions) {
        self.index = index
        let time = index.time(row)
        let end = time.advanced(byMilliseconds: -Int64(options.recentDays) * EventTime.day)
        let start = time.advanced(byMilliseconds: -Int64(options.baselineDays) * EventTime.day)
        window = index.rowRange(from: start, to: end)
        times = start..<max(start, end)
        let first = Self.beginning(of: row, in: index)
        days = max(0, Int((time.milliseconds - first.milliseconds) / EventTime.day))
        isSufficient = days >= options.baselineDays
    }

    /// The first event of the account that an event was recorded in; where its principal is of another account of the
    /// trail, and that one began later, the first event of that.
    public static func beginning(of row: Int, in index: EventIndex) -> EventTime {
        let own = index.code(.account, row)
        var accounts = [own]
        let principal = index.text(.principal, row) ?? ""
        let home = ARN(principal)?.account ?? String(principal.trimmingPrefix("account:"))
        if let code = index.table(.account).code(of: home), code != own { accounts.append(code) }
        let firsts = accounts.compactMap { account in
            index.code(.account, 0) == account ? 0 : index.rows(.account, code: account).first
        }
        return index.time(firsts.max() ?? row)
    }

    /// Judges a value among the rows that have another one (a principal's, an account's).
    ///
    /// - Complexity: the rows of the baseline that have the rarer of the values, where hardly any has both; else a few
    ///   steps, as it goes back no further than to the day that makes the value usual.
    public func novelty(of value: FieldValue, among population: FieldValue) -> Novelty {
        novelty { index.lastRow(in: $0, having: [value, population]) }
    }

    /// Judges what is no field's value among the rows that have one: the network that an address belongs to, the hour.
    ///
    /// - Parameter fits: whether a row has it; asked from the latest row on.
    /// - Complexity: the rows of the population in the baseline, where it is new; else as above.
    public func novelty(among population: FieldValue, where fits: (Int) -> Bool) -> Novelty {
        novelty { index.lastRow(in: $0, having: [population], where: fits) }
    }

    private func novelty(_ lastRow: (Range<Int>) -> Int?) -> Novelty {
        guard let last = lastRow(window) else { return isSufficient ? .new : .insufficientHistory(days: days) }
        var daysSeen = 1
        var seen = last
        while daysSeen < Self.usualDays {
            let midnight = index.firstRow(at: index.time(seen).floored(toMultipleOf: EventTime.day))
            guard midnight > window.lowerBound, let earlier = lastRow(window.lowerBound..<midnight) else {
                return .rare(lastSeen: index.time(last))
            }
            seen = earlier
            daysSeen += 1
        }
        return .usual(lastSeen: index.time(last))
    }

    /// The rows of a population within the baseline.
    public func rows(of population: RowSet) -> RowSet {
        population.within(window)
    }
}
