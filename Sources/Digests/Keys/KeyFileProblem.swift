/// Why a file of public keys or signatures cannot be used.
public enum KeyFileProblem: Error, Hashable, Sendable {
    /// Not JSON, in the parser's words.
    case notJSON(String)
    /// JSON without what the command prints.
    case noKeyList
    /// A file of signatures in the place of one of keys.
    case signaturesForKeys
    /// Not an object of signatures.
    case notSignatures
    /// A file of keys in the place of one of signatures.
    case keysForSignatures
    /// A digest in the place of a file of signatures.
    case digestForSignatures
    /// A key, by its number from 1, that lacks a member or has it in another form.
    case key(Int, member: String)
    /// A key, by its number from 1, that is no RSA key of 2,048 bits or more.
    case notRSA(Int)
    /// A member of a file of signatures that is no hexadecimal text.
    case notHexadecimal(member: String)
    /// A signature that has not as many hexadecimal digits as one has.
    case wrongLength(member: String, digits: Int)
    /// A member without a name.
    case noName
}

extension KeyFileProblem: CustomStringConvertible {
    public var description: String {
        switch self {
        case .notJSON(let words): "it is no JSON: \(words)"
        case .noKeyList: "it has no PublicKeyList, as aws cloudtrail list-public-keys --output json prints it"
        case .signaturesForKeys: "it holds signatures, and public keys are wanted"
        case .notSignatures: "it is no JSON object from digests to signatures, \(Self.example)"
        case .keysForSignatures: "it holds public keys, and signatures of digests are wanted, \(Self.example)"
        case .digestForSignatures:
            "it is a digest, and signatures of digests are wanted, \(Self.example): "
                + "a digest\u{2019}s own is in the metadata of its object in S3"
        case .key(let number, let member): "key \(number): its \(member) is missing or malformed"
        case .notRSA(let number): "key \(number): its Value is no RSA key of 2048 bits or more"
        case .notHexadecimal(let member):
            "its member \u{201C}\(member)\u{201D} is no signature: each member is a digest with its signature in "
                + "hexadecimal, \(Self.example)"
        case .wrongLength(let member, let digits):
            "the signature of \(member) has \(digits) hexadecimal digits; one by a key of 2048 bits has 512"
        case .noName: "it has a signature without a digest: each member is named s3://bucket/key, bucket/key or key"
        }
    }

    private static let example = #"such as {"s3://bucket/key": "8c1f..."}"#
}
