internal import Events
internal import JSON

/// Waits for the calls that undo changes. They may be seen in any order.
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
    /// For each change the first row that undid it. Complete when ``settle()`` has looked at what replaced it.
    private(set) var undoneBy: [Int?]
    /// What others put in the place of a change that gives something, before it and behind it; without grants where the
    /// record does not tell what it gives.
    private var replacements: [Int: [(row: Int, grants: Grants?)]] = [:]
    /// Names of the calls that are waited for.
    let names: Set<String>

    init(_ made: [MadeChange], attacker: RowSet, index: EventIndex) {
        self.made = made
        self.attacker = attacker
        self.index = index
        undoneBy = Array(repeating: nil, count: made.count)
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
            if undo.isByOthers, attacker.contains(row) { continue }
            guard undo.conditions.allSatisfy({ $0.holds(in: record) }) else { continue }
            let details = undo.detail.map { Self.aliases($0, in: record) }
            let places = undo.id.map { id in
                Set(Self.aliases(id, in: record).flatMap { watch.byName[$0] ?? [] })
            }
            for place in places.map(Array.init) ?? watch.all {
                let change = made[place]
                guard row != change.change.row, isSamePlace(row, change),
                    details.map({ !$0.isDisjoint(with: change.detailNames) }) ?? true
                else { continue }
                if undo.isByOthers, let grants = change.rule.grants {
                    replacements[place, default: []].append((row, grants.grants(in: record)))
                    continue
                }
                // Times are whole seconds, and within one the order of calls is not recorded: what is made has to be
                // there before it can go.
                guard index.times[row] >= index.times[change.change.row] else { continue }
                undoneBy[place] = min(undoneBy[place] ?? row, row)
            }
        }
    }

    /// Looks at what was put in the place of changes, when all calls were seen. What gives the same ends nothing, nor does
    /// what cannot be read: of that it is unknown.
    mutating func settle() {
        for (place, found) in replacements {
            let change = made[place].change
            guard let given = made[place].grants else { continue }
            let before = found.filter { index.times[$0.row] < index.times[change.row] }.max { $0.row < $1.row }
            let end = found.filter { later in
                guard index.times[later.row] >= index.times[change.row], let grants = later.grants else { return false }
                return given.areEnded(by: grants, previous: before?.grants, account: change.account)
            }.map(\.row).min()
            if let end { undoneBy[place] = min(undoneBy[place] ?? end, end) }
        }
    }

    private func isSamePlace(_ row: Int, _ change: MadeChange) -> Bool {
        (index.text(.account, row) ?? "") == change.change.account
            && (ChangeTable.isGlobal(change.call.service) || (index.text(.region, row) ?? "") == change.change.region)
    }

    private static func aliases(_ field: ChangeField, in record: JSONValue) -> Set<String> {
        Set(field.allValues(in: record).flatMap { ResourceName.aliases(of: $0) })
    }
}
