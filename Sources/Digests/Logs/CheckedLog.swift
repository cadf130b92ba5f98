/// A file that is no digest, and what the digests say of it.
public struct CheckedLog: Sendable {
    public let path: String
    /// SHA-256 of the bytes as stored, in lower-case hexadecimal.
    public let storedSHA256: String?
    /// SHA-256 of the uncompressed bytes, in lower-case hexadecimal.
    public let sha256: String?
    public let state: LogState
    public let level: DigestLevel
    /// The object that a digest lists for it, by its hash or, where it was changed, by its name.
    public let object: S3Object?
    /// The number of the digest that lets it reach its level.
    public let digest: Int?
}

/// What the digests say of a file. The raw values are names that scripts read.
public enum LogState: String, Sendable {
    /// Listed under its name, with its hash.
    case intact
    /// Listed with its hash, under another name.
    case renamed
    /// Listed under its name, with another hash.
    case tampered
    /// In no digest, though digests cover where and when it was delivered.
    case added
    /// In no digest; and no digest here covers its account and region.
    case noDigest
    /// In no digest; it was delivered before the first one here, after the last, or in hours between chains.
    case outside
    /// In no digest; it was delivered so near to the end of what is covered that a digest which is not here may list it.
    case atTheEdge
    /// In no digest, in a folder to which the digests' trail does not deliver.
    case elsewhere
    /// Not a log file by its name, and in no digest.
    case notNamed

    /// The state in words, without a full stop.
    public var words: String {
        switch self {
        case .intact: "as listed"
        case .renamed: "as listed, under another name"
        case .tampered: "changed: not what is listed under its name"
        case .added: "added: in no digest, where digests list everything"
        case .noDigest: "no digest here covers its account and region"
        case .outside: "no digest here covers the time of its delivery"
        case .atTheEdge: "it may be listed by a digest that is not here"
        case .elsewhere: "the digests here are of another folder or trail"
        case .notNamed: "not a log file by its name, and in no digest"
        }
    }
}
