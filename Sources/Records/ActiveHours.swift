internal import CloudTrail
internal import Events

/// The hours in which an account, or a region of it, made events; and the silences between them that are none of its
/// habits.
struct ActiveHours {
    /// Hours since the epoch, ascending, each once.
    private var hours: [Int64] = []

    /// A time without events.
    struct Silence {
        /// Inclusive.
        var from: EventTime
        /// Exclusive.
        var to: EventTime
        var hours: Int64
        /// How long the longest of the other silences are, in hours.
        var usual: Int64
    }

    /// Shorter silences are left alone, in hours.
    private static let least: Int64 = 2
    /// Fewer active hours are no habit.
    private static let leastHours = 12
    /// Who speaks in a smaller share of the hours, but for holes, is not missed for days.
    private static let leastShare = 0.2
    /// A trail may have one hole in so many hours, and three at the most.
    private static let hoursPerHole: Int64 = 10 * 24
    /// What recurs at every weekend is seen in trails of so many hours.
    private static let knownWeekends: Int64 = 28 * 24

    mutating func add(_ hour: Int64) {
        if hours.last != hour { hours.append(hour) }
    }

    // MARK: Silences

    /// The silences, the last one up to the trail's end among them, that stand out; none where silence is the rule.
    ///
    /// Such a silence is half as long again as the longest of the others but for those that may be holes as well; where
    /// that is less than a day, it lasts a day or is four times as long. And it is longer than chance makes it: were
    /// events to come at random, not one trail in a hundred would have such a silence.
    func silences(until end: EventTime) -> [Silence] {
        guard hours.count >= Self.leastHours, let first = hours.first else { return [] }
        let last = Self.hour(of: end) + 1
        let knowsWeekends = last - first >= Self.knownWeekends
        let holes = Int(min(max(1, (last - first) / Self.hoursPerHole), 3))
        let starts = hours.map { $0 + 1 }
        let ends = Array(hours.dropFirst()) + [last]
        let lengths = zip(starts, ends).map { knowsWeekends ? $1 - $0 : Self.workingHours(from: $0, to: $1) }
        let ordered = lengths.sorted(by: >)
        let others = ordered.dropFirst(holes)
        let wholeHours = Int64(hours.count) + others.reduce(0, +)
        guard Double(hours.count) >= Self.leastShare * Double(wholeHours) else { return [] }
        let bound = Self.bound(ofChance: others)
        return zip(zip(starts, ends), lengths).compactMap { span, length in
            let usual = ordered[length >= ordered[holes - 1] ? holes : holes - 1]
            guard length >= Self.least, 2 * length > 3 * usual, length > min(4 * usual, 24), Double(length) > bound
            else { return nil }
            return Silence(
                from: Self.start(ofHour: span.0), to: min(Self.start(ofHour: span.1), end), hours: span.1 - span.0,
                usual: usual)
        }
    }

    /// Lengths that come by chance are as far from their mean as the logarithm of their number, in deviations; five more
    /// is one time in a hundred and fifty.
    private static func bound(ofChance lengths: some Collection<Int64>) -> Double {
        let count = Double(lengths.count)
        let mean = lengths.reduce(0) { $0 + Double($1) } / count
        let variance = lengths.reduce(0) { $0 + (Double($1) - mean) * (Double($1) - mean) } / count
        // The natural logarithm, of the power of two below.
        let logarithm = 0.693 * Double(Int.bitWidth - 1 - lengths.count.leadingZeroBitCount)
        return mean + (logarithm + 5) * variance.squareRoot()
    }

    /// The hours of a span without those of weekends that are silent for the most part.
    private static func workingHours(from start: Int64, to end: Int64) -> Int64 {
        var weekend: Int64 = 0
        // 1970-01-03 was a Saturday.
        var saturday = (start - 2 * 24) / (7 * 24) * (7 * 24) + 2 * 24
        while saturday < end {
            weekend += max(0, min(end, saturday + 48) - max(start, saturday))
            saturday += 7 * 24
        }
        return weekend >= 36 ? end - start - weekend : end - start
    }

    private static func hour(of time: EventTime) -> Int64 {
        time.floored(toMultipleOf: EventTime.hour).milliseconds / EventTime.hour
    }

    private static func start(ofHour hour: Int64) -> EventTime { EventTime(milliseconds: hour * EventTime.hour) }

    // MARK: Collecting

    /// An account, or a region of one where it is named.
    struct Place: Hashable {
        var account: String
        var region: String?
    }

    /// Those of all accounts and of their regions.
    ///
    /// - Complexity: one pass over the rows.
    static func all(in index: EventIndex) -> [Place: ActiveHours] {
        var ofAccounts: [UInt32: ActiveHours] = [:]
        var ofRegions: [UInt64: ActiveHours] = [:]
        for row in 0..<index.count {
            let hour = hour(of: index.time(row))
            let account = index.code(.account, row)
            let region = index.code(.region, row)
            ofAccounts[account, default: ActiveHours()].add(hour)
            guard region != StringTable.missing else { continue }
            ofRegions[UInt64(account) << 32 | UInt64(region), default: ActiveHours()].add(hour)
        }
        var found: [Place: ActiveHours] = [:]
        let accounts = index.table(.account)
        for (code, hours) in ofAccounts { found[Place(account: accounts.text(code))] = hours }
        for (codes, hours) in ofRegions {
            let account = accounts.text(UInt32(truncatingIfNeeded: codes >> 32))
            let region = index.table(.region).text(UInt32(truncatingIfNeeded: codes))
            found[Place(account: account, region: region)] = hours
        }
        return found
    }
}
