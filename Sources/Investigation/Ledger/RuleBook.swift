internal import CloudTrail
internal import Events
internal import Records

/// The rules of security groups as a trail's calls leave them, entered in time order.
struct RuleBook {
    /// What makes a rule unique.
    private struct Key: Hashable {
        var group: SecurityGroupKey
        var direction: SecurityGroupRule.Direction
        var ipProtocol: String
        var fromPort: Int?
        var toPort: Int?
        var source: String
        /// IDs of groups are unique beyond accounts, names are not.
        var sourceAccount: String?
    }

    private struct Entry {
        var rule: SecurityGroupRule
        var isPresent = false
        var openedBy: [Int] = []
        var revokedBy: Int?
        /// The last call of somebody else that opened it while it was not there.
        var openedByOthers: Int?
        /// The last call that closed it, whoever had opened it.
        var closedBy: Int?
    }

    private struct RuleID: Hashable {
        var place: SecurityGroupKey.Place
        var id: String
    }

    private let attacker: RowSet
    private let names: SecurityGroupNames
    private let index: EventIndex
    private var entries: [Key: Entry] = [:]
    private var keysByGroup: [SecurityGroupKey: [Key]] = [:]
    private var keysByID: [RuleID: Key] = [:]
    /// The last revocation that succeeded while the rule was not known to be there.
    private var earlyRevocations: [Key: Int] = [:]
    /// How many openings of the attacker asked for a rule that was there.
    private(set) var repeated = 0

    init(attacker: RowSet, names: SecurityGroupNames, index: EventIndex) {
        self.attacker = attacker
        self.names = names
        self.index = index
    }

    mutating func enter(_ row: Int, _ call: SecurityGroupCall) {
        let place = SecurityGroupKey.Place(row, in: index)
        switch call.action {
        case .opens:
            for rule in call.rules { open(rule, at: place, by: row) }
        case .modifies:
            for rule in call.rules { modify(rule, at: place, by: row) }
        case .revokes:
            for rule in call.rules {
                revoke(known(rule.ruleID, at: place) ?? key(completed(rule, place), place), by: row)
            }
            for id in call.ruleIDs { known(id, at: place).map { revoke($0, by: row) } }
        case .deletes:
            for key in keysByGroup[names.key(of: call.group, at: place)] ?? [] { revoke(key, by: row) }
        case .creates:
            break
        }
    }

    /// The rules that the attacker opened.
    var rules: [OpenedRule] {
        entries.filter { !$0.value.openedBy.isEmpty }
            .map { key, entry in
                let others = entry.revokedBy == nil ? [] : replacements(of: key, since: entry.openedBy.last ?? 0)
                let back = others.first { $0.isPresent }.flatMap { other in
                    other.openedByOthers.map { OpenedRule.PutBack(row: $0, rule: other.rule) }
                }
                let closed = ([entry.revokedBy] + others.map(\.closedBy)).compactMap { $0 }.max()
                return OpenedRule(
                    account: key.group.place.account, region: key.group.place.region, rule: entry.rule,
                    openedBy: entry.openedBy, revokedBy: back == nil ? closed : nil, putBack: back, exposes: [])
            }
            .sorted { precedes($0, $1) }
    }

    /// What others opened in the group since the attacker did, and that lets in as much as the rule: the same rule before
    /// others, then the one that was opened first. What was there before the attacker is the owner's.
    private func replacements(of key: Key, since row: Int) -> [Entry] {
        guard let rule = entries[key]?.rule else { return [] }
        return (keysByGroup[key.group] ?? []).compactMap { other -> (rank: Int, opened: Int, entry: Entry)? in
            guard let entry = entries[other], let opened = entry.openedByOthers,
                index.times[opened] >= index.times[row], entry.rule.covers(rule)
            else { return nil }
            return (other == key ? 0 : 1, opened, entry)
        }
        .sorted { ($0.rank, $0.opened, $0.entry.rule.summary) < ($1.rank, $1.opened, $1.entry.rule.summary) }
        .map(\.entry)
    }

    /// The groups, by their IDs and names, that let everybody in at the end of the trail, whoever opened them, with the
    /// last call that did.
    var openGroups: [String: Int] {
        var open: [String: Int] = [:]
        for entry in entries.values where entry.isPresent && entry.rule.direction == .ingress {
            let isAttackers = !entry.openedBy.isEmpty && entry.openedByOthers == nil
            guard isAttackers || Exposure(entry.rule).isOpenToAll,
                let row = [entry.openedBy.last, entry.openedByOthers].compactMap({ $0 }).max()
            else { continue }
            for group in [entry.rule.groupID, entry.rule.groupName].compactMap({ $0 }) {
                open[group] = max(open[group] ?? row, row)
            }
        }
        return open
    }

