/// How far a log file's bytes are proven by CloudTrail's digest files. Each level takes what the ones before it take.
public enum DigestLevel: Int, Comparable, CaseIterable, Sendable {
    /// No digest vouches for the file.
    case unlisted
    /// A digest lists the file with the SHA-256 that its uncompressed bytes have.
    case listed
    /// That digest is in a chain: from it to the newest one here each has the SHA-256 that the next one names.
    case chained
    /// The digest bears a valid signature. Then its neighbours are not needed: the signature covers every byte of it.
    case signed

    public static func < (left: DigestLevel, right: DigestLevel) -> Bool { left.rawValue < right.rawValue }

    /// `L0` to `L3`.
    public var word: String { "L\(rawValue)" }

    /// What the level proves, as one sentence.
    public var proves: String {
        switch self {
        case .unlisted: "Nothing: no digest here lists the file as it is."
        case .listed: "A digest here lists the SHA-256 of the file's uncompressed bytes."
        case .chained:
            "A digest here lists the SHA-256 of the file's uncompressed bytes, "
                + "and from that digest to the newest one here each has the SHA-256 that the next one names."
        case .signed:
            "The file holds byte for byte what CloudTrail delivered: the digest that lists its SHA-256 "
                + "bears a signature that is valid by a public key that was given."
        }
    }

    /// What the level does not prove, as one sentence.
    public var doesNotProve: String {
        switch self {
        case .unlisted: "It does not prove that the file was changed or made up, unless a finding says so."
        case .listed:
            "It does not prove that the digest is CloudTrail's own: "
                + "whoever could write the log could have written the digest too."
        case .chained:
            "It does not prove that the chain is CloudTrail's own: whoever could write the digests from this one on "
                + "could have made them all, and nobody vouches for the newest one."
        case .signed:
            "It does not prove that the public keys are Amazon's, which rests on who fetched them, "
                + "nor that nothing else happened: "
                + "what CloudTrail did not record, and what lies before the first digest here or after the last, stays unknown."
        }
    }
}
