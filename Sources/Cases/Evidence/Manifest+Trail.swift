internal import CloudTrail
internal import Events
internal import Ingest
public import Records

extension [ManifestEntry] {
    /// A manifest of the sources of a trail, in path order. Digests are not looked at.
    ///
    /// - Parameter isCancelled: asked before each source, from any thread; those that are left have no hash of their log.
    /// - Complexity: reads and decodes every source once, and makes one pass over the rows.
    public init(
        of trail: Trail, threads: Int = 1, isCancelled: @escaping @Sendable () -> Bool = { false }
    ) {
        let hashes = trail.records.textHashes(threads: threads, isCancelled: isCancelled)
        var spans: [Int: (first: EventTime, last: EventTime)] = [:]
        for part in trail.index.rowsBySource(.all(of: trail.index.count)) {
            // Rows are in time order.
            guard let first = part.rows.first, let last = part.rows.last else { continue }
            spans[part.source] = (trail.index.time(Int(first)), trail.index.time(Int(last)))
        }
        self = trail.report.sources.enumerated().map { number, source in
            ManifestEntry(
                path: source.path, byteCount: source.byteCount, sha256: source.sha256, logSHA256: hashes[number],
                shape: source.shape, records: source.events + source.duplicates + source.rejected + source.excluded,
                rejected: source.rejected, first: spans[number]?.first, last: spans[number]?.last)
        }
    }
}
