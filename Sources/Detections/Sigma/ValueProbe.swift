internal import CloudTrail
internal import Patterns
internal import Sigma

/// What a rule asks of one text, made ready to be asked of many.
enum ValueProbe: Sendable {
    case glob(Glob)
    case regex(RegularExpression)
    case network(AddressBlock)
    case number(NumberRelation, DecimalNumber)
    case timePart(TimePart, NumberRelation, Int)

    /// Whether a text passes.
    func matches(_ text: String) throws(RegularExpression.LimitExceeded) -> Bool {
        switch self {
        case .glob(let glob): glob.matches(text)
        case .regex(let regex): try regex.matches(text)
        case .network(let block): IPAddress(text).map(block.contains) ?? false
        case .number(let relation, let number): DecimalNumber(text).map { relation.holds($0, number) } ?? false
        case .timePart(let part, let relation, let number):
            EventTime(text).map { relation.holds($0.part(part), number) } ?? false
        }
    }

    /// The same for a text that may be a place in a record.
    func matches(
        _ compared: ComparedText, of text: Span<UInt8>
    ) throws(RegularExpression.LimitExceeded) -> Bool {
        switch (self, compared) {
        case (.glob(let glob), .plain(let range)): glob.matches(ascii: text.extracting(range))
        case (.regex(let regex), .plain(let range)): try regex.matches(text.extracting(range))
        default: try matches(compared.string(in: text))
        }
    }
}

extension EventTime {
    /// A part of the time, in UTC. A week is numbered as ISO 8601 does: the first has the year's first Thursday.
    func part(_ part: TimePart) -> Int {
        let parts = parts
        return switch part {
        case .minute: parts.minute
        case .hour: parts.hour
        case .day: parts.day
        case .month: parts.month
        case .year: parts.year
        case .week: week
        }
    }

    private var week: Int {
        let days = floored(toMultipleOf: Self.day).milliseconds / Self.day
        // The epoch was a Thursday: the week's own Thursday lies so many days ahead.
        let thursday = days + 3 - (days + 3).remainder(by: 7)
        let year = EventTime(milliseconds: thursday * Self.day).parts.year
        let first = EventTime("\(year)-01-01").map { $0.milliseconds / Self.day } ?? thursday
        return Int((thursday - first) / 7) + 1
    }
}

extension Int64 {
    /// The remainder that is never negative.
    fileprivate func remainder(by divisor: Int64) -> Int64 { (self % divisor + divisor) % divisor }
}
