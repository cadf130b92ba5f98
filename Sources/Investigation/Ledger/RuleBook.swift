internal import CloudTrail
internal import Events
internal import Records

/// The rules of security groups as a trail's calls leave them, entered in time order.
struct RuleBook {
    private typealias Key = RuleKey

    private struct Entry {
        var rule: SecurityGroupRule
        var isPresent = false
        /// Whether others than the attacker opened it.
        var isOwners = false
        var openedBy: [Int] = []
        var revokedBy: Int?
        var origin: OpenedRule.Origin?
        /// The last call of somebody else that opened it while it was not there.
        var openedByOthers: Int?
        /// The attacker's last call that put it back as it was, after the attacker had taken it away.
        var givenBackBy: Int?
        /// The last call that closed it, whoever had opened it.
        var closedBy: Int?

        /// Whether the attacker opened it, and nobody closed it since.
        var isAttackers: Bool { !openedBy.isEmpty && revokedBy == nil }
    }

    private let attacker: RowSet
    private let names: SecurityGroupNames
    private let index: EventIndex
    private var entries: [Key: Entry] = [:]
    private var keysByGroup: [SecurityGroupKey: [Key]] = [:]
    private var keysByID: [RuleID: Key] = [:]
    /// The last revocation that succeeded while the rule was not known to be there.
    private var earlyRevocations: [Key: Int] = [:]
    private var losses = LossBook()
    /// The groups that the attacker made: what was there from the beginning is not the owner's either.
    private var attackersGroups: Set<SecurityGroupKey> = []
    /// Rows that opened, revoked or changed something that is known from them.
    private(set) var told: Set<Int> = []
    /// How many openings of the attacker asked for a rule that was there.
    private(set) var repeated = 0
    /// Openings that were refused because their rules were there, though none of these was known to be.
    private var unexplained: [(row: Int, rules: [Key])] = []

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
                let rule = completed(rule, place)
                let key = known(rule.ruleID, at: place) ?? key(rule, place)
                lose(key, rule, by: row)
                revoke(key, by: row)
            }
            let named = Set(call.rules.compactMap(\.ruleID))
            for id in call.ruleIDs where !named.contains(id) {
                guard let key = known(id, at: place) else {
                    lose(id, of: call.group, at: place, by: row)
                    continue
                }
                if let rule = entries[key]?.rule { lose(key, rule, by: row) }
                revoke(key, by: row)
            }
        case .deletes:
            let group = names.key(of: call.group, at: place)
            for key in keysByGroup[group] ?? [] { revoke(key, by: row) }
            losses.delete(group, by: row)
            attackersGroups.remove(group)
        case .creates:
            if attacker.contains(row) { attackersGroups.insert(names.key(of: call.group, at: place)) }
        }
    }

    /// Enters an opening of the attacker's that was refused because what it asks for was there.
    mutating func enterRepeat(_ row: Int, _ call: SecurityGroupCall) {
        repeated += 1
        let place = SecurityGroupKey.Place(row, in: index)
        let keys = call.rules.map { key(completed($0, place), place) }
        if !keys.contains(where: { entries[$0]?.isPresent == true }) { unexplained.append((row, keys)) }
    }

    /// The openings that were refused because of rules that no call is known to have opened, in time order. Within a second
    /// the order of calls is not recorded: one that opened the rule in the same second explains it.
    var openBefore: [Int] {
        unexplained.filter { refused in
            !refused.rules.compactMap { entries[$0] }.contains { entry in
                (entry.openedBy + [entry.openedByOthers].compactMap(\.self)).contains {
                    index.times[$0] == index.times[refused.row]
                }
            }
        }.map(\.row)
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
                    openedBy: entry.openedBy, revokedBy: back == nil ? closed : nil, putBack: back, exposes: [],
                    origin: entry.origin)
            }
            .sorted { precedes($0, $1) }
    }

    /// The owner's rules that the attacker revoked or changed.
    var lost: [LostRule] { losses.sorted(by: index) }

    /// What others opened in the group since the attacker did, and that lets in as much as the rule: the same rule before
    /// others, then the one that was opened first. What was there before the attacker is the owner's.
    private func replacements(of key: Key, since row: Int) -> [Entry] {
        guard let own = entries[key] else { return [] }
        let rule = own.rule
        // That the owner's rule is as it was again is not the attacker's.
        var before: Key?
        if case .known(let owners)? = own.origin { before = self.key(owners, key.group.place) }
        return (keysByGroup[key.group] ?? []).compactMap { other -> (rank: Int, opened: Int, entry: Entry)? in
            guard other != before, let entry = entries[other], let opened = entry.openedByOthers,
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
                let row = [entry.openedBy.last, entry.openedByOthers, entry.givenBackBy].compactMap({ $0 }).max()
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
        told.insert(row)
        let isGivenBack = attacker.contains(row) && entry.isPresent && losses.isMissing(key)
        if revocation == nil {
            losses.restore(key, by: row)
        } else if attacker.contains(row) {
            losses.withdraw(key)
        }
        if isGivenBack {
            entry.rule = rule
            (entry.isOwners, entry.givenBackBy) = (true, row)
        } else if attacker.contains(row), wasPresent, entry.isOwners, !entry.isAttackers {
            // It is the owner's, and was there.
            repeated += 1
        } else if attacker.contains(row) {
            if wasPresent { repeated += 1 }
            entry.rule = rule
            // A call may name the same rule twice.
            if entry.openedBy.last != row { entry.openedBy.append(row) }
            entry.revokedBy = revocation
            entry.openedByOthers = nil
        } else {
            entry.isOwners = true
            if !wasPresent {
                entry.rule = rule
                entry.openedByOthers = row
            }
        }
        entries[key] = entry
    }

    private mutating func modify(_ rule: SecurityGroupRule, at place: SecurityGroupKey.Place, by row: Int) {
        var rule = rule
        var origin: OpenedRule.Origin?
        if let old = known(rule.ruleID, at: place) {
            // A modification does not say which direction the rule has, and does not change it.
            rule.direction = old.direction
            // Perhaps its description alone was changed.
            if old == key(completed(rule, place), place) { return }
            if attacker.contains(row), let entry = entries[old] {
                origin = entry.isOwners ? .known(entry.rule) : entry.origin
                lose(old, entry.rule, by: row, isModification: true)
            }
            revoke(old, by: row)
        } else if attacker.contains(row), let id = rule.ruleID {
            origin = .unknown
            lose(id, of: SecurityGroupReference(rule), at: place, by: row, isModification: true)
        }
        open(rule, at: place, by: row)
        if attacker.contains(row) {
            entries[key(completed(rule, place), place)]?.origin = origin
        } else if let id = rule.ruleID {
            losses.restore(RuleID(place: place, id: id), by: row)
        }
    }

    private mutating func revoke(_ key: Key, by row: Int) {
        guard var entry = entries[key], entry.isPresent else {
            earlyRevocations[key] = row
            return
        }
        told.insert(row)
        entry.isPresent = false
        entry.isOwners = false
        entry.closedBy = row
        if !entry.openedBy.isEmpty, entry.revokedBy == nil { entry.revokedBy = row }
        entries[key] = entry
    }

    // MARK: What is missing

    /// Takes down that the attacker took a rule away which was not the attacker's own. A rule that the trail has not seen
    /// was there before it, unless it was revoked already.
    private mutating func lose(_ key: Key, _ rule: SecurityGroupRule, by row: Int, isModification: Bool = false) {
        guard attacker.contains(row) else { return }
        if let entry = entries[key] {
            guard entry.isPresent, entry.isOwners else { return }
        } else if earlyRevocations[key] != nil || attackersGroups.contains(key.group) {
            return
        }
        let rule = entries[key]?.rule ?? rule
        told.insert(row)
        losses.add(
            LostRule(
                account: key.group.place.account, region: key.group.place.region, group: rule.group, rule: rule,
                ruleID: rule.ruleID, lostBy: row, isModification: isModification), as: .rule(key))
    }

    /// The same, of a rule of which the trail has the ID alone.
    private mutating func lose(
        _ id: String, of group: SecurityGroupReference, at place: SecurityGroupKey.Place, by row: Int,
        isModification: Bool = false
    ) {
        guard attacker.contains(row) else { return }
        told.insert(row)
        losses.add(
            LostRule(
                account: place.account, region: place.region, group: group.id ?? group.name ?? "", ruleID: id,
                lostBy: row, isModification: isModification), as: .id(RuleID(place: place, id: id)))
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
