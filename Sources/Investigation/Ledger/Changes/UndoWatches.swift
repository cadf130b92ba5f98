internal import Events
internal import JSON
internal import Records

/// Waits for the calls that undo changes, and for those that put them back. They may be seen in any order.
struct UndoWatches {
    /// One way to undo the changes that a rule found.
    private struct Watch {
        var undo: ChangeRule.Undo
        /// Numbers of changes by the names of what they changed.
        var byName: [String: [Int]] = [:]
        var all: [Int] = []
    }

    private struct Key: Hashable {
        var call: ServiceCall
        var number: Int
        var undo: Int
    }

    private let made: [MadeChange]
    private let attacker: RowSet
    private let index: EventIndex
    private var watches: [ServiceCall: [Watch]]
    private var histories: [ChangeHistory]
    /// Names of the calls that are waited for.
    let names: Set<String>

    init(_ made: [MadeChange], attacker: RowSet, index: EventIndex) {
        self.made = made
        self.attacker = attacker
        self.index = index
        histories = Array(repeating: ChangeHistory(), count: made.count)
        var found: [Key: Watch] = [:]
        for (place, change) in made.enumerated() {
            for (number, undo) in change.rule.undoes.enumerated() {
                let key = Key(call: change.call, number: change.number, undo: number)
                var watch = found.removeValue(forKey: key) ?? Watch(undo: undo)
                watch.all.append(place)
                for name in undo.namesDetail ? change.detailNames : change.names {
                    watch.byName[name, default: []].append(place)
                }
                found[key] = watch
            }
        }
        // The order among watches does not matter: each keeps to its own changes.
        watches = [:]
        for (key, watch) in found {
            watches[ServiceCall(service: key.call.service, name: watch.undo.call), default: []].append(watch)
        }
        names = Set(watches.keys.map(\.name))
    }

    /// Looks at a call that succeeded.
    mutating func see(_ row: Int, _ call: ServiceCall, _ record: JSONValue) {
        for watch in watches[call] ?? [] {
            let undo = watch.undo
            let isAttackers = attacker.contains(row)
            if isAttackers, undo.isByOthers { continue }
            guard undo.conditions.allSatisfy({ $0.holds(in: record) }) else { continue }
            let details = undo.detail.map { Self.aliases($0, in: record) }
            let places = undo.id.map { id in
                Set(Self.aliases(id, in: record).flatMap { watch.byName[$0] ?? [] })
            }
            for place in places.map(Array.init) ?? watch.all {
                let change = made[place]
                // What the attacker writes in the place of what the attacker took away is the attacker's.
                if isAttackers, undo.isWriting, change.takesAway { continue }
                guard row != change.change.row, isSamePlace(row, change),
                    details.map({ !$0.isDisjoint(with: change.detailNames) }) ?? true
                else { continue }
                histories[place].enter(row, Self.sign(undo, of: change, in: record, call))
            }
        }
    }

    private static func sign(
        _ undo: ChangeRule.Undo, of change: MadeChange, in record: JSONValue, _ call: ServiceCall
    ) -> ChangeHistory.Sign {
        if let turns = undo.turns { return .turned(turns) }
        if undo.isByOthers, let grants = change.rule.grants { return .given(grants.grants(in: record)) }
        guard undo.isReplacement else { return .undone }
        return .set(Settings(record, call: call.name, without: change.names))
    }

    // MARK: Changes that are made again

    /// Names of the calls by which somebody may have made again what was undone. Complete when all that undo it were seen.
    var repeatNames: Set<String> {
        Set(repeatable.flatMap { made[$0].rule.calls })
    }

    private var repeatable: [Int] { made.indices.filter { histories[$0].mayBeUndone } }

    /// Looks at successful calls of others, after those that undo.
    mutating func seeRepeats(of rows: RowSet, in trail: Trail, _ calls: CallNames) {
        var places: [String: [Int]] = [:]
        for place in repeatable { for name in made[place].names { places[name, default: []].append(place) } }
        trail.records.forEach(rows.rows.map { Int($0) }) { row, record in
            let again = MadeChange.all(in: record.json, row: row, call: calls.call(row), index) ?? []
            for other in again {
                for place in Set(other.names.flatMap { places[$0] ?? [] })
                where isSamePlace(row, made[place]) && made[place].isMadeAgain(by: other) {
                    histories[place].enter(row, .again)
                }
            }
        }
    }

    /// The changes in their order, with what became of them at the end of the trail.
    func settled() -> [ResourceChange] {
        made.indices.map { histories[$0].settled(made[$0], in: index) }
    }

    private func isSamePlace(_ row: Int, _ change: MadeChange) -> Bool {
        (index.text(.account, row) ?? "") == change.change.account
            && (ChangeTable.isGlobal(change.call.service) || (index.text(.region, row) ?? "") == change.change.region)
    }

    private static func aliases(_ field: ChangeField, in record: JSONValue) -> Set<String> {
        Set(field.allValues(in: record).flatMap { ResourceName.aliases(of: $0) })
    }
}
