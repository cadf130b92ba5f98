public import CloudTrail

/// A block of addresses that a standard sets aside for something other than hosts of the public Internet.
public struct SetAsideRange: Hashable, Sendable {
    /// What a block is set aside for, as far as it matters to who may be asked about its addresses.
    public enum Purpose: Hashable, Sendable {
        /// Of one host, network or organisation, or of no host at all: nobody outside can know its addresses.
        case local
        /// For examples in documents. Nobody is there, but nothing is given away by asking.
        case documentation
        /// Reachable from the Internet.
        case global
    }

    public let block: AddressBlock
    /// What it is called: `private network`.
    public let text: String
    /// The standard that says so: `RFC 1918`.
    public let standard: String
    public let purpose: Purpose
}

extension SetAsideRange {
    /// The narrowest of the blocks that an address is in; nil for an ordinary address.
    public static func of(_ address: IPAddress) -> SetAsideRange? {
        table.values(containing: address).first
    }

    /// Whether somebody outside may be asked about an address: whether it may have been seen on the Internet. Blocks for
    /// documentation count among these: they are labelled, and hold nothing back.
    public static func mayBeAsked(_ address: IPAddress) -> Bool {
        of(address).map { $0.purpose != .local } ?? true
    }

    private static let table = AddressTable(all.map { ($0.block, $0) })
}

/// The blocks that standards set aside.
struct SetAsideRanges: AddressSource {
    let name = "IANA"

    func labels(of address: IPAddress) -> [AddressLabel] {
        guard let range = SetAsideRange.of(address) else { return [] }
        return [AddressLabel(.reserved, range.text, source: range.standard)]
    }
}
