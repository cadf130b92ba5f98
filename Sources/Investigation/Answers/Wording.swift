internal import CloudTrail

/// The small change of sentences: counts, lists, lengths of time.
enum Wording {
    /// `1 key`, `8 keys`.
    static func counted(_ count: Int, _ noun: String, plural: String? = nil) -> String {
        "\(count) \(count == 1 ? noun : plural ?? noun + "s")"
    }

    /// `a`, `a and b`, `a, b and c`; beyond the limit `a, b and 3 more`.
    static func list(_ items: [String], atMost limit: Int = 8) -> String {
        guard items.count > 1 else { return items.first ?? "" }
        if items.count > limit {
            return items.prefix(limit).joined(separator: ", ") + " and \(items.count - limit) more"
        }
        return items.dropLast().joined(separator: ", ") + " and " + items[items.count - 1]
    }

    /// The two largest units of a length in milliseconds: `9 hours 47 minutes`, `2 days`, `35 seconds`.
    static func length(_ milliseconds: Int64) -> String {
        let units: [(name: String, length: Int64)] = [
            ("day", EventTime.day), ("hour", EventTime.hour), ("minute", EventTime.minute),
            ("second", EventTime.second),
        ]
        guard let largest = units.firstIndex(where: { milliseconds >= $0.length }) else { return "less than a second" }
        var rest = milliseconds
        return units[largest..<min(largest + 2, units.count)].compactMap { unit in
            let count = Int(rest / unit.length)
            rest %= unit.length
            return count == 0 ? nil : counted(count, unit.name)
        }.joined(separator: " ")
    }

    /// `2020-05-06 08:49:17`.
    static func moment(_ time: EventTime) -> String { time.date + " " + time.clock }

    /// `2020-05-06 08:01:22 to 08:57:12`; the date again where it is another day.
    static func span(_ first: EventTime, _ last: EventTime) -> String {
        if first == last { return moment(first) }
        return moment(first) + " to " + (first.date == last.date ? last.clock : moment(last))
    }

    /// The name that people say: `svc-backup` of its ARN.
    static func name(of principal: String) -> String { ARN(principal)?.name ?? principal }
}
