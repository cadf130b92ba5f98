import CloudTrail

extension EventTime {
    /// A moment that the source text itself names.
    init(_ year: Int, _ month: Int, _ day: Int, _ hour: Int = 0, _ minute: Int = 0, _ second: Int = 0) {
        guard
            let time = EventTime(year: year, month: month, day: day, hour: hour, minute: minute, second: second)
        else { preconditionFailure("no such moment: \(year)-\(month)-\(day) \(hour):\(minute):\(second)") }
        self = time
    }

    func adding(seconds: Int) -> EventTime {
        advanced(byMilliseconds: Int64(seconds) * Self.second)
    }

    /// Whole seconds since 1970.
    var seconds: Int { Int(milliseconds / Self.second) }

    /// `May 6, 2020 9:41:12 AM`: how responses of IAM and STS write a moment.
    var prose: String {
        let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
        let parts = parts
        let hour = parts.hour % 12 == 0 ? 12 : parts.hour % 12
        return "\(months[parts.month - 1]) \(parts.day), \(parts.year) \(hour)" + clock.dropFirst(2)
            + (parts.hour < 12 ? " AM" : " PM")
    }
}
