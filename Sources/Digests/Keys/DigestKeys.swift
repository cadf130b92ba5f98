public import CloudTrail
internal import Crypto
internal import CryptoExtras
internal import FoundationEssentials
internal import JSON

/// Public keys that CloudTrail signs digests with, by their fingerprints: each region has its own, and they change.
///
/// Source: `list-public-keys` in the AWS CLI reference, and `PublicKey` in the CloudTrail API reference.
public struct DigestKeys: Sendable {
    /// One key, as it was listed.
    public struct Key: Sendable {
        public let fingerprint: String
        /// When CloudTrail signs with it, both ends included; nil where the list does not say.
        public let validity: ClosedRange<EventTime>?
        let publicKey: _RSA.Signing.PublicKey
    }

    /// In the order of the files.
    public private(set) var keys: [Key] = []

    public init() {}

    public var isEmpty: Bool { keys.isEmpty }

    /// Adds the keys that `aws cloudtrail list-public-keys --output json` printed.
    public mutating func add(json: [UInt8]) throws(KeyFileProblem) {
        let value = try KeyFile.parse(json)
        guard let entries = value["PublicKeyList"]?.arrayValue else {
            let first = value.objectValue?.members.first?.value.stringValue
            throw first.flatMap(Hexadecimal.bytes) != nil ? .signaturesForKeys : .noKeyList
        }
        for (index, entry) in entries.enumerated() { keys.append(try Key(entry, number: index + 1)) }
    }

    /// Those of a fingerprint: the same key may have been listed for several times, or regions.
    func named(_ fingerprint: String) -> [Key] { keys.filter { $0.fingerprint == fingerprint } }
}

extension DigestKeys.Key {
    fileprivate init(_ value: JSONValue, number: Int) throws(KeyFileProblem) {
        guard let fingerprint = value["Fingerprint"]?.stringValue, !fingerprint.isEmpty else {
            throw .key(number, member: "Fingerprint")
        }
        guard let text = value["Value"]?.stringValue, let der = Data(base64Encoded: text) else {
            throw .key(number, member: "Value")
        }
        // PKCS #1 as CloudTrail hands it out, or the same within SubjectPublicKeyInfo.
        guard let publicKey = try? _RSA.Signing.PublicKey(derRepresentation: der) else { throw .notRSA(number) }
        self.fingerprint = fingerprint
        self.publicKey = publicKey
        let start = try Self.time(value, "ValidityStartTime", number)
        let end = try Self.time(value, "ValidityEndTime", number)
        if let start, let end, start <= end { validity = start...end } else { validity = nil }
    }

    /// A time as text or, as older command lines print it, in seconds since 1970.
    private static func time(
        _ value: JSONValue, _ member: String, _ number: Int
    ) throws(KeyFileProblem) -> EventTime? {
        switch value[member] {
        case nil, .null?: return nil
        case .string(let text)?:
            guard let time = EventTime(text) else { throw .key(number, member: member) }
            return time
        case let other?:
            guard let seconds = other.doubleValue, seconds.magnitude < 1e12 else { throw .key(number, member: member) }
            return EventTime(milliseconds: Int64((seconds * 1_000).rounded()))
        }
    }

    /// Whether a signature of the text is the key's: RSA with PKCS #1 v1.5 padding and SHA-256.
    func verifies(_ signature: [UInt8], of text: String) -> Bool {
        publicKey.isValidSignature(
            _RSA.Signing.RSASignature(rawRepresentation: signature), for: SHA256.hash(data: Array(text.utf8)),
            padding: .insecurePKCS1v1_5)
    }
}
