public import CloudTrail

/// Which events are loaded at all.
public struct LoadSelection: Sendable, Equatable {
    /// The first moment, inclusive.
    public var from: EventTime?
    /// The last moment, exclusive.
    public var to: EventTime?
    /// Accounts; empty means all.
    public var accounts: Set<String>
    /// Regions; empty means all.
    public var regions: Set<String>

    public init(
        from: EventTime? = nil, to: EventTime? = nil, accounts: Set<String> = [], regions: Set<String> = []
    ) {
        self.from = from
        self.to = to
        self.accounts = accounts
        self.regions = regions
    }

    func includes(time: EventTime) -> Bool {
        (from.map { time >= $0 } ?? true) && (to.map { time < $0 } ?? true)
    }

    /// Whether any account and region will do.
    var isEverywhere: Bool { accounts.isEmpty && regions.isEmpty }

    func includes(account: String, region: String) -> Bool {
        (accounts.isEmpty || accounts.contains(account)) && (regions.isEmpty || regions.contains(region))
    }
}
