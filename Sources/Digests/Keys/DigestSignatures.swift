internal import JSON

/// Signatures of digests, as the metadata of their objects in S3 holds them.
public struct DigestSignatures: Sendable {
    /// The signature in hexadecimal by `s3://bucket/key`, `bucket/key` or `key`, as written.
    private var byName: [String: String] = [:]

    /// Bytes of a signature: as many as its key has. CloudTrail's keys have 2,048 bits; RSA's usual sizes are taken.
    private static let lengths: Set<Int> = [256, 384, 512]

    public init() {}

    public var count: Int { byName.count }

    /// Adds those of a JSON object from objects to signatures.
    public mutating func add(json: [UInt8]) throws(KeyFileProblem) {
        // A signature as it stands in the metadata of an object: of which digest it is cannot be told.
        let digits = json.drop { $0 == 0x0A || $0 == 0x0D || $0 == 0x20 }.prefix { UInt8(ascii: "!")...0x7E ~= $0 }
        if Hexadecimal.bytes(String(decoding: digits, as: UTF8.self)) != nil { throw .notSignatures }
        let value = try KeyFile.parse(json)
        guard let members = value.objectValue?.members else { throw .notSignatures }
        if value["PublicKeyList"] != nil { throw .keysForSignatures }
        if value["digestEndTime"] != nil { throw .digestForSignatures }
        for member in members {
            guard !member.key.isEmpty else { throw .noName }
            guard let text = member.value.stringValue, let bytes = Hexadecimal.bytes(text) else {
                throw .notHexadecimal(member: member.key)
            }
            guard Self.lengths.contains(bytes.count) else {
                throw .wrongLength(member: member.key, digits: text.utf8.count)
            }
            byName[member.key] = text
        }
    }

    /// The signature that was given for an object.
    func signature(of object: S3Object) -> String? {
        byName[object.description] ?? byName["\(object.bucket)/\(object.key)"] ?? byName[object.key]
    }

    /// The names that lead to none of the objects, in the order of their text.
    func names(leadingToNoneOf objects: [S3Object]) -> [String] {
        let known = Set(objects.flatMap { [$0.description, "\($0.bucket)/\($0.key)", $0.key] })
        return byName.keys.filter { !known.contains($0) }.sorted()
    }
}

/// What files of keys and signatures have in common.
enum KeyFile {
    static func parse(_ json: [UInt8]) throws(KeyFileProblem) -> JSONValue {
        if json.starts(with: [0x1F, 0x8B]) { throw .notJSON("it is gzip data") }
        do throws(JSONError) {
            return try JSONValue.parse(json)
        } catch {
            throw .notJSON(error.description)
        }
    }
}

enum Hexadecimal {
    /// The bytes that a text of hexadecimal digits stands for; nil where it is none, or empty.
    static func bytes(_ text: String) -> [UInt8]? {
        let digits = text.utf8.map { Character(UnicodeScalar($0)).hexDigitValue }
        guard !digits.isEmpty, digits.count % 2 == 0, !digits.contains(nil) else { return nil }
        let values = digits.compactMap { $0 }
        return stride(from: 0, to: values.count, by: 2).map { UInt8(values[$0] << 4 | values[$0 + 1]) }
    }

    static func text(_ bytes: some Sequence<UInt8>) -> String {
        let digits = Array("0123456789abcdef".utf8)
        return String(decoding: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
    }
}
