/// A place in S3: a bucket, and a prefix in it that is taken for a folder.
public struct S3Location: Hashable, Sendable {
    public let bucket: String
    /// Empty, or ends with a slash; without one it is the key of a single object.
    public let prefix: String

    /// Reads `s3://bucket`, `s3://bucket/prefix`, `s3://bucket/prefix/`.
    ///
    /// The name of a file is taken for an object, everything else for a folder, whether a slash ends it or not.
    /// Source: "General purpose bucket naming rules" in the S3 user guide; access points are named by an ARN or an alias.
    ///
    /// - Returns: nil where it is none of these, or names a bucket that cannot be.
    public init?(_ text: String) {
        guard text.hasPrefix("s3://") else { return nil }
        let rest = text.dropFirst(5)
        let name = rest.prefix { $0 != "/" }
        let key = String(rest.dropFirst(name.count + 1))
        guard name.utf8.count >= 3, name.utf8.allSatisfy(Self.isOfName),
            name.first?.isLetter == true || name.first?.isNumber == true
        else { return nil }
        // The CLI reads such a value from a file.
        guard !key.contains("://"), !key.hasPrefix("/") else { return nil }
        bucket = String(name)
        prefix = key.isEmpty || key.hasSuffix("/") || Self.isFile(key) ? key : key + "/"
    }

    /// As it is written: `s3://bucket/prefix/`.
    public var url: String { url(of: prefix) }

    func url(of key: String) -> String { "s3://\(bucket)/\(key)" }

    private static func isFile(_ key: String) -> Bool { [".gz", ".json"].contains { key.hasSuffix($0) } }

    private static func isOfName(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"):
            true
        default: ".-_".utf8.contains(byte)
        }
    }
}
