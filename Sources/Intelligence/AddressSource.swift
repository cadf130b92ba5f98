public import CloudTrail

/// Something that knows addresses without asking anybody: a database in a file, a list, what is set aside by standards.
public protocol AddressSource: Sendable {
    /// Its name in labels: a file's name, a standard.
    var name: String { get }

    /// What it says of an address; nothing where it does not know it.
    func labels(of address: IPAddress) -> [AddressLabel]

    /// Where the address is; nil where it does not say.
    func coordinates(of address: IPAddress) -> Coordinates?
}

extension AddressSource {
    public func coordinates(of address: IPAddress) -> Coordinates? { nil }
}
