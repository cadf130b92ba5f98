internal import Crypto

/// UUIDs made of names (RFC 9562, version 5): the same name in the same namespace gives the same UUID.
enum NameUUID {
    /// The namespace of identifiers of observables. Source: STIX 2.1, section 2.9.
    static let observables = bytes(of: "00abedb4-aa42-466c-9c01-fed23315a9b7")

    /// The namespace of all other objects of ours: the UUID of the URL of this program's exports in the namespace of URLs
    /// of RFC 9562, so that nobody else has it.
    static let objects = bytes(of: text(of: "https://huckleberry.invalid/stix", in: urls))

    private static let urls = bytes(of: "6ba7b811-9dad-11d1-80b4-00c04fd430c8")

    /// The UUID of a name, in lower case.
    static func text(of name: String, in namespace: [UInt8]) -> String {
        var bytes = Array(Insecure.SHA1.hash(data: namespace + Array(name.utf8)).prefix(16))
        bytes[6] = bytes[6] & 0x0F | 0x50
        bytes[8] = bytes[8] & 0x3F | 0x80
        let digits = bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }
        return [digits[0..<4], digits[4..<6], digits[6..<8], digits[8..<10], digits[10..<16]]
            .map { $0.joined() }.joined(separator: "-")
    }

    /// The 16 bytes of a UUID.
    static func bytes(of uuid: String) -> [UInt8] {
        let digits = Array(uuid.replacing("-", with: ""))
        return stride(from: 0, to: digits.count, by: 2).map { UInt8(String(digits[$0...$0 + 1]), radix: 16) ?? 0 }
    }
}
