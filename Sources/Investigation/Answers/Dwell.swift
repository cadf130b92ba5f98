public import CloudTrail
internal import Events
public import Records

/// How long the attacker was there, and could be.
public struct Dwell: Hashable, Sendable {
    /// A long-lived key that was taken from the attacker.
    public struct Ended: Hashable, Sendable {
        public var accessKeyID: String
        /// The call that did it: it deactivated or deleted the key, or denied everything to its user.
        public var row: Int
    }

    /// The attacker's first and last call.
    public var first: EventTime
    public var last: EventTime
    public var firstRow: Int
    public var lastRow: Int
    /// The last event of the trail.
    public var end: EventTime
    /// All that the attacker held: by kind, then ID.
    public var held: [HeldCredential]

    /// What still works at the end of the trail, as far as it tells.
    public var standing: [HeldCredential] { held.filter { $0.works(after: end) } }
    /// Long-lived keys that nobody took away by then, ascending.
    public var activeKeys: [String] { standing.filter { $0.kind == .key }.map(\.id) }
    /// Those that were taken away, and stayed so, by time.
    public var ended: [Ended] {
        held.filter { $0.kind == .key }.compactMap { key in key.endedBy.map { Ended(accessKeyID: key.id, row: $0) } }
            .sorted { ($0.row, $0.accessKeyID) < ($1.row, $1.accessKeyID) }
    }

    /// From the first call to the last, in milliseconds.
    public var length: Int64 { last.milliseconds - first.milliseconds }
    /// When the last credential ended, where all did; nil while one works, and where none is known.
    public var closed: EventTime? { standing.isEmpty ? held.compactMap(\.end).max() : nil }
    /// From the first call to the moment from which the attacker could no longer act: the end of the trail while something
    /// still works. Milliseconds; nil where no credential is known.
    public var exposure: Int64? {
        let until = standing.isEmpty ? closed : end
        return until.map { $0.milliseconds - first.milliseconds }
    }
}

extension Dwell {
    /// Nil for a scope without calls.
    ///
    /// - Complexity: that of `HeldCredential.all(of:in:)`.
    public init?(of scope: Scope, in trail: Trail) {
        let index = trail.index
        guard let firstRow = scope.attackerRows.first, let lastRow = scope.attackerRows.last, let span = index.span
        else { return nil }
        self.init(
            first: index.time(firstRow), last: index.time(lastRow), firstRow: firstRow, lastRow: lastRow,
            end: span.upperBound, held: HeldCredential.all(of: scope, in: trail))
    }
}
