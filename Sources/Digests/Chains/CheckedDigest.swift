/// A digest file, and what was found out about it.
public struct CheckedDigest: Sendable {
    public let path: String
    /// Files that hold the very same digest, besides.
    public internal(set) var copies: [String]
    /// SHA-256 of the uncompressed digest, in lower-case hexadecimal.
    public let sha256: String
    public let digest: Digest
    public internal(set) var signature = SignatureState.none
    /// Whether it is linked by hash to a neighbour that nothing speaks against.
    public internal(set) var isChained = false
    /// Whether its hash is another than its successor says, or its signature is not valid: then it proves no more than any
    /// list that somebody wrote.
    public internal(set) var isDisproved = false

    /// What the log files that it lists reach, where their hashes match.
    public var level: DigestLevel {
        if isDisproved { return .listed }
        if signature == .valid { return .signed }
        return isChained ? .chained : .listed
    }
}

/// What is known of a digest's signature.
public enum SignatureState: String, Sendable {
    /// None is here: it is the newest of its chain, and none was given.
    case none
    /// One is here, and no public keys were given.
    case noKeys
    /// One is here, and no key was given that has the fingerprint.
    case noKey
    case valid
    case invalid
}
