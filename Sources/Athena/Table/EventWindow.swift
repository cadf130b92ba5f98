public import CloudTrail

/// The part of an organisation's trail that a question is about.
public struct EventWindow: Hashable, Sendable {
    /// The first moment, inclusive.
    public var from: EventTime?
    /// The last moment, exclusive.
    public var to: EventTime?
    /// Accounts, ascending; empty means all.
    public var accounts: [String]
    /// Regions, ascending; empty means all.
    public var regions: [String]

    public init(from: EventTime? = nil, to: EventTime? = nil, accounts: [String] = [], regions: [String] = []) {
        self.from = from
        self.to = to
        self.accounts = Array(Set(accounts)).sorted()
        self.regions = Array(Set(regions)).sorted()
    }
}
