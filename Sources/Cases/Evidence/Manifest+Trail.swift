public import CloudTrail
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
        // Behind the sources that were read stand those that a walk found and could not open: pipes, dangling links.
        self = trail.report.sources.enumerated().map { number, source in
            ManifestEntry(
                path: source.path, byteCount: source.byteCount, sha256: source.sha256,
                logSHA256: hashes.indices.contains(number) ? hashes[number] : nil,
                shape: source.shape, records: source.events + source.duplicates + source.rejected + source.excluded,
                rejected: source.rejected, first: spans[number]?.first, last: spans[number]?.last)
        }
    }

    /// The same with what a case must not forget: sources that were not read this time, so that they are missed the next
    /// time as well, and what those that are changed were at first. In path order.
    ///
    /// - Parameters:
    ///   - known: the manifest of the case.
    ///   - changes: how what was read differs from it.
    ///   - time: when it was read.
    public func remembering(_ known: [ManifestEntry], _ changes: SourceChanges, at time: EventTime) -> [ManifestEntry] {
        let absent = Set(changes.list.filter { $0.kind == .missing || $0.kind == .unread }.map(\.path))
        let kept = known.filter { absent.contains($0.path) || changes.skipped.contains($0.path) }.map { entry in
            var entry = entry
            guard absent.contains(entry.path) else { return entry }
            entry.absentSince = entry.absentSince ?? time
            return entry
        }
        let changed = Dictionary(
            changes.list.filter { $0.kind == .changed }.map { (SourcePath.absolute($0.path), $0) },
            uniquingKeysWith: { first, _ in first })
        let read =
            changed.isEmpty
            ? self
            : map { entry in
                guard let change = changed[SourcePath.absolute(entry.path)] else { return entry }
                var entry = entry
                (entry.changedFrom, entry.changedSince) = (change.before, change.since ?? time)
                return entry
            }
        return kept.isEmpty ? read : (read + kept).sorted { $0.path < $1.path }
    }

    /// The same with paths that hold in every folder, as a case keeps them.
    public var located: [ManifestEntry] {
        map { entry in
            var entry = entry
            entry.path = SourcePath.absolute(entry.path)
            return entry
        }
    }
}
