internal import CloudTrail
internal import Synchronization

/// What all sources together say of one address.
struct AddressFacts: Sendable {
    var labels: [AddressLabel]
    var coordinates: Coordinates?
}

/// What was said of addresses before: robots and lists ask for the same few again and again.
final class AddressCache: Sendable {
    private let facts = Mutex<[IPAddress: AddressFacts]>([:])

    /// So many addresses are kept; with one more it begins anew.
    private static let capacity = 65_536

    /// What was kept of an address, else what `seek` finds, which may run more than once at the same time.
    func facts(of address: IPAddress, seek: () -> AddressFacts) -> AddressFacts {
        if let known = facts.withLock({ $0[address] }) { return known }
        let found = seek()
        facts.withLock { facts in
            if facts.count >= Self.capacity { facts.removeAll(keepingCapacity: true) }
            facts[address] = found
        }
        return found
    }
}
