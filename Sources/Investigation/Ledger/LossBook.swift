internal import CloudTrail
internal import Events
internal import Records

/// What makes a rule of a security group unique.
struct RuleKey: Hashable {
    var group: SecurityGroupKey
    var direction: SecurityGroupRule.Direction
    var ipProtocol: String
    var fromPort: Int?
    var toPort: Int?
    var source: String
    /// IDs of groups are unique beyond accounts, names are not.
    var sourceAccount: String?
}

/// A rule by its ID, `sgr-...`.
struct RuleID: Hashable {
    var place: SecurityGroupKey.Place
    var id: String
}

/// The owner's rules that the attacker took away, entered in time order, and what was put back of them.
struct LossBook {
    enum Name: Hashable {
        case rule(RuleKey)
        case id(RuleID)
    }

    private var losses: [LostRule] = []
    /// The places of those that were not put back.
    private var missing: [Name: Int] = [:]
    private var withdrawn: Set<Int> = []

    mutating func add(_ loss: LostRule, as name: Name) {
        // One that is missing already cannot go again.
        guard missing[name] == nil else { return }
        missing[name] = losses.count
        losses.append(loss)
    }

    /// Whether a rule was taken away that can still be put back.
    func isMissing(_ key: RuleKey) -> Bool {
        missing[.rule(key)].map { losses[$0].groupDeletedBy == nil } ?? false
    }

    mutating func restore(_ key: RuleKey, by row: Int) { restore(.rule(key), by: row) }
    mutating func restore(_ id: RuleID, by row: Int) { restore(.id(id), by: row) }

    private mutating func restore(_ name: Name, by row: Int) {
        if let loss = missing.removeValue(forKey: name) { losses[loss].restoredBy = row }
    }

    /// Takes a loss back: what went was the attacker's own.
    mutating func withdraw(_ key: RuleKey) {
        if let loss = missing.removeValue(forKey: .rule(key)) { withdrawn.insert(loss) }
    }

    /// A group was deleted, and with it what could be put back into it.
    mutating func delete(_ group: SecurityGroupKey, by row: Int) {
        for (name, loss) in missing {
            if case .rule(let key) = name, key.group == group { losses[loss].groupDeletedBy = row }
        }
    }

    /// By time, account, region, group, ID and rule.
    func sorted(by index: EventIndex) -> [LostRule] {
        func order(_ loss: LostRule) -> (EventTime, String, String, String, String, String) {
            let rule = loss.rule.map { $0.direction.rawValue + $0.summary } ?? ""
            return (index.time(loss.lostBy), loss.account, loss.region, loss.group, loss.ruleID ?? "", rule)
        }
        return losses.indices.filter { !withdrawn.contains($0) }.map { losses[$0] }.sorted { order($0) < order($1) }
    }
}
