/// An object in S3, by the names that digests give.
public struct S3Object: Hashable, Comparable, Sendable {
    public var bucket: String
    public var key: String

    public init(bucket: String, key: String) {
        self.bucket = bucket
        self.key = key
    }

    /// Reads `s3://bucket/key`; nil for anything else.
    public init?(uri: String) {
        guard uri.hasPrefix("s3://") else { return nil }
        let parts = uri.dropFirst("s3://".count).split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2, !parts[0].isEmpty, !parts[1].isEmpty else { return nil }
        self.init(bucket: String(parts[0]), key: String(parts[1]))
    }

    public static func < (left: S3Object, right: S3Object) -> Bool {
        (left.bucket, left.key) < (right.bucket, right.key)
    }
}

extension S3Object: CustomStringConvertible {
    /// `s3://bucket/key`, with whatever the names hold.
    public var description: String { "s3://\(bucket)/\(key)" }
}
