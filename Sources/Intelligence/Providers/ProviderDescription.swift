/// A provider as config describes it.
public struct ProviderDescription: Hashable, Sendable {
    /// How it is asked.
    public enum Means: Hashable, Sendable {
        /// A GET request over HTTPS.
        case https(HTTPSQuery)
        /// A program and its arguments; the address is the last one. No shell is between.
        case program([String])
    }

    public var name: String
    public var means: Means
    public var shape: AnswerShape
    public var limits: ProviderLimits

    public init(name: String, means: Means, shape: AnswerShape, limits: ProviderLimits = ProviderLimits()) {
        self.name = name
        self.means = means
        self.shape = shape
        self.limits = limits
    }

    /// What asks as it is described.
    public func provider() -> any AddressProvider {
        switch means {
        case .https(let query): HTTPSProvider(name: name, query: query, shape: shape, limits: limits)
        case .program(let arguments):
            ProgramProvider(name: name, command: arguments, shape: shape, limits: limits)
        }
    }
}

/// A request about an address.
public struct HTTPSQuery: Hashable, Sendable {
    /// An URL with `{ip}` in its path or query.
    public var url: String
    public var headers: [Header]
    /// The statuses by which the server says that it does not know the address.
    public var unknownStatuses: Set<Int>

    /// A header, such as the key of an account.
    public struct Header: Hashable, Sendable {
        public var name: String
        public var secret: Secret
        /// What stands before the secret: `Bearer `.
        public var prefix: String

        public init(_ name: String, _ secret: Secret, prefix: String = "") {
            self.name = name
            self.secret = secret
            self.prefix = prefix
        }
    }

    public init(url: String, headers: [Header] = [], unknownStatuses: Set<Int> = []) {
        self.url = url
        self.headers = headers
        self.unknownStatuses = unknownStatuses
    }
}

/// Where a secret comes from. The secret itself is in no file of ours, and in no message.
public enum Secret: Hashable, Sendable {
    case environment(String)
    /// Like `environment`, but without the variable the header is left out.
    case environmentIfSet(String)
    /// The first line that a program prints.
    case output([String])
}
