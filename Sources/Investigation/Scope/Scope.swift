internal import CloudTrail
internal import Events
public import Records

/// Which credentials and addresses an incident reaches: a closure over "this key was used from this address" and "this
/// key was issued by that one", in rounds, with the reason of each member.
///
/// Members never leave, and each round reads what the previous one left, so that the result has no order.
public struct Scope: Sendable {
    public let onset: Onset?
    /// Confirmed first, then proposed, then excluded; within these by first attacker use, then by ID.
    public let keys: [ScopedKey]
    /// In the same order.
    public let addresses: [ScopedAddress]
    /// Rows of all calls of the attacker, in time order.
    public let attackerRows: [Int]
    /// Confirmed first, then by name.
    public var principals: [ScopedPrincipal] = []
    /// By the time they were created, then principal and key.
    public var sessions: [ScopedSession] = []
    /// By account, then how.
    public var externalAccounts: [ExternalAccount] = []

    /// A scope without members.
    public static let empty = Scope(onset: nil, keys: [], addresses: [], attackerRows: [])

    init(onset: Onset?, keys: [ScopedKey], addresses: [ScopedAddress], attackerRows: [Int]) {
        self.onset = onset
        self.keys = keys
        self.addresses = addresses
        self.attackerRows = attackerRows
    }

    /// Closes over the start values.
    public init(_ seeds: ScopeSeeds, in trail: Trail, options: ScopeOptions = ScopeOptions()) {
        guard let onset = Onset.settle(seeds, in: trail.index) else {
            self = .empty
            return
        }
        var closure = ScopeClosure(seeds, onset: onset, trail: trail, options: options)
        closure.run()
        self = closure.scope()
    }

    public var confirmedKeys: [ScopedKey] { keys.filter { $0.status == .confirmed } }
    public var confirmedAddresses: [ScopedAddress] { addresses.filter { $0.status == .confirmed } }

    /// The principals of the confirmed keys, ascending.
    public var confirmedPrincipals: [String] { Set(confirmedKeys.map(\.principal)).sorted() }
}
