extension EventTime {
    /// ISO 8601 in UTC with `Z`; milliseconds only where there are any: `2020-05-06T09:41:12Z`.
    public var iso8601: String {
        let parts = parts
        let seconds =
            Self.padded(parts.year, 4) + "-" + Self.padded(parts.month, 2) + "-" + Self.padded(parts.day, 2) + "T"
            + clock
        return parts.millisecond == 0 ? seconds + "Z" : seconds + "." + Self.padded(parts.millisecond, 3) + "Z"
    }

    /// `2020-05-06`.
    public var date: String {
        let parts = parts
        return Self.padded(parts.year, 4) + "-" + Self.padded(parts.month, 2) + "-" + Self.padded(parts.day, 2)
    }

    /// `05-06`.
    public var monthAndDay: String {
        let parts = parts
        return Self.padded(parts.month, 2) + "-" + Self.padded(parts.day, 2)
    }

    /// `09:41:12`.
    public var clock: String {
        let parts = parts
        return Self.padded(parts.hour, 2) + ":" + Self.padded(parts.minute, 2) + ":" + Self.padded(parts.second, 2)
    }

    private static func padded(_ number: Int, _ width: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
    }

    /// Reads an ISO 8601 moment; nil where it is none.
    ///
    /// Accepted: a date; a date and a time to the minute, second or any fraction, parted by `T`, `t` or one space;
    /// `Z`, `z`, ` UTC` or an offset such as `+02:00` behind the time. Without a zone the time is UTC. A bare date is its midnight.
    public init?(_ text: String) {
        var text = text
        guard let time = text.withUTF8({ unsafe EventTime(utf8: $0.span) }) else { return nil }
        self = time
    }

    /// The same over bytes, without building a string.
    public init?(utf8 bytes: Span<UInt8>) {
        if let time = Self.usual(bytes) {
            self = time
            return
        }
        var reader = Reader(bytes: bytes)
        guard let time = reader.moment() else { return nil }
        self = time
    }

    /// A moment as CloudTrail writes it, `2020-05-06T09:41:12Z`; nil for any other spelling, sound or not.
    private static func usual(_ bytes: Span<UInt8>) -> EventTime? {
        guard bytes.count == 20, bytes[4] == UInt8(ascii: "-"), bytes[7] == UInt8(ascii: "-"),
            bytes[10] == UInt8(ascii: "T"), bytes[13] == UInt8(ascii: ":"), bytes[16] == UInt8(ascii: ":"),
            bytes[19] == UInt8(ascii: "Z")
        else { return nil }
        var isSound = true
        func pair(_ offset: Int) -> Int {
            let (tens, ones) = (bytes[offset] &- UInt8(ascii: "0"), bytes[offset &+ 1] &- UInt8(ascii: "0"))
            isSound = isSound && tens < 10 && ones < 10
            return Int(tens) &* 10 &+ Int(ones)
        }
        let (century, year, month, day) = (pair(0), pair(2), pair(5), pair(8))
        let (hour, minute, second) = (pair(11), pair(14), pair(17))
        guard isSound else { return nil }
        return EventTime(
            year: century &* 100 &+ year, month: month, day: day, hour: hour, minute: minute, second: second)
    }

    private struct Reader: ~Escapable {
        let bytes: Span<UInt8>
        var position = 0

        @_lifetime(copy bytes)
        init(bytes: Span<UInt8>) {
            self.bytes = bytes
        }

        mutating func moment() -> EventTime? {
            guard let year = number(digits: 4), take(UInt8(ascii: "-")), let month = number(digits: 2),
                take(UInt8(ascii: "-")), let day = number(digits: 2)
            else { return nil }
            guard position < bytes.count else { return EventTime(year: year, month: month, day: day) }
            guard take(UInt8(ascii: "T")) || take(UInt8(ascii: "t")) || take(UInt8(ascii: " ")),
                let hour = number(digits: 2), take(UInt8(ascii: ":")), let minute = number(digits: 2)
            else { return nil }
            var second = 0
            var millisecond = 0
            if take(UInt8(ascii: ":")) {
                guard let value = number(digits: 2) else { return nil }
                second = value
                if take(UInt8(ascii: ".")) {
                    guard let fraction = fraction() else { return nil }
                    millisecond = fraction
                }
            }
            // A leap second is the last moment of its minute: the calendar here has none.
            let base = EventTime(
                year: year, month: month, day: day, hour: hour, minute: minute,
                second: min(second, second == 60 ? 59 : second),
                millisecond: millisecond)
            guard let base, let offset = zone(), position == bytes.count else { return nil }
            return base.advanced(byMilliseconds: -offset)
        }

        /// The offset in milliseconds; 0 where none is written.
        private mutating func zone() -> Int64? {
            guard position < bytes.count else { return 0 }
            if take(UInt8(ascii: "Z")) || take(UInt8(ascii: "z")) { return 0 }
            if take(UInt8(ascii: " ")) {
                return take(UInt8(ascii: "U")) && take(UInt8(ascii: "T")) && take(UInt8(ascii: "C")) ? 0 : nil
            }
            let sign: Int64
            if take(UInt8(ascii: "+")) {
                sign = 1
            } else if take(UInt8(ascii: "-")) {
                sign = -1
            } else {
                return nil
            }
            guard let hours = number(digits: 2), hours < 24 else { return nil }
            _ = take(UInt8(ascii: ":"))
            guard let minutes = position < bytes.count ? number(digits: 2) : 0, minutes < 60 else { return nil }
            return sign * (Int64(hours) * EventTime.hour + Int64(minutes) * EventTime.minute)
        }

        private mutating func take(_ byte: UInt8) -> Bool {
            guard position < bytes.count, bytes[position] == byte else { return false }
            position += 1
            return true
        }

        private mutating func number(digits: Int) -> Int? {
            guard position + digits <= bytes.count else { return nil }
            var value = 0
            for index in position..<position + digits {
                let digit = bytes[index] &- UInt8(ascii: "0")
                guard digit < 10 else { return nil }
                value = value * 10 + Int(digit)
            }
            position += digits
            return value
        }

        private mutating func fraction() -> Int? {
            let start = position
            var value = 0
            while position < bytes.count, bytes[position] &- UInt8(ascii: "0") < 10 {
                if position - start < 3 { value = value * 10 + Int(bytes[position] - UInt8(ascii: "0")) }
                position += 1
            }
            switch position - start {
            case 0: return nil
            case 1: return value * 100
            case 2: return value * 10
            default: return value
            }
        }
    }
}
