public import CloudTrail

/// Somebody outside who can be asked about an address: a service of a third party, or a program.
///
/// To ask is to tell: a service may show its queries to others, the attacker among them. Nothing here asks by itself;
/// `AddressInquiry` asks those that the analyst has turned on.
public protocol AddressProvider: Sendable {
    /// Its name in labels, and the one by which it is turned on.
    var name: String { get }

    /// How far it may be asked.
    var limits: ProviderLimits { get }

    /// What it says of an address now; nothing where it does not know it.
    ///
    /// Ends within the time limit.
    func labels(of address: IPAddress) async throws(ProviderFailure) -> [AddressLabel]
}

/// What one query may take, and how often one may be made.
public struct ProviderLimits: Hashable, Sendable {
    /// From the query to the end of the answer.
    public var time: Duration
    public var queriesPerMinute: Int
    /// The size of an answer.
    public var bytes: Int

    public init(time: Duration = .seconds(10), queriesPerMinute: Int = 30, bytes: Int = 1 << 20) {
        self.time = time
        self.queriesPerMinute = queriesPerMinute
        self.bytes = bytes
    }
}

/// What a provider said of an address, and when.
public struct ProviderAnswer: Hashable, Sendable {
    public var provider: String
    public var address: IPAddress
    /// When it was fetched.
    public var time: EventTime
    /// None where the provider did not know the address.
    public var labels: [AddressLabel]

    public init(provider: String, address: IPAddress, time: EventTime, labels: [AddressLabel]) {
        self.provider = provider
        self.address = address
        self.time = time
        self.labels = labels
    }
}
