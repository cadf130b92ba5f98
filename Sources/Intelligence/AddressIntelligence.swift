internal import CloudTrail

/// All that is known of addresses, by whom it is said.
public struct AddressIntelligence: Sendable {
    private let sources: [any AddressSource]

    /// - Parameter sources: in the order in which their labels are shown.
    public init(_ sources: [any AddressSource] = []) {
        self.sources = sources
    }

    /// What is said of a `sourceIPAddress` as a record has it.
    public func labels(of text: String) -> [AddressLabel] {
        guard let address = IPAddress(text) else { return [] }
        return sources.flatMap { $0.labels(of: address) }
    }

    /// The first label of a kind.
    public func label(_ kind: AddressLabel.Kind, of text: String) -> AddressLabel? {
        labels(of: text).first { $0.kind == kind }
    }

    /// Where the address is, by the first source that says so.
    public func coordinates(of text: String) -> Coordinates? {
        guard let address = IPAddress(text) else { return nil }
        return sources.lazy.compactMap { $0.coordinates(of: address) }.first
    }
}
