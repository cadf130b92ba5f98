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

    /// Takes stock of the changes by the attacker of a scope.
    ///
    /// - Complexity: reads the records of the attacker's successful calls that change something, and from the whole
    ///   trail those of successful calls that undo such a change, or make it again.
    public init(_ scope: Scope, in trail: Trail) {
        let index = trail.index
        let attacker = RowSet(sorted: scope.attackerRows.map { UInt32($0) }, universe: index.count)
        let calls = CallNames(index)
        let rows = calls.successes { ChangeTable.all.calls.contains($0) }.intersection(attacker)
        let made = trail.read(rows) { row, record in
            MadeChange.all(in: record, row: row, call: calls.call(row), index)
        }.flatMap(\.value)
        guard !made.isEmpty else { return }

        var watches = UndoWatches(made, attacker: attacker, index: index)
        let undoing = calls.successes { watches.names.contains($0) }
        trail.records.forEach(undoing.rows.map { Int($0) }) { row, record in
            watches.see(row, calls.call(row), record.json)
        }
        let again = calls.successes { watches.repeatNames.contains($0) }.subtracting(attacker)
        watches.seeRepeats(of: again, in: trail, calls)
        let settled = watches.settled()
        let ownRemovals = made.indices.reduce(into: [Int: Set<String>]()) { removals, number in
            if made[number].isCreation, let row = settled[number].removedBy {
                removals[row, default: []].formUnion(made[number].names)
            }
        }
        changes = made.indices.compactMap { number in
            let change = settled[number]
            // That the attacker took away what was the attacker's own is told where it was made.
            let isLoss = change.kind == .resourceDeleted || change.kind == .instanceTerminated
            if isLoss, let own = ownRemovals[change.row], !own.isDisjoint(with: made[number].names) { return nil }
            return change
        }
        .sorted { Self.order($0, index) < Self.order($1, index) }
    }

    private static func order(
        _ change: ResourceChange, _ index: EventIndex
    ) -> (Int64, String, String, String, String, String) {
        (
            index.times[change.row], change.kind.rawValue, change.id, change.detail ?? "", change.account, change.region
        )
    }
}

/// A call by its service (`iam`) and its name without the version of an interface.
struct ServiceCall: Hashable {
    var service: String
    var name: String
}

/// The calls of an index, read from its columns.
struct CallNames {
    private let index: EventIndex
    private let names: [String]
    private let services: [String]

    init(_ index: EventIndex) {
        self.index = index
        let names = index.table(.name)
        self.names = (0..<UInt32(names.codeCount)).map { CallName.base(of: names[$0] ?? "") }
        let services = index.table(.service)
        self.services = (0..<UInt32(services.codeCount)).map { ServiceName.short(services[$0] ?? "") }
    }

    /// The rows of successful calls whose name without version is accepted.
    func successes(_ accepts: (String) -> Bool) -> RowSet {
        index.rows(.name) { accepts(names[Int($0)]) }.intersection(index.rows(.outcome, equal: Outcome.ok.word))
    }

    func call(_ row: Int) -> ServiceCall {
        ServiceCall(
            service: services[Int(index.code(.service, row))], name: names[Int(index.code(.name, row))])
    }
}
