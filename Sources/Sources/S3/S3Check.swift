/// What shows that a file holds the bytes of its object.
///
/// The ETag of an object is the MD5 of its bytes unless it was uploaded in parts (then it has a dash) or is encrypted with
/// KMS or a customer's own key. Where S3 keeps a SHA-256 of the whole object, that is compared. What is left is the size, and
/// what the CLI itself compares: it checks every checksum that S3 sends along.
/// Source: "Checking object integrity" in the S3 user guide; the data type `Object` of the S3 API reference.
public enum S3Check: String, Hashable, Sendable, CaseIterable {
    case md5, sha256, size
}
