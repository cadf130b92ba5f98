internal import CloudTrail

/// A moment as people name it: `2020-05-06T09:31Z`, `05-06 09:31`, `09:31`, `+2h`, `-30m`, `yesterday 14:00`, `end`. All of it
/// is UTC.
struct TimePhrase {
    /// What `+2h`, a clock and a date without a year start from: the row under the cursor.
    var current: EventTime
    /// The first event, which `start` names.
    var first: EventTime
    /// The day that `today` means is that of the last event: an investigation looks back from there. `end` names it.
    var last: EventTime

    /// The moment that a text names.
    ///
    /// - Throws: what is wrong with it, and in which column.
    func time(_ text: String) throws(Problem) -> EventTime {
        var reader = Reader(text)
        reader.skipSpaces()
        switch reader.next {
        case nil: throw reader.problem("a time is missing: " + Self.examples)
        case "+", "-": return try moved(&reader)
        case let letter? where letter.isLetter: return try day(&reader)
        default: break
        }
        if let time = EventTime(reader.rest.trimmed) { return time }
        return try written(&reader)
    }

    private static let examples = "2020-05-06 09:31, 09:31, +2h, yesterday 14:00, start, end"

    /// The cursor may be led away from what is on record, though not out of the calendar.
    private static let longest = 36_500 * EventTime.day

    private static let tooFar = "this leads more than a hundred years away"

    private static let units: [Character: Int64] = [
        "s": EventTime.second, "m": EventTime.minute, "h": EventTime.hour, "d": EventTime.day, "w": 7 * EventTime.day,
    ]

    /// `+2h`, `-1d12h`.
    private func moved(_ reader: inout Reader) throws(Problem) -> EventTime {
        let isBack = reader.take() == "-"
        var total: Int64 = 0
        repeat {
            let start = reader
            guard let number = reader.number() else { throw start.problem("a number is missing, as in +2h") }
            guard number < Reader.tooLarge else { throw start.problem(Self.tooFar) }
            guard let unit = reader.next.flatMap({ Self.units[$0] }) else {
                throw reader.problem("a unit is missing: s, m, h, d or w")
            }
            reader.take()
            total += Int64(number) * unit
            guard total <= Self.longest else { throw start.problem(Self.tooFar) }
            reader.skipSpaces()
        } while reader.next != nil
        return current.advanced(byMilliseconds: isBack ? -total : total)
    }

    /// `yesterday`, `today 14:00`, `start`, `end`.
    private func day(_ reader: inout Reader) throws(Problem) -> EventTime {
        let start = reader
        let days: Int64
        switch reader.word().lowercased() {
        case "start": return try alone(first, &reader)
        case "end": return try alone(last, &reader)
        case "today": days = 0
        case "yesterday": days = 1
        default: throw start.problem("no such time; write " + Self.examples)
        }
        let midnight = last.floored(toMultipleOf: EventTime.day).advanced(byMilliseconds: -days * EventTime.day)
        reader.skipSpaces()
        if reader.next == nil { return midnight }
        return midnight.advanced(byMilliseconds: try clock(&reader))
    }

    /// A moment that nothing may follow.
    private func alone(_ time: EventTime, _ reader: inout Reader) throws(Problem) -> EventTime {
        reader.skipSpaces()
        guard reader.next == nil else { throw reader.problem("the time ends in front of this") }
        return time
    }

    /// `05-06`, `05-06 09:31`, `2020-05-06 9:31`, `09:31:02`.
    private func written(_ reader: inout Reader) throws(Problem) -> EventTime {
        let start = reader
        guard let first = reader.number(), first < Reader.tooLarge else {
            throw start.problem("no time; write " + Self.examples)
        }
        guard reader.next == "-" else {
            reader = start
            let midnight = current.floored(toMultipleOf: EventTime.day)
            return midnight.advanced(byMilliseconds: try clock(&reader))
        }
        reader.take()
        guard var second = reader.number() else { throw reader.problem("a number is missing, as in 05-06") }
        var (year, month) = (current.parts.year, first)
        if reader.next == "-" {
            reader.take()
            guard let third = reader.number() else { throw reader.problem("a day is missing, as in 2020-05-06") }
            (year, month, second) = (first, second, third)
        }
        guard let date = EventTime(year: year, month: month, day: second) else {
            throw start.problem("the calendar has no such day")
        }
        if reader.next == "T" { reader.take() }
        reader.skipSpaces()
        if reader.next == nil { return date }
        return date.advanced(byMilliseconds: try clock(&reader))
    }

    /// `9:31`, `09:31:02`, `09:31Z`, to the end of the text; milliseconds of the day.
    private func clock(_ reader: inout Reader) throws(Problem) -> Int64 {
        let start = reader
        guard let hour = reader.number() else { throw start.problem("a time of day is missing, as in 09:31") }
        guard reader.next == ":" else { throw reader.problem("minutes are missing, as in 09:31") }
        reader.take()
        guard let minute = reader.number() else { throw reader.problem("minutes are missing, as in 09:31") }
        var second = 0
        if reader.next == ":" {
            reader.take()
            guard let number = reader.number() else { throw reader.problem("seconds are missing, as in 09:31:02") }
            second = number
        }
        guard hour < 24, minute < 60, second < 60 else { throw start.problem("there is no such time of day") }
        if reader.next == "Z" { reader.take() }
        reader.skipSpaces()
        guard reader.next == nil else { throw reader.problem("the time ends in front of this") }
        return Int64(hour * 3600 + minute * 60 + second) * EventTime.second
    }
}
