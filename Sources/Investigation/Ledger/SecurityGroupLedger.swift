public import CloudTrail
public import Records

/// A rule of a security group that the attacker opened: unique by account, region, group, direction, protocol, ports and
/// source.
public struct OpenedRule: Hashable, Sendable {
    public var account: String
    public var region: String
    public var rule: SecurityGroupRule
    /// The rows that opened it, in time order: the first that succeeded leads.
    public var openedBy: [Int]
    /// The row that revoked it after it was last opened; nil while it is open.
    public var revokedBy: Int?
    /// Instances and databases that were seen with the group.
    public var exposes: [NamedResource]
}

/// What was opened in security groups by the attacker, what of it was revoked by whomever, and what is still open.
public struct SecurityGroupLedger: Sendable {
    /// The time of the last event that the answer rests on; nil without events.
    public var asOf: EventTime?
    /// By time of the first opening, then account, region and group.
    public var rules: [OpenedRule]
    /// Rows of attempts that failed, in time order.
    public var failed: [Int]
    /// How many successful openings asked for a rule that was open already.
    public var repeated: Int

    /// Unique rules.
    public var opened: Int { rules.count }
    public var revoked: Int { rules.count { $0.revokedBy != nil } }
    public var stillOpen: [OpenedRule] { rules.filter { $0.revokedBy == nil } }
}
