import CloudTrail
import Events
import Investigation
import Records

/// A small trail in which every call from 198.51.100.23 is an attacker's: calls of a test that name no address are.
struct TinyAttack {
    let scope: Scope
    private let tiny: TinyTrail

    static let address = "198.51.100.23"
    /// What `TinyTrail` gives to calls without an address.
    private static let unnamed = "192.0.2.10"

    var trail: Trail { tiny.trail }
    var index: EventIndex { tiny.trail.index }

    /// - Parameter before: what the owners did, from wherever.
    init(_ calls: [TinyTrail.Call], before: [TinyTrail.Call] = [], after: [TinyTrail.Call] = []) throws {
        let attack = calls.map { call in
            var call = call
            if call.ip == Self.unnamed { call.ip = Self.address }
            return call
        }
        tiny = try TinyTrail(before + attack + after)
        let first = attack.map(\.time).min().flatMap { EventTime($0) }
        scope = Scope(
            ScopeSeeds(addresses: [Self.address], time: first, label: "the attack"), in: tiny.trail)
    }

    /// Deletes the files; records cannot be read afterwards.
    func remove() { tiny.remove() }
}
