internal import Events
public import Records

/// A rule of the owner's in a security group that the attacker revoked, or changed into another.
public struct LostRule: Hashable, Sendable {
    public var account: String
    public var region: String
    /// The group by whatever name the trail has for it.
    public var group: String
    /// As it was, in its canonical spelling; nil where calls name it by an ID alone that the trail says no more of.
    public var rule: SecurityGroupRule? = nil
    /// `sgr-...`, where the trail names it.
    public var ruleID: String? = nil
    /// The attacker's call.
    public var lostBy: Int
    /// Whether the call changed it into another, and did not revoke it.
    public var isModification: Bool
    /// The first later call that put it back, by whomever; nil while it is missing.
    public var restoredBy: Int? = nil
    /// The call that deleted the group, by whomever: no rule can be put back into it.
    public var groupDeletedBy: Int? = nil
}

extension LostRule {
    /// The entry in the ledger of changes.
    func change(in index: EventIndex) -> ResourceChange {
        ResourceChange(
            kind: isModification ? .securityGroupRuleModified : .securityGroupRuleRevoked, id: group,
            detail: rule.map { "\($0.direction.rawValue) \($0.summary)" } ?? ruleID, account: account, region: region,
            by: index.text(.principal, lostBy) ?? "none", row: lostBy, removedBy: restoredBy)
    }
}
