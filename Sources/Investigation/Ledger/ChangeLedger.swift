internal import CloudTrail
internal import Events
internal import JSON
internal import Query
public import Records

/// What the attacker made, changed, shared and took away, by the calls that succeeded, and which of it is still so.
public struct ChangeLedger: Sendable {
    /// By time, then kind, ID, detail, account and region.
    public var changes: [ResourceChange] = []

    /// What no later call undid.
    public var remaining: [ResourceChange] { changes.filter { $0.removedBy == nil } }

    /// Takes stock of the changes by the attacker of a scope. A grant that the owner had made already, or that the attacker
    /// gave back after taking it away, is none.
    ///
    /// - Parameter securityGroups: the same attacker's, of which the owner's rules that were revoked or changed are changes
    ///   as well. What was opened stays there.
    /// - Complexity: reads the records of the attacker's successful calls that change something, of those that the table
    ///   does not know as many as ``UnclassifiedChanges`` says; and from the whole trail those of successful calls that
    ///   undo such a change, or make it again.
    public init(_ scope: Scope, in trail: Trail, securityGroups: SecurityGroupLedger) {
        let index = trail.index
        let attacker = RowSet(sorted: scope.attackerRows.map { UInt32($0) }, universe: index.count)
        let calls = CallNames(index)
        let rows = calls.successes { ChangeTable.all.calls.contains($0) }.intersection(attacker)
        let made = trail.read(rows) { row, record in
            MadeChange.all(in: record, row: row, call: calls.call(row), index)
        }.flatMap(\.value)

        var watches = UndoWatches(made, attacker: attacker, index: index)
        let undoing = calls.successes { watches.names.contains($0) }
        trail.records.forEach(undoing.rows.map { Int($0) }) { row, record in
            watches.see(row, calls.call(row), record.json)
        }
        let again = calls.successes { watches.repeatNames.contains($0) }.subtracting(attacker)
        watches.seeRepeats(of: again, in: trail, calls)
        let settled = watches.settled()
        let owners = OwnersGrants(made, attacker: attacker, in: trail, calls)
        let effective = made.indices.filter { !owners.includes(made[$0]) }
        let own = OwnThings(effective.map { made[$0] }, undoneBy: effective.map { settled[$0].removedBy })
        var changes = effective.filter { !own.includes(lossBy: made[$0]) }.map { settled[$0] }
        let known = Set(made.map(\.change.row)).union(settled.compactMap(\.removedBy))
            .union(securityGroups.told)
        changes += UnclassifiedChanges.all(by: attacker, besides: known, calls: calls, in: trail)
        changes += securityGroups.lost.map { $0.change(in: index) }
        self.changes = changes.sorted { Self.order($0, index) < Self.order($1, index) }
    }

    private static func order(
        _ change: ResourceChange, _ index: EventIndex
    ) -> (Int64, String, String, String, String, String) {
        (
            index.times[change.row], change.kind.rawValue, change.id, change.detail ?? "", change.account, change.region
        )
    }
}
