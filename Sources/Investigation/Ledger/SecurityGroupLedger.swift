public import CloudTrail
internal import Events
public import Records

/// A rule of a security group that the attacker opened: unique by account, region, group, direction, protocol, ports and
/// source.
public struct OpenedRule: Hashable, Sendable {
    public var account: String
    public var region: String
    /// The rule in its canonical spelling, with the group's ID and name where the trail tells them.
    public var rule: SecurityGroupRule
    /// The rows that opened it, in time order: the first that succeeded leads.
    public var openedBy: [Int]
    /// The row that revoked it after it was last opened; nil while it is open, also where somebody else put it back.
    public var revokedBy: Int?
    /// What lets in the same again, or more, since it was revoked; nil where it is still open or closed.
    public var putBack: PutBack?
    /// Instances, databases and load balancers that were seen with the group since it was opened and that no later call
    /// took away, by kind and name. What is not in the trail may have the group as well.
    public var exposes: [NamedResource]
    /// What it was before the attacker changed it; nil for a rule that was added.
    public var origin: Origin?

    /// A rule of the owner's that was changed.
    public enum Origin: Hashable, Sendable {
        /// The rule as it was, in its canonical spelling.
        case known(SecurityGroupRule)
        /// The trail does not tell.
        case unknown
    }

    /// A rule that somebody else opened in the place of one that was revoked.
    public struct PutBack: Hashable, Sendable {
        public var row: Int
        /// The same rule, or a wider one of the same group.
        public var rule: SecurityGroupRule
    }

    /// The rule that is open, where one is, and has to be revoked.
    public var standing: SecurityGroupRule { putBack?.rule ?? rule }
}

/// What was opened in security groups by the attacker, what of it was revoked by whomever, and what is still open; and what
/// of the owner's the attacker revoked.
public struct SecurityGroupLedger: Sendable {
    /// The time of the last event that the answer rests on; nil without events.
    public var asOf: EventTime?
    /// By time of the first opening, then account, region, group, direction, protocol, ports and source.
    public var rules: [OpenedRule] = []
    /// The owner's rules that the attacker revoked or changed, by time, then account, region, group, ID and rule.
    public var lost: [LostRule] = []
    /// Rows of successful calls of which the ledger knows what they did.
    var told: Set<Int> = []
    /// Rows of attempts that failed, in time order, without the duplicates.
    public var failed: [Int] = []
    /// Rows of openings that were refused because the rule was there already, in time order.
    public var duplicates: [Int] = []
    /// Those of them that ask for rules which no call of the trail opened: they were open before it, or what opened them
    /// is missing. In time order.
    public var openBefore: [Int] = []
    /// How many openings asked for a rule that was open already, whether they were refused for it or not.
    public var repeated = 0

    /// Whether the attacker opened anything, or tried to.
    public var isTold: Bool { opened > 0 || repeated > 0 || !failed.isEmpty }

    /// What became of the attempts that opened nothing, as a part of a sentence: `6 asked again for what was open, 3 failed`.
    public func attempts(in coverage: Coverage) -> String {
        var parts = ["\(repeated) asked again for what was open"]
        if !openBefore.isEmpty {
            let whose = openBefore.count == repeated ? "" : "\(openBefore.count) of these "
            parts[0] +=
                " (\(whose)for rules that no call in the trail opened: they were open before it"
                + (coverage.allowsNegativeAnswers ? ")" : ", or what opened them is missing)")
        }
        parts.append("\(failed.count) failed")
        return parts.joined(separator: ", ")
    }

    /// Unique rules.
    public var opened: Int { rules.count }
    public var revoked: Int { rules.count { $0.revokedBy != nil } }
    public var stillOpen: [OpenedRule] { rules.filter { $0.revokedBy == nil } }

    /// Takes stock of what the attacker of a scope opened.
    ///
    /// - Complexity: reads the records of calls that change security groups, and where something was opened of those
    ///   that put a group on something, in the whole trail.
    public init(_ scope: Scope, in trail: Trail) {
        let index = trail.index
        asOf = index.span?.upperBound
        let attacker = RowSet(sorted: scope.attackerRows.map { UInt32($0) }, universe: index.count)
        let attempts = SecurityGroupRule.openingCalls.map { index.rows(.name, equal: $0) }
            .reduce(RowSet.none(of: index.count)) { $0.union($1) }.intersection(attacker)
        var hasOpened = false
        attempts.forEach { row in
            if index.flags(row).outcome == .ok {
                hasOpened = true
            } else if index.isRepeat(row) {
                duplicates.append(row)
            } else {
                failed.append(row)
            }
        }
        let hasRevoked = !index.successes(named: SecurityGroupRule.revokingCalls).intersection(attacker).isEmpty
        guard hasOpened || hasRevoked || !duplicates.isEmpty else { return }
        let refused = RowSet(sorted: duplicates.map { UInt32($0) }, universe: index.count)
        let calls = trail.read(index.successes(named: SecurityGroupCall.names)) { SecurityGroupCall($1) }
        let memberships = trail.read(index.successes(named: GroupMembership.names)) { GroupMembership.read($1) }
        let names = SecurityGroupNames(calls, memberships, in: index)
        var book = RuleBook(attacker: attacker, names: names, index: index)
        let repeats = trail.read(refused) { SecurityGroupCall($1) }
        for (row, call) in (calls + repeats).sorted(by: { $0.row < $1.row }) {
            if refused.contains(row) { book.enterRepeat(row, call) } else { book.enter(row, call) }
        }
        repeated = book.repeated
        openBefore = book.openBefore
        lost = book.lost
        told = book.told
        let members = GroupMembers(memberships, names: names, index: index)
        rules = book.rules.map { opened in
            var opened = opened
            let place = SecurityGroupKey.Place(account: opened.account, region: opened.region)
            let group = names.key(of: SecurityGroupReference(opened.rule), at: place)
            opened.exposes = members.exposed(by: group, since: opened.openedBy[0])
            return opened
        }
    }
}
