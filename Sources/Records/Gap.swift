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
    /// The gaps of a trail: times in which an account, or a region of it, was silent for longer than it ever is, and times
    /// in which logging was stopped. By time, account and region.
    static func all(in trail: Trail) -> [Gap] {
        (stops(in: trail) + silences(in: trail.index)).sorted {
            ($0.from, $0.account, $0.region ?? "", $0.to) < ($1.from, $1.account, $1.region ?? "", $1.to)
        }
    }

    /// Of accounts, and of their regions where the account as a whole was not silent as long.
    private static func silences(in index: EventIndex) -> [Gap] {
        guard let end = index.span?.upperBound else { return [] }
        let gaps = ActiveHours.all(in: index).flatMap { place, hours in
            hours.silences(until: end).map { Gap($0, account: place.account, region: place.region) }
        }
        let whole = Dictionary(grouping: gaps.filter { $0.region == nil }, by: \.account)
        return gaps.filter { gap in
            gap.region == nil || !whole[gap.account, default: []].contains { $0.from <= gap.from && gap.to <= $0.to }
        }
    }

    private init(_ silence: ActiveHours.Silence, account: String, region: String?) {
        let reason =
            silence.usual == 0
            ? "no events, where there are some in nearly every hour"
            : "no events for \(silence.hours) hours, where the longest silence is else of \(silence.usual)"
        self.init(
            kind: .silence, from: silence.from, to: silence.to, account: account, region: region, reason: reason)
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
