internal import CloudTrail
internal import Events

/// Events by hour, in UTC. Only hours that have events take room.
struct HourCounts {
    struct Count {
        var all = 0
        var denied = 0
        /// By whom the investigation is about.
        var scoped = 0
        /// Part of the alert that is being read.
        var alerted = 0
    }

    /// By hours since 1970.
    private(set) var hours: [Int64: Count] = [:]

    /// - Complexity: one pass over the rows.
    init(_ rows: RowSet, scoped: RowSet, alerted: RowSet, in index: EventIndex) {
        rows.forEach { row in
            var count = hours[Self.hour(of: index.time(row)), default: Count()]
            count.all += 1
            if index.flags(row).outcome == .denied { count.denied += 1 }
            if scoped.contains(row) { count.scoped += 1 }
            if alerted.contains(row) { count.alerted += 1 }
            hours[Self.hour(of: index.time(row))] = count
        }
    }

    static func hour(of time: EventTime) -> Int64 { floored(time.milliseconds, EventTime.hour) }
    static func day(of time: EventTime) -> Int64 { floored(time.milliseconds, EventTime.day) }

    private static func floored(_ milliseconds: Int64, _ unit: Int64) -> Int64 {
        EventTime(milliseconds: milliseconds).floored(toMultipleOf: unit).milliseconds / unit
    }

    /// Days between the first and the last with events that are listed one by one; a trail that spans more leaves out
    /// those without.
    static let mostDays: Int64 = 3_660

    /// The days to list, since 1970, in their order.
    var days: [Int64] {
        let used = Set(hours.keys.map { EventTime(milliseconds: $0 * EventTime.hour) }.map(Self.day)).sorted()
        guard let first = used.first, let last = used.last, last - first < Self.mostDays else { return used }
        return Array(first...last)
    }

    subscript(day: Int64, hour: Int) -> Count { hours[day * 24 + Int64(hour)] ?? Count() }
}
