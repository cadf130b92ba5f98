public import CloudTrail
internal import Events
internal import JSON
public import Records

/// How long the attacker was there, and could be.
public struct Dwell: Hashable, Sendable {
    /// A key that was taken from the attacker.
    public struct Ended: Hashable, Sendable {
        public var accessKeyID: String
        /// The UpdateAccessKey or DeleteAccessKey that did it.
        public var row: Int
    }

    /// The attacker's first and last call.
    public var first: EventTime
    public var last: EventTime
    public var firstRow: Int
    public var lastRow: Int
    /// The last event of the trail.
    public var end: EventTime
    /// Long-lived keys of the scope that nobody took away by then, ascending.
    public var activeKeys: [String]
    /// Those that were deactivated or deleted, and stayed so, by time.
    public var ended: [Ended]

    /// From the first call to the last, in milliseconds.
    public var length: Int64 { last.milliseconds - first.milliseconds }
    /// From the first call to the moment from which the attacker could no longer act with any of the keys: the end of the
    /// trail while one still works. Milliseconds; nil where only temporary credentials were held, which end by themselves.
    public var exposure: Int64? {
        if !activeKeys.isEmpty { return end.milliseconds - first.milliseconds }
        return closed.map { $0.milliseconds - first.milliseconds }
    }
    /// When the last of the keys was taken away, where all were.
    public var closed: EventTime?
}

extension Dwell {
    /// So many calls that change keys are looked through.
    private static let limit = 20_000

    /// Nil for a scope without calls.
    ///
    /// - Complexity: reads the calls again that deactivate or delete keys from the onset on.
    public init?(of scope: Scope, in trail: Trail) {
        let index = trail.index
        guard let firstRow = scope.attackerRows.first, let lastRow = scope.attackerRows.last, let span = index.span
        else { return nil }
        let longLived = scope.confirmedKeys.map(\.accessKeyID).filter { AccessKeyKind(accessKeyID: $0) == .longTerm }
        let ended = Self.ended(Set(longLived), after: firstRow, in: trail)
        self.init(
            first: index.time(firstRow), last: index.time(lastRow), firstRow: firstRow, lastRow: lastRow,
            end: span.upperBound, activeKeys: longLived.filter { ended[$0] == nil }.sorted(),
            ended: ended.map { Ended(accessKeyID: $0.key, row: $0.value) }.sorted { $0.row < $1.row })
        if activeKeys.isEmpty { closed = self.ended.last.map { index.time($0.row) } }
    }

    private static func ended(_ keys: Set<String>, after first: Int, in trail: Trail) -> [String: Int] {
        let index = trail.index
        let calls = ["UpdateAccessKey", "DeleteAccessKey"].map { index.rows(.name, equal: $0) }
            .reduce(RowSet.none(of: index.count)) { $0.union($1) }
            .intersection(index.rows(.outcome, equal: Outcome.ok.word))
            .rows.map { Int($0) }.filter { $0 > first }
        var ended: [String: Int] = [:]
        for (row, record) in trail.records.trees(of: calls, limit: limit) {
            let request = record["requestParameters"]
            guard let key = request?["accessKeyId"]?.stringValue, keys.contains(key) else { continue }
            let isActive = request?["status"]?.stringValue == "Active"
            if isActive {
                ended[key] = nil
            } else if ended[key] == nil {
                ended[key] = row
            }
        }
        return ended
    }
}
