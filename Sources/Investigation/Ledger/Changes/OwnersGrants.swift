internal import CloudTrail
internal import Events
internal import JSON
internal import Records

/// Which of the attacker's grants left the owner's as they were: somebody else had granted the same and nothing had ended
/// it, or the attacker gave back what the attacker had taken away.
///
/// Only what is there or is not can be told so: an attachment, a membership, a key that works.
struct OwnersGrants {
    private struct Thing: Hashable {
        var account: String
        var kind: ResourceChange.Kind
        var id: String
        var detail: String?

        /// A key is known by its ID, and works from when it is made.
        init(_ change: ResourceChange) {
            let isKey = change.kind == .accessKey || change.kind == .accessKeyActivated
            account = change.account
            kind = isKey ? .accessKeyActivated : change.kind
            id = change.id
            detail = isKey ? nil : change.detail
        }
    }

    private struct Name: Hashable {
        var account: String
        var kind: ResourceChange.Kind
        var text: String
        var isDetail: Bool
    }

    private struct Grant: Hashable {
        var thing: Thing
        var row: Int
    }

    private enum Deed { case given, taken, deleted }

    private let attacker: RowSet
    private let index: EventIndex
    private var signs: [Thing: [(row: Int, deed: Deed)]] = [:]
    private var things: [Name: [Thing]] = [:]
    private var unchanged: Set<Grant> = []

    /// - Complexity: reads the records of the trail's successful calls that grant what the attacker granted, or end it.
    init(_ made: [MadeChange], attacker: RowSet, in trail: Trail, _ calls: CallNames) {
        self.attacker = attacker
        index = trail.index
        let granted = made.filter(\.isSwitch)
        guard !granted.isEmpty else { return }
        for thing in granted.map({ Thing($0.change) }).onceEach() { expect(thing) }

        var names = Set(granted.flatMap { $0.rule.calls + $0.rule.undoes.map(\.call) })
        if granted.contains(where: { $0.change.kind == .accessKeyActivated }) { names.insert("CreateAccessKey") }
        var rules: [ServiceCall: [ChangeRule]] = [:]
        for change in granted where rules[change.call]?.contains(where: { $0.kind == change.change.kind }) != true {
            rules[change.call, default: []].append(change.rule)
        }
        var endings: [ServiceCall: [(ResourceChange.Kind, ChangeRule.Undo)]] = [:]
        for (call, rules) in rules {
            for rule in rules {
                for undo in rule.undoes {
                    endings[ServiceCall(service: call.service, name: undo.call), default: []].append((rule.kind, undo))
                }
            }
        }
        trail.records.forEach(calls.successes { names.contains($0) }.rows.map { Int($0) }) { row, record in
            let call = calls.call(row)
            for change in MadeChange.all(in: record.json, row: row, call: call, index) ?? []
            where change.isSwitch || change.change.kind == .accessKey {
                enter(row, .given, Thing(change.change))
            }
            for (kind, undo) in endings[call] ?? [] where undo.conditions.allSatisfy({ $0.holds(in: record.json) }) {
                end(kind, undo, by: row, call, record.json)
            }
        }
        for (thing, signs) in signs { settle(thing, signs) }
    }

    /// Whether a change of the attacker's changed nothing of what the owner had.
    func includes(_ made: MadeChange) -> Bool {
        made.isSwitch && unchanged.contains(Grant(thing: Thing(made.change), row: made.change.row))
    }

    // MARK: Signs

    private mutating func expect(_ thing: Thing) {
        signs[thing] = []
        things[Name(account: thing.account, kind: thing.kind, text: thing.id, isDetail: false), default: []]
            .append(thing)
        if let detail = thing.detail {
            things[Name(account: thing.account, kind: thing.kind, text: detail, isDetail: true), default: []]
                .append(thing)
        }
        // What works for others is active.
        guard thing.kind == .accessKeyActivated else { return }
        let use = index.rows(.key, equal: thing.id).subtracting(attacker).rows.first {
            index.flags(Int($0)).outcome == .ok
        }
        if let use { enter(Int(use), .given, thing) }
    }

    private mutating func enter(_ row: Int, _ deed: Deed, _ thing: Thing) {
        guard signs[thing] != nil else { return }
        signs[thing]?.append((row, deed))
    }

    private mutating func end(
        _ kind: ResourceChange.Kind, _ undo: ChangeRule.Undo, by row: Int, _ call: ServiceCall, _ record: JSONValue
    ) {
        let account = index.text(.account, row) ?? ""
        let details = undo.detail.map { Set($0.values(in: record)) }
        for text in (undo.id?.values(in: record) ?? []).onceEach() {
            let name = Name(account: account, kind: kind, text: text, isDetail: undo.namesDetail)
            for thing in things[name] ?? [] {
                if let details, thing.detail.map({ details.contains($0) }) != true { continue }
                enter(row, call.name.hasPrefix("Delete") ? .deleted : .taken, thing)
            }
        }
    }

    // MARK: Standing

    private enum Standing {
        case unknown, owners, attackers
        /// By the attacker, from the owner.
        case taken
        case gone
    }

    private mutating func settle(_ thing: Thing, _ signs: [(row: Int, deed: Deed)]) {
        var standing = Standing.unknown
        let seconds = Dictionary(grouping: signs) { index.times[$0.row] }.sorted { $0.key < $1.key }
        for (_, signs) in seconds {
            // Within a second the order is not recorded. What is there goes before it comes again, and what is not there
            // has to come before it can go.
            let isThere = standing == .owners
            for (row, deed) in signs.sorted(by: {
                (($0.deed == .given) == isThere ? 1 : 0, $0.row) < (($1.deed == .given) == isThere ? 1 : 0, $1.row)
            }) {
                let isAttackers = attacker.contains(row)
                switch (deed, standing) {
                case (.given, .owners), (.given, .taken):
                    standing = .owners
                    if isAttackers { unchanged.insert(Grant(thing: thing, row: row)) }
                case (.given, .attackers): break
                case (.given, .unknown), (.given, .gone): standing = isAttackers ? .attackers : .owners
                case (.taken, .owners), (.taken, .unknown), (.taken, .taken):
                    standing = isAttackers ? .taken : .gone
                case (.taken, .attackers), (.taken, .gone), (.deleted, _): standing = .gone
                }
            }
        }
    }
}

extension MadeChange {
    private static let switches: Set<String> = [
        "AttachUserPolicy", "AttachRolePolicy", "AttachGroupPolicy", "AddUserToGroup", "AddRoleToInstanceProfile",
    ]

    /// Whether there is nothing between that it is there and that it is not, so that to make it twice changes nothing.
    fileprivate var isSwitch: Bool {
        change.kind == .accessKeyActivated || call.service == "iam" && Self.switches.contains(call.name)
    }
}
