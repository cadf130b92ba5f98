internal import Synchronization

/// What all sources together say of one address, or of what stands in its place.
struct AddressFacts: Sendable {
    var labels: [AddressLabel]
    var coordinates: Coordinates?
}

/// What was said of addresses before: robots and lists ask for the same few again and again.
///
/// By the text of the record, so that it is not even read as an address again.
final class AddressCache: Sendable {
    private let facts = Mutex<[String: AddressFacts]>([:])

    /// So many texts are kept; with one more it begins anew.
    private static let capacity = 65_536
    /// Longer texts are no addresses, and not kept.
    private static let longestText = 64

    /// What was kept of a text, else what `seek` finds, which may run more than once at the same time.
    func facts(of text: String, seek: () -> AddressFacts) -> AddressFacts {
        if let known = facts.withLock({ $0[text] }) { return known }
        let found = seek()
        guard text.utf8.count <= Self.longestText else { return found }
        facts.withLock { facts in
            if facts.count >= Self.capacity { facts.removeAll(keepingCapacity: true) }
            facts[text] = found
        }
        return found
    }
}
