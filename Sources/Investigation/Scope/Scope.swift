internal import CloudTrail
internal import Detections
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
    /// Calls of confirmed keys from services' addresses that follow no call of the attacker closely enough.
    public var unattributedRows: [Int] = []
    /// Which key issued which, and what else joins credentials; by row, from, to.
    public var links: [Lineage.Edge] = []

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
        var confirmed = ScopeResult(closure)
        var proposals = ScopeProposals(closure, attackerRows: confirmed.calls().attackers)
        let whole = proposals.run()
        var result = ScopeResult(whole, links: proposals.links)
        self = result.scope()
    }

    /// Where there is no incident: the keys that an alert is about, for the analyst to decide on.
    init(proposing seeds: ScopeSeeds, in trail: Trail, options: ScopeOptions) {
        guard let time = seeds.time ?? trail.index.span?.lowerBound else {
            self = .empty
            return
        }
        let keys = ScopeSeeds(keys: seeds.keys, time: time, label: seeds.label + ", without an incident")
        var closure = ScopeClosure(
            keys, onset: Onset(time: time, reason: seeds.label), trail: trail, options: options)
        closure.propose()
        var result = ScopeResult(closure)
        let scope = result.scope()
        self.init(onset: nil, keys: scope.keys, addresses: [], attackerRows: [])
        principals = scope.principals
    }

    /// Whether something in an alert that succeeded is the attacker's.
    func holdsSuccess(of alert: Alert, in trail: Trail) -> Bool {
        let own = Set(attackerRows)
        return alert.rows.contains { own.contains($0) && trail.index.flags($0).outcome == .ok }
    }

    /// Whether the attacker held anything: a key, or a session without one.
    public var hasMembers: Bool {
        keys.contains { $0.status == .confirmed } || sessions.contains { $0.status == .confirmed }
    }

    public var confirmedKeys: [ScopedKey] { keys.filter { $0.status == .confirmed } }
    public var confirmedAddresses: [ScopedAddress] { addresses.filter { $0.status == .confirmed } }

    /// The principals whose keys or sessions the attacker held, ascending.
    public var confirmedPrincipals: [String] {
        principals.filter { $0.status == .confirmed }.map(\.principal).sorted()
    }

    /// What guards or the analyst keep out, ascending.
    public var excluded: [(value: String, reason: String)] {
        let all =
            keys.filter { $0.status == .excluded }.map { ($0.accessKeyID, $0.reason) }
            + addresses.filter { $0.status == .excluded }.map { ($0.address, $0.reason) }
            + principals.filter { $0.status == .excluded }.map { ($0.principal, $0.reason) }
        return all.sorted { $0 < $1 }.map { (value: $0.0, reason: $0.1) }
    }
}
