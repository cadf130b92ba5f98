internal import CloudTrail

/// All that is known of addresses without asking anybody, and who says it.
///
/// What standards and CloudTrail's reference say is built in and comes first; then the sources, in their order. That an
/// address is set aside, for documentation say, keeps no source from being asked.
public struct AddressIntelligence: Sendable {
    private var sources: [any AddressSource]
    private var known = AddressCache()

    /// - Parameter sources: in the order in which their labels are shown.
    public init(_ sources: [any AddressSource] = []) {
        self.sources = [SetAsideRanges()] + sources
    }

    /// The same, and behind it what one more source says.
    public func adding(_ source: any AddressSource) -> AddressIntelligence {
        var whole = self
        whole.sources.append(source)
        whole.known = AddressCache()
        return whole
    }

    /// What is said of a `sourceIPAddress` as a record has it: of an address, or of the name of a service. Nothing for
    /// any other text.
    public func labels(of text: String) -> [AddressLabel] { facts(text).labels }

    /// The first label of a kind.
    public func label(_ kind: AddressLabel.Kind, of text: String) -> AddressLabel? {
        labels(of: text).first { $0.kind == kind }
    }

    /// Where the address is, by the first source that says so.
    public func coordinates(of text: String) -> Coordinates? {
        facts(text).coordinates
    }

    private func facts(_ text: String) -> AddressFacts {
        known.facts(of: text) {
            guard let address = IPAddress(source: text) else {
                return AddressFacts(labels: [AddressServiceName.label(of: text)].compactMap(\.self))
            }
            return AddressFacts(
                labels: sources.flatMap { $0.labels(of: address) },
                coordinates: sources.lazy.compactMap { $0.coordinates(of: address) }.first)
        }
    }
}

extension IPAddress {
    /// Reads a `sourceIPAddress`. An IPv4 address written as IPv6 (`::ffff:198.51.100.7`, RFC 4291) is the IPv4 address.
    init?(source text: String) {
        guard let address = IPAddress(text) else { return nil }
        self =
            address.family == .v6 && address.bits >> 32 == 0xFFFF
            ? IPAddress(family: .v4, bits: address.bits & 0xFFFF_FFFF) : address
    }
}