    private func precedes(_ left: OpenedRule, _ right: OpenedRule) -> Bool {
        func order(_ rule: OpenedRule) -> (EventTime, String, String, String, String) {
            (index.time(rule.openedBy[0]), rule.account, rule.region, rule.rule.group, rule.rule.direction.rawValue)
        }
        func detail(_ rule: SecurityGroupRule) -> (String, Int, Int, String, String, String) {
            (
                rule.ipProtocol, rule.fromPort ?? -1, rule.toPort ?? -1, rule.source, rule.sourceAccount ?? "",
                rule.service.rawValue
            )
        }
        let (first, second) = (order(left), order(right))
        return first == second ? detail(left.rule) < detail(right.rule) : first < second
    }

    // MARK: Entries

    private mutating func open(_ rule: SecurityGroupRule, at place: SecurityGroupKey.Place, by row: Int) {
        let rule = completed(rule, place)
        let key = key(rule, place)
        if let id = rule.ruleID { keysByID[RuleID(place: place, id: id)] = key }
        var entry = entries[key] ?? Entry(rule: rule)
        if entries[key] == nil { keysByGroup[key.group, default: []].append(key) }
        let wasPresent = entry.isPresent
        // Times are whole seconds, and within one the order of calls is not recorded. A rule that was not there can only
        // have been revoked after it was opened.
        let early = earlyRevocations.removeValue(forKey: key)
        let revocation = wasPresent ? nil : early.flatMap { index.times[$0] == index.times[row] ? $0 : nil }
        entry.isPresent = revocation == nil
        if attacker.contains(row) {
            if wasPresent { repeated += 1 }
            entry.rule = rule
            // A call may name the same rule twice.
            if entry.openedBy.last != row { entry.openedBy.append(row) }
            entry.revokedBy = revocation
            entry.openedByOthers = nil
        } else if !wasPresent {
            entry.rule = rule
            entry.openedByOthers = row
        }
        entries[key] = entry
    }

    private mutating func modify(_ rule: SecurityGroupRule, at place: SecurityGroupKey.Place, by row: Int) {
        var rule = rule
        if let old = known(rule.ruleID, at: place) {
            // A modification does not say which direction the rule has, and does not change it.
            rule.direction = old.direction
            // Perhaps its description alone was changed.
            if old == key(completed(rule, place), place) { return }
            revoke(old, by: row)
        }
        open(rule, at: place, by: row)
    }

    private mutating func revoke(_ key: Key, by row: Int) {
        guard var entry = entries[key], entry.isPresent else {
            earlyRevocations[key] = row
            return
        }
        entry.isPresent = false
        entry.closedBy = row
        if !entry.openedBy.isEmpty, entry.revokedBy == nil { entry.revokedBy = row }
        entries[key] = entry
    }

    private func known(_ id: String?, at place: SecurityGroupKey.Place) -> Key? {
        id.flatMap { keysByID[RuleID(place: place, id: $0)] }
    }

    // MARK: Spellings

    /// The rule in its canonical spelling, its groups by ID where that is known.
    private func completed(_ rule: SecurityGroupRule, _ place: SecurityGroupKey.Place) -> SecurityGroupRule {
        var rule = rule.canonical
        let group = names.completed(SecurityGroupReference(rule), at: place)
        rule.groupID = group.id
        rule.groupName = group.name
        let isName = AddressBlock(rule.source) == nil && !rule.source.hasPrefix("sg-") && !rule.source.hasPrefix("pl-")
        if isName, rule.sourceAccount == nil, let id = names.id(of: rule.source, at: place) { rule.source = id }
        return rule
    }

    private func key(_ rule: SecurityGroupRule, _ place: SecurityGroupKey.Place) -> Key {
        Key(
            group: names.key(of: SecurityGroupReference(rule), at: place), direction: rule.direction,
            ipProtocol: rule.ipProtocol, fromPort: rule.fromPort, toPort: rule.toPort, source: rule.source,
            sourceAccount: rule.source.hasPrefix("sg-") ? nil : rule.sourceAccount)
    }
}

extension SecurityGroupKey.Place {
    /// Where a call was made.
    init(_ row: Int, in index: EventIndex) {
        self.init(account: index.text(.account, row) ?? "", region: index.text(.region, row) ?? "")
    }
}
