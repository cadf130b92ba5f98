internal import Foundation
internal import JSON

/// What S3 says of one object beyond a listing.
struct S3Facts: Hashable, Sendable {
    /// The SHA-256 of the whole object in hexadecimal, where S3 keeps one.
    let sha256: String?
    /// Whether the ETag is the MD5 of the bytes.
    let hasMD5: Bool

    /// An answer of HeadObject.
    init(_ json: JSONValue) {
        // A checksum of checksums of parts has a dash and their number behind it, and is not of the bytes.
        let checksum = json["ChecksumSHA256"]?.stringValue.flatMap { Data(base64Encoded: $0) }
        sha256 = checksum.map { Hexadecimal.text($0) }
        let isKMS = json["ServerSideEncryption"]?.stringValue?.hasPrefix("aws:kms") ?? false
        hasMD5 = !isKMS && json["SSECustomerAlgorithm"] == nil
    }

    /// Whether an ETag has the form of an MD5.
    static func isLikeMD5(_ etag: String) -> Bool {
        etag.utf8.count == 32 && etag.utf8.allSatisfy { (0x30...0x39).contains($0) || (0x61...0x66).contains($0) }
    }
}
