internal import CloudTrail
internal import Detections
internal import Records

/// How robots put figures and lists.
enum Words {
    /// `1 call`, `3 calls`.
    static func count(_ count: Int, _ noun: String, _ plural: String? = nil) -> String {
        "\(count) \(count == 1 ? noun : plural ?? noun + "s")"
    }

    /// `a`, `a and b`, `a, b and 4 more`.
    ///
    /// - Parameter most: how many are named.
    static func list(_ words: some Collection<String>, most: Int = 6) -> String {
        let all = Array(words)
        guard all.count > 1 else { return all.first ?? "" }
        let named = all.count > most ? Array(all.prefix(most - 1)) : Array(all.dropLast())
        let last = all.count > most ? "\(all.count - named.count) more" : all[all.count - 1]
        return named.joined(separator: ", ") + " and " + last
    }

    /// `ok` first, the failures apart: `3 ok, 2 denied`.
    static func outcomes(ok: Int, repeated: Int = 0, denied: Int, failed: Int) -> String {
        [(ok, "ok"), (repeated, "repeated"), (denied, "denied"), (failed, "failed")].filter { $0.0 > 0 }
            .map { "\($0.0) \($0.1)" }.joined(separator: ", ")
    }

    /// `12%`, of nothing `0%`.
    static func share(_ part: Int, of whole: Int) -> String {
        "\(whole == 0 ? 0 : (part * 100 + whole / 2) / whole)%"
    }

    /// `new to ana`, `last seen ...`.
    static func novelty(_ novelty: Novelty) -> String {
        switch novelty {
        case .new: "new"
        case .rare(let seen): "rare, last seen \(seen.iso8601)"
        case .usual(let seen): "usual, last seen \(seen.iso8601)"
        case .insufficientHistory(let days): "insufficient history (\(count(days, "day")))"
        }
    }

    /// `the trail has 1 gap there (2020-05-06T08:00:00Z to 2020-05-06T11:00:00Z: StopLogging by mallory)`; of several the
    /// first ones are told.
    static func gaps(_ gaps: [Gap]) -> String {
        let told = gaps.prefix(3).map { gap in
            "\(gap.region.map { "\($0), " } ?? "")\(gap.from.iso8601) to \(gap.to.iso8601): \(gap.reason)"
        }
        let more = gaps.count > told.count ? "; and \(gaps.count - told.count) more" : ""
        return "the trail has \(count(gaps.count, "gap")) there (\(told.joined(separator: "; "))\(more))"
    }

    /// Milliseconds as the longest unit that fits: `3 days`, `20 minutes`.
    static func duration(_ milliseconds: Int64) -> String {
        let units = [
            (EventTime.day, "day"), (EventTime.hour, "hour"), (EventTime.minute, "minute"),
            (EventTime.second, "second"),
        ]
        let unit = units.first { milliseconds >= $0.0 } ?? units[3]
        return count(Int(milliseconds / unit.0), unit.1)
    }
}
