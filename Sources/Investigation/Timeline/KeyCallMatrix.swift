public import CloudTrail
public import Events

/// Which call which key was allowed: the picture of a sweep.
public struct KeyCallMatrix: Sendable, Hashable {
    /// Access keys, in the order given.
    public let keys: [String]
    /// Names of calls, most frequent first.
    public let calls: [String]
    /// A row for each key, a cell for each call; nil where the key never made it. Of several results ok wins, then denied.
    public let cells: [[Outcome?]]

    /// - Parameter calls: the columns; nil for all calls of the keys, most frequent first.
    public init(_ keys: [ScopedKey], calls: [String]? = nil, in index: EventIndex) {
        self.keys = keys.map(\.accessKeyID)
        let names = index.table(.name)
        var counts: [UInt32: Int] = [:]
        for key in keys { for row in key.attackerRows { counts[index.code(.name, row), default: 0] += 1 } }
        let columns =
            calls
            ?? counts.map { (name: names.text($0.key), count: $0.value) }
            .sorted { ($1.count, $0.name) < ($0.count, $1.name) }.map(\.name)
        self.calls = columns
        cells = keys.map { key in
            columns.map { column in
                let code = names.code(of: column)
                let outcomes = Set(
                    key.attackerRows.filter { index.code(.name, $0) == code }.map { index.flags($0).outcome })
                return [Outcome.ok, .denied, .error].first { outcomes.contains($0) }
            }
        }
    }
}
