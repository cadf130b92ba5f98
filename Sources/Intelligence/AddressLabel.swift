/// What one source says of an address, in a few words.
public struct AddressLabel: Hashable, Sendable {
    /// What sort of thing is said.
    public enum Kind: String, Sendable, CaseIterable {
        /// A range set aside: private, loopback, documentation.
        case reserved
        /// The name of an AWS service in the place of an address.
        case service
        /// The autonomous system that announces it.
        case network
        case country, city
        case hosting, vpn, tor, proxy
        /// A range of one's own.
        case corporate
        /// A range of a cloud provider.
        case cloud
        /// Whatever else a list or a service calls it.
        case other
    }

    public var kind: Kind
    /// `AS64500 Example Hosting`, `NL`, `Tor exit`.
    public var text: String
    /// Which file, provider or standard says so: `networks.mmdb`, `RFC 5737`.
    public var source: String

    public init(_ kind: Kind, _ text: String, source: String) {
        self.kind = kind
        self.text = text
        self.source = source
    }
}

/// A place on the globe, in degrees.
public struct Coordinates: Hashable, Sendable {
    /// North is positive.
    public var latitude: Double
    /// East is positive.
    public var longitude: Double

    public init(latitude: Double, longitude: Double) {
        self.latitude = latitude
        self.longitude = longitude
    }
}
