internal import CloudTrail

/// How far one step in time leads.
enum TimeStep: Int64, CaseIterable, Hashable, Sendable {
    case second = 1_000
    case tenSeconds = 10_000
    case minute = 60_000
    case fiveMinutes = 300_000
    case quarter = 900_000
    case hour = 3_600_000
    case sixHours = 21_600_000
    case day = 86_400_000
    case week = 604_800_000

    /// In milliseconds.
    var length: Int64 { rawValue }

    /// The next one in that direction; the last one stays.
    func next(larger: Bool) -> TimeStep {
        let all = Self.allCases
        let index = (all.firstIndex(of: self) ?? 0) + (larger ? 1 : -1)
        return all[min(max(0, index), all.count - 1)]
    }

    /// `5 m`, `7 d`.
    var words: String { EventTime.words(forLength: length) }
}

extension EventTime {
    /// A length of time in its largest whole unit: `5 m`, `2 h`.
    static func words(forLength milliseconds: Int64) -> String {
        for (unit, name) in [(day, "d"), (hour, "h"), (minute, "m")] {
            if milliseconds >= unit, milliseconds % unit == 0 { return "\(milliseconds / unit) \(name)" }
        }
        return "\(max(1, milliseconds / second)) s"
    }
}
