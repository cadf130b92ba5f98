/// A moment as CloudTrail records it: UTC, counted in milliseconds since 1970-01-01T00:00:00Z.
///
/// `eventTime` is when the request *completed*, to the second. Queries of CloudTrail Lake and copies made by other
/// tools may add fractions, of which milliseconds are kept.
public struct EventTime: Hashable, Comparable, Sendable {
    /// Milliseconds since 1970-01-01T00:00:00Z; negative before it.
    public var milliseconds: Int64

    @inlinable
    public init(milliseconds: Int64) {
        self.milliseconds = milliseconds
    }

    /// A moment from its UTC parts, or nil where the calendar has no such moment.
    public init?(
        year: Int, month: Int, day: Int, hour: Int = 0, minute: Int = 0, second: Int = 0, millisecond: Int = 0
    ) {
        guard (1...9999).contains(year), (1...12).contains(month),
            (1...Self.days(inMonth: month, of: year)).contains(day),
            (0...23).contains(hour), (0...59).contains(minute), (0...59).contains(second),
            (0...999).contains(millisecond)
        else { return nil }
        let days = Self.daysSinceEpoch(year: year, month: month, day: day)
        let seconds = Int64(days) * 86_400 + Int64(hour * 3600 + minute * 60 + second)
        self.init(milliseconds: seconds * 1000 + Int64(millisecond))
    }

    @inlinable
    public static func < (left: EventTime, right: EventTime) -> Bool {
        left.milliseconds < right.milliseconds
    }

    /// The moment `milliseconds` later, or earlier when negative.
    @inlinable
    public func advanced(byMilliseconds milliseconds: Int64) -> EventTime {
        EventTime(milliseconds: self.milliseconds + milliseconds)
    }

    /// The start of the bucket of `length` milliseconds that holds this moment; buckets are aligned to UTC.
    @inlinable
    public func floored(toMultipleOf length: Int64) -> EventTime {
        let rest = milliseconds % length
        return EventTime(milliseconds: milliseconds - (rest < 0 ? rest + length : rest))
    }
}

extension EventTime {
    /// Seconds, minutes, hours and days, in milliseconds.
    public static let second: Int64 = 1000
    public static let minute: Int64 = 60 * second
    public static let hour: Int64 = 60 * minute
    public static let day: Int64 = 24 * hour

    /// Days from 1970-01-01 to a date of the proleptic Gregorian calendar.
    static func daysSinceEpoch(year: Int, month: Int, day: Int) -> Int {
        // Years are counted from March, so that the leap day is the last one of its year.
        let shifted = month <= 2 ? year - 1 : year
        let era = (shifted >= 0 ? shifted : shifted - 399) / 400
        let yearOfEra = shifted - era * 400
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        return era * 146_097 + dayOfEra - 719_468
    }

    static func days(inMonth month: Int, of year: Int) -> Int {
        switch month {
        case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }

    /// The UTC parts of the moment.
    public var parts: Parts {
        let dayCount = floored(toMultipleOf: Self.day).milliseconds / Self.day
        let rest = Int(milliseconds - dayCount * Self.day)
        let shifted = Int(dayCount) + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let monthFromMarch = (5 * dayOfYear + 2) / 153
        let month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
        return Parts(
            year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month: month,
            day: dayOfYear - (153 * monthFromMarch + 2) / 5 + 1, hour: rest / 3_600_000, minute: rest / 60_000 % 60,
            second: rest / 1000 % 60, millisecond: rest % 1000,
            weekday: Int(((dayCount + 3) % 7 + 7) % 7))
    }

    /// The UTC calendar parts of a moment.
    public struct Parts: Hashable, Sendable {
        public var year: Int
        public var month: Int
        public var day: Int
        public var hour: Int
        public var minute: Int
        public var second: Int
        public var millisecond: Int
        /// 0 is Monday, 6 is Sunday.
        public var weekday: Int
    }
}
