internal import Events

/// Reads files one after the other into a shard.
struct LoadWorker {
    /// What one source turned out to be.
    struct Part: Sendable {
        /// The number of the file in the order of the walk, and of the member within an archive.
        var file: Int
        var member: Int
        var path: String
        var sha256: String?
        var byteCount: Int
        var scan: SourceScan
        /// Why the source, or the end of it, could not be decoded.
        var failures: [Failure]
    }

    /// Something that could not be decoded, and where.
    struct Failure: Sendable {
        var offset: Int?
        var reason: String
    }

    struct Result: Sendable {
        var shard: EventShard
        /// Sources in the worker's own order, which is the order of the numbers in the shard.
        var parts: [Part]
    }

    private var scanner: DocumentScanner
    private let reader: SourceReader
    private var parts: [Part] = []

    init(_ selection: LoadSelection, limits: LoadLimits) {
        scanner = DocumentScanner(selection, limits: limits)
        reader = SourceReader(limits: limits)
    }

    var result: Result { Result(shard: scanner.shard, parts: parts) }
}
