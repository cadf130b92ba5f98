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
        case .listed: "A digest here lists the file, and its uncompressed bytes have the SHA-256 that is listed."
        case .chained:
            "Besides, the digest is in an unbroken chain: from it to the newest one here "
                + "each has the SHA-256 that the next one names."
        case .signed:
            "Besides, the digest's signature is valid by a public key that was given: "
                + "the file holds byte for byte what CloudTrail delivered."
        }
    }

    /// What the level does not prove, as one sentence.
    public var doesNotProve: String {
        switch self {
        case .unlisted: "The file may be sound, changed or made up: nothing here can tell."
        case .listed:
            "Whoever could write the log could have written the digest too: it is not shown to be CloudTrail's."
        case .chained:
            "Whoever could write the digests from this one on could have made them all, "
                + "and nobody vouches for the newest one."
        case .signed:
            "That the public keys are Amazon's rests on who fetched them; what CloudTrail did not record, "
                + "and what lies before the first digest here or after the last, stays unknown."
        }
    }
}
