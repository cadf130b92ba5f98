import CloudTrail

/// The days of a trail, and the hours in which people work.
struct Calendar: Sendable {
    let start: EventTime
    /// Exclusive.
    let end: EventTime
    let days: [Day]

    /// A UTC day as far as it lies within the trail.
    struct Day: Sendable {
        var index: Int
        var start: EventTime
        var end: EventTime
        var isWorkday: Bool
        /// Its share of the traffic.
        var weight: Int

        func holds(_ time: EventTime) -> Bool {
            start <= time && time < end
        }

        /// A moment of the day, counted from its midnight.
        func at(_ hour: Int, _ minute: Int = 0, _ second: Int = 0) -> EventTime {
            start.floored(toMultipleOf: EventTime.day).adding(seconds: hour * 3600 + minute * 60 + second)
        }
    }

    init(from begin: EventTime, to end: EventTime) {
        start = begin
        self.end = end
        var days: [Day] = []
        var start = begin
        while start < end {
            let midnight = start.floored(toMultipleOf: EventTime.day).advanced(byMilliseconds: EventTime.day)
            let stop = min(midnight, end)
            let isWorkday = start.parts.weekday < 5
            let minutes = Int((stop.milliseconds - start.milliseconds) / EventTime.minute)
            days.append(
                Day(
                    index: days.count, start: start, end: stop, isWorkday: isWorkday,
                    weight: minutes * (isWorkday ? 10 : 6)))
            start = stop
        }
        self.days = days
    }

    /// A moment of the day at which somebody in a European office might begin something.
    static func workingMoment(of day: Day, _ random: inout SplitMix64) -> EventTime {
        let draw = random.below(100)
        var sum = 0
        let hour = hours.firstIndex { share in
            sum += share
            return draw < sum
        }
        return day.at(hour ?? 12).adding(seconds: random.below(3600))
    }

    /// Percent of the day's beginnings in each hour, UTC.
    private static let hours = [0, 0, 0, 0, 0, 1, 4, 11, 13, 12, 9, 6, 8, 11, 10, 7, 4, 2, 1, 1, 0, 0, 0, 0]

    /// Any moment of the day, as machines have no hours.
    static func anyMoment(of day: Day, _ random: inout SplitMix64) -> EventTime {
        day.start.adding(seconds: random.below(Int((day.end.milliseconds - day.start.milliseconds) / EventTime.second)))
    }
}
