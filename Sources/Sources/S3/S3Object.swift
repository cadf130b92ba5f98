internal import CloudTrail
internal import JSON

/// An object as a listing tells it.
struct S3Object: Hashable, Sendable {
    let key: String
    /// In bytes.
    let size: Int
    /// Without the quotes around it: the MD5 of the bytes in hexadecimal, or something else; see ``S3Check``.
    let etag: String
    let modified: EventTime
    /// The storage class; nil where the listing names none.
    let storage: String?
    /// Whether S3 keeps a SHA-256 of it.
    let hasSHA256: Bool

    /// One of a listing's `Contents`; nil where it lacks what every object has.
    init?(_ json: JSONValue) {
        guard let key = json["Key"]?.stringValue, let size = json["Size"]?.intValue,
            let etag = json["ETag"]?.stringValue,
            let modified = json["LastModified"]?.stringValue.flatMap({ EventTime($0) })
        else { return nil }
        self.key = key
        self.size = size
        self.etag = etag.filter { $0 != "\"" }
        self.modified = modified.floored(toMultipleOf: EventTime.second)
        storage = json["StorageClass"]?.stringValue
        hasSHA256 = json["ChecksumAlgorithm"]?.arrayValue?.contains("SHA256") ?? false
    }

    /// Whether it must be restored before it can be read.
    /// Source: "Understanding archived objects" in the S3 user guide.
    var isArchived: Bool { storage == "GLACIER" || storage == "DEEP_ARCHIVE" }

    /// A folder as the S3 console makes them: an object of no bytes whose name ends with a slash.
    var isFolderMarker: Bool { size == 0 && key.hasSuffix("/") }

    /// The key up to its last slash, which is included.
    var folder: String { String(key[..<(key.lastIndex(of: "/").map { key.index(after: $0) } ?? key.startIndex)]) }
}
