/// An object in S3, by the names that digests give.
public struct S3Object: Hashable, Comparable, Sendable {
    public var bucket: String
    public var key: String

    public init(bucket: String, key: String) {
        self.bucket = bucket
        self.key = key
    }

    public static func < (left: S3Object, right: S3Object) -> Bool {
        (left.bucket, left.key) < (right.bucket, right.key)
    }
}

extension S3Object: CustomStringConvertible {
    /// `s3://bucket/key`, with whatever the names hold.
    public var description: String { "s3://\(bucket)/\(key)" }
}
