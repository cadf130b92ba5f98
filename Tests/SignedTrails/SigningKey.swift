internal import Crypto
internal import CryptoExtras
internal import Foundation
public import JSON

/// A key of 2,048 bits that signs digests in the way of CloudTrail.
public struct SigningKey: Sendable {
    public let fingerprint: String
    private let key: _RSA.Signing.PrivateKey

    /// Two keys that every test may use: making one takes a while.
    public static let first = SigningKey(fingerprint: "31e8b5433410dfb61a9dc45cc65b22ff")
    public static let second = SigningKey(fingerprint: "f0249abde0f55218ac45bd3750055109")

    private init(fingerprint: String) {
        guard let key = try? _RSA.Signing.PrivateKey(keySize: .bits2048) else { preconditionFailure("no key was made") }
        self.fingerprint = fingerprint
        self.key = key
    }

    /// The signature of a text in lower-case hexadecimal.
    public func sign(_ text: String) -> String {
        let digest = SHA256.hash(data: Data(text.utf8))
        guard let signature = try? key.signature(for: digest, padding: .insecurePKCS1v1_5) else {
            preconditionFailure("nothing was signed")
        }
        return SignedTrail.hexadecimal(signature.rawRepresentation)
    }

    /// As `list-public-keys` lists it: PKCS #1 in DER, in Base64.
    public func listed(as fingerprint: String? = nil, from start: JSONValue, to end: JSONValue) -> JSONValue {
        [
            "Value": .string(key.publicKey.pkcs1DERRepresentation.base64EncodedString()),
            "ValidityStartTime": start, "ValidityEndTime": end,
            "Fingerprint": .string(fingerprint ?? self.fingerprint),
        ]
    }

    /// What `aws cloudtrail list-public-keys --output json` prints of some keys, which were in use in all of 2026.
    public static func list(_ keys: [SigningKey] = [.first]) -> [UInt8] {
        let listed = keys.map { $0.listed(from: "2026-01-01T00:00:00+00:00", to: "2027-01-01T00:00:00+00:00") }
        return JSONWriter(.pretty).bytes(["PublicKeyList": .array(listed)])
    }

    /// The key in the wrapping that other programs use.
    public var subjectPublicKeyInfo: String { key.publicKey.derRepresentation.base64EncodedString() }
}
