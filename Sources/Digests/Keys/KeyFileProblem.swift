/// Why a file of public keys or signatures cannot be used.
public enum KeyFileProblem: Error, Hashable, Sendable {
    /// Not JSON, in the parser's words.
    case notJSON(String)
    /// JSON without what the command prints.
    case noKeyList
    /// Not an object of signatures.
    case notSignatures
    /// A key, by its number from 1, that lacks a member or has it in another form.
    case key(Int, member: String)
    /// A key, by its number from 1, that is no RSA key of 2,048 bits or more.
    case notRSA(Int)
    /// A signature that is no hexadecimal text.
    case notHexadecimal(object: String)
    /// A name that is no object in S3.
    case notAnObject(String)
}

extension KeyFileProblem: CustomStringConvertible {
    public var description: String {
        switch self {
        case .notJSON(let words): "it is no JSON: \(words)"
        case .noKeyList: "it has no PublicKeyList, as aws cloudtrail list-public-keys --output json prints it"
        case .notSignatures: "it is no JSON object from digests to signatures"
        case .key(let number, let member): "key \(number): its \(member) is missing or malformed"
        case .notRSA(let number): "key \(number): its Value is no RSA key of 2048 bits or more"
        case .notHexadecimal(let object): "\(object): the signature is not hexadecimal"
        case .notAnObject(let name): "\(name): not an object: write s3://bucket/key, bucket/key or the key"
        }
    }
}
