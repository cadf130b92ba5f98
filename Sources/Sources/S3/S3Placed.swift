/// An object, and where it lies or shall lie.
struct S3Placed: Hashable, Sendable {
    let object: S3Object
    /// In the folder of the data.
    let path: String
    /// Whether the path is the bucket and the key as they are; else the object travels alone.
    let isPlain: Bool

    /// Objects with their places.
    ///
    /// - Parameter objects: in the order of their keys, each once.
    static func place(_ objects: [S3Object], bucket: String) -> [S3Placed] {
        zip(objects, LocalName.paths(for: objects.map(\.key))).map { object, path in
            S3Placed(object: object, path: bucket + "/" + path, isPlain: path == object.key)
        }
    }
}
