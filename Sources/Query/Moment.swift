public import CloudTrail

/// A point in time that a filter names: fixed, or so long before the last event loaded.
public enum Moment: Hashable, Sendable {
    case fixed(EventTime)
    /// Milliseconds before the last event: 7,200,000 for `-2h`.
    case beforeLast(Int64)

    /// Reads ISO 8601 (a bare date is 00:00Z), or `-` with numbers and units: `-90m`, `-1d12h`. Units are `s` `m` `h`
    /// `d` `w`. Nil where it is neither.
    public init?(_ text: String) {
        if let time = EventTime(text) {
            self = .fixed(time)
        } else if let length = Self.length(text) {
            self = .beforeLast(length)
        } else {
            return nil
        }
    }

    private static func length(_ text: String) -> Int64? {
        guard text.first == "-", text.count > 1 else { return nil }
        var total: Int64 = 0
        var digits = ""
        for character in text.dropFirst() {
            if character.isASCII, character.isNumber {
                digits.append(character)
                continue
            }
            guard let unit = units[character], let number = Int64(digits) else { return nil }
            let (part, tooLong) = number.multipliedReportingOverflow(by: unit)
            let (sum, tooMuch) = total.addingReportingOverflow(part)
            guard !tooLong, !tooMuch, sum < longest else { return nil }
            total = sum
            digits = ""
        }
        return digits.isEmpty ? total : nil
    }

    private static let units: [Character: Int64] = [
        "s": EventTime.second, "m": EventTime.minute, "h": EventTime.hour, "d": EventTime.day, "w": 7 * EventTime.day,
    ]

    /// A thousand years: what lies further back is a slip, and must not overflow.
    private static let longest = 365_000 * EventTime.day

    /// The moment itself.
    ///
    /// - Parameter last: the time of the last event loaded.
    public func time(last: EventTime) -> EventTime {
        switch self {
        case .fixed(let time): time
        case .beforeLast(let length): last.advanced(byMilliseconds: -length)
        }
    }

    /// As written in a filter: `2020-05-06T09:00:00Z`, or `-90m`.
    var text: String {
        switch self {
        case .fixed(let time): return time.iso8601
        case .beforeLast(let length):
            let unit = Self.units.filter { length % $0.value == 0 }.max { $0.value < $1.value }
            guard let unit else { return "-\(length / EventTime.second)s" }
            return "-\(length / unit.value)\(unit.key)"
        }
    }
}
