public import CloudTrail

/// Thresholds of the closure, and what the analyst decided.
public struct ScopeOptions: Sendable, Equatable {
    /// How far back guards and "idle before" look.
    public var baselineDays = 30
    /// An address that more principals than this used before the incident is shared.
    public var sharedByMoreThan = 3
    /// An address that its key used on this many days before the incident is its owner's.
    public var ownerDays = 2
    /// An address without a known beginning that many principals used on this many days is shared.
    public var sharedDays = 5
    /// Credentials that were somebody's before, and that the closure takes in by itself: with more it has run through a
    /// place that many share, and what the last round reached is for the analyst to decide.
    public var mostCredentials = 500
    /// Values that are taken in, as start values are: keys, addresses, principals.
    public var accepted: Set<String> = []
    /// Values that are kept out: keys, addresses, principals.
    public var excluded: Set<String> = []
    /// Principals whose calls are the response, not the attack.
    public var responders: Set<String> = []

    public init() {}
}

/// Where a closure starts.
public struct ScopeSeeds: Sendable, Hashable {
    public var keys: Set<String>
    public var addresses: Set<String>
    /// Canonical names.
    public var principals: Set<String>
    /// The moment that the start values speak of: an alert's first event.
    public var time: EventTime?
    /// What they are, for the reasons: `alert huckleberry-...`.
    public var label: String

    public init(
        keys: Set<String> = [], addresses: Set<String> = [], principals: Set<String> = [], time: EventTime? = nil,
        label: String
    ) {
        self.keys = keys
        self.addresses = addresses
        self.principals = principals
        self.time = time
        self.label = label
    }
}
