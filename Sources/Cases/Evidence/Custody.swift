/// Where the evidence came from, and who had it read: the chain of custody.
public struct Custody: Hashable, Sendable {
    /// Every source, in path order.
    public var manifest: [ManifestEntry]
    /// Every time that sources were loaded, oldest first.
    public var loads: [LoadRecord]

    public init(manifest: [ManifestEntry] = [], loads: [LoadRecord] = []) {
        self.manifest = manifest
        self.loads = loads
    }
}
