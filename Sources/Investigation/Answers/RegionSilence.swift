internal import CloudTrail
internal import Events
internal import Records

/// Accounts' regions that fell silent, where before they were not.
struct RegionSilence {
    private let index: EventIndex
    private let window: EventTime
    private let end: EventTime
    private let baseline: EventTime

    /// A silence this many times as long as the longest one before is no accident.
    private static let factor: Int64 = 2
    private static let least = 2 * EventTime.hour
    /// Fewer events or days before the window are no pattern.
    private static let leastEvents = 100
    private static let leastDays: Int64 = 7
    /// A region that is expected to have so many events in the window, by the hours of the week, and has none.
    private static let leastExpected = 20.0
    /// Hours of a window that are looked at, from its start.
    private static let mostHours: Int64 = 366 * 24

    init(in index: EventIndex, window: EventTime, end: EventTime, baseline: EventTime) {
        self.index = index
        self.window = window
        self.end = end
        self.baseline = baseline
    }

    /// The silences that reach into the window, by time, account and region.
    func gaps() -> [Gap] {
        var gaps: [Gap] = []
        for account in index.groups(.account, in: .all(of: index.count)) {
            let rows = index.rows(.account, code: account.code)
            for region in index.groups(.region, in: rows) where region.code != StringTable.missing {
                guard region.count >= Self.leastEvents else { continue }
                let own = rows.intersection(index.rows(.region, code: region.code))
                guard let (from, to, reason) = silence(own) else { continue }
                gaps.append(
                    Gap(
                        kind: .silence, from: from, to: to, account: index.table(.account).text(account.code),
                        region: index.table(.region).text(region.code), reason: reason))
            }
        }
        return gaps.sorted { ($0.from, $0.account, $0.region ?? "") < ($1.from, $1.account, $1.region ?? "") }
    }

    private func silence(_ rows: RowSet) -> (EventTime, EventTime, String)? {
        let times = rows.rows.map { index.times[Int($0)] }
        let before = times.filter { $0 >= baseline.milliseconds && $0 < window.milliseconds }
        guard let first = before.first, let last = before.last, before.count >= Self.leastEvents,
            window.milliseconds - first >= Self.leastDays * EventTime.day
        else { return nil }
        // The silence up to the window is one of the baseline: who was away before is not missed.
        let usual = Self.longest(before + [window.milliseconds]).length
        let within = times.filter { $0 >= window.milliseconds }
        let found = Self.longest([last] + within + [end.milliseconds])
        if found.length > max(Self.least, Self.factor * usual) {
            return (
                EventTime(milliseconds: found.start), EventTime(milliseconds: found.start + found.length),
                "no events for \(Wording.length(found.length)), where the longest silence before was "
                    + Wording.length(usual)
            )
        }
        guard within.isEmpty else { return nil }
        let expected = expectation(before, since: first)
        guard expected >= Self.leastExpected else { return nil }
        return (window, end, "no events, where about \(Int(expected)) were to be expected")
    }

    private static func longest(_ times: [Int64]) -> (start: Int64, length: Int64) {
        var found: (start: Int64, length: Int64) = (times.first ?? 0, 0)
        for (time, next) in zip(times, times.dropFirst()) where next - time > found.length {
            found = (time, next - time)
        }
        return found
    }

    /// How many events the window would have, were its hours like the same hours of the weeks before.
    private func expectation(_ before: [Int64], since first: Int64) -> Double {
        let weekHours: Int64 = 7 * 24
        func slot(_ time: Int64) -> Int {
            let hour = EventTime(milliseconds: time).floored(toMultipleOf: EventTime.hour).milliseconds / EventTime.hour
            return Int((hour % weekHours + weekHours) % weekHours)
        }
        var counts = [Int](repeating: 0, count: Int(weekHours))
        for time in before { counts[slot(time)] += 1 }
        let weeks = Double(window.milliseconds - first) / Double(7 * EventTime.day)
        let hours = min((end.milliseconds - window.milliseconds) / EventTime.hour, Self.mostHours)
        let sum = (0..<max(0, hours)).reduce(0) { $0 + counts[slot(window.milliseconds + $1 * EventTime.hour)] }
        return Double(sum) / max(weeks, 1)
    }
}
