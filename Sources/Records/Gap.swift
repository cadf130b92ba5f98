public import CloudTrail
internal import Events

/// A span of time for which the trail holds nothing, or may lack something.
public struct Gap: Hashable, Sendable {
    public enum Kind: String, Sendable {
        /// Nothing was recorded, where something is nearly always.
        case silence
        /// Logging was stopped by a call.
        case stop
    }

    public var kind: Kind
    /// Inclusive.
    public var from: EventTime
    /// Exclusive.
    public var to: EventTime
    public var account: String
    /// Nil where all regions of the account are meant.
    public var region: String?
    public var reason: String

    public init(kind: Kind, from: EventTime, to: EventTime, account: String, region: String?, reason: String) {
        self.kind = kind
        self.from = from
        self.to = to
        self.account = account
        self.region = region
        self.reason = reason
    }
}

extension Gap {
    /// An account or region is expected to speak every hour if it does so in this share of its hours.
    private static let busyShare = 0.9
    /// Shorter silences are left alone, in hours.
    private static let leastHours = 2

    /// The gaps of a trail: hours without an event where there is one in nearly every hour, and times in which logging
    /// was stopped. By time, account and region.
    public static func all(in trail: Trail) -> [Gap] {
        let index = trail.index
        var gaps = stops(in: trail)
        for account in index.groups(.account, in: .all(of: index.count)) {
            let name = index.table(.account).text(account.code)
            let rows = index.rows(.account, code: account.code)
            let whole = silences(rows, index, account: name, region: nil)
            gaps += whole
            for region in index.groups(.region, in: rows) where region.code != 0 {
                let own = silences(
                    rows.intersection(index.rows(.region, code: region.code)), index, account: name,
                    region: index.table(.region).text(region.code))
                gaps += own.filter { gap in !whole.contains { $0.from <= gap.from && gap.to <= $0.to } }
            }
        }
        return gaps.sorted {
            ($0.from, $0.account, $0.region ?? "", $0.to) < ($1.from, $1.account, $1.region ?? "", $1.to)
        }
    }

    private static func silences(_ rows: RowSet, _ index: EventIndex, account: String, region: String?) -> [Gap] {
        let hours = index.histogram(of: rows, bucket: EventTime.hour)
        guard hours.count >= 24, Double(hours.count { $0.count > 0 }) >= busyShare * Double(hours.count) else {
            return []
        }
        var gaps: [Gap] = []
        var start: EventTime?
        for hour in hours {
            if hour.count == 0 {
                start = start ?? hour.start
            } else if let from = start {
                if hour.start.milliseconds - from.milliseconds >= Int64(leastHours) * EventTime.hour {
                    gaps.append(
                        Gap(
                            kind: .silence, from: from, to: hour.start, account: account, region: region,
                            reason: "no events, where there are some in nearly every hour"))
                }
                start = nil
            }
        }
        return gaps
    }

    /// From each successful StopLogging or DeleteTrail to the next StartLogging of the account.
    private static func stops(in trail: Trail) -> [Gap] {
        let index = trail.index
        let succeeded = index.rows(.outcome, equal: Outcome.ok.word)
        let stops = index.rows(.name, equal: "StopLogging").union(index.rows(.name, equal: "DeleteTrail"))
            .intersection(succeeded)
        let starts = index.rows(.name, equal: "StartLogging").intersection(succeeded)
        guard let end = index.span?.upperBound else { return [] }
        return stops.rows.map { Int($0) }.map { row in
            let start = starts.rows.map { Int($0) }.first {
                $0 > row && index.code(.account, $0) == index.code(.account, row)
            }
            return Gap(
                kind: .stop, from: index.time(row), to: start.map { index.time($0) } ?? end,
                account: index.text(.account, row) ?? "", region: index.text(.region, row),
                reason: "\(index.text(.name, row) ?? "") by \(index.text(.principal, row) ?? "none")"
                    + (start == nil ? ", and no StartLogging since" : ""))
        }
    }
}
