internal import Crypto
internal import Events

/// Puts what workers found in path order, and makes the index and the report of it.
struct LoadMerge {
    /// Nil once it has been used: rows and dictionaries are let go as soon as they are merged.
    private var joined: JoinedShards?
    private let crew: Crew
    private let draft: ReportDraft
    private let limits: LoadLimits

    /// - Parameters:
    ///   - listing: what the walk could not open.
    ///   - fileCount: files found, read or not.
    ///   - stop: why not all of them were read.
    init(
        _ parts: consuming [LoadPart], listing: SourceListing, fileCount: Int, stop: LoadStop?, limits: LoadLimits,
        threads: Int
    ) {
        let crew = Crew(threads: threads)
        let shards = parts.map(\.shard)
        for part in parts.indices { parts[part].shard = EventShard() }
        let rest = parts
        let draft = Background { ReportDraft(rest, listing: listing, fileCount: fileCount, stop: stop) }
        joined = JoinedShards(shards, crew: crew)
        self.draft = draft.value()
        self.crew = crew
        self.limits = limits
    }

    mutating func trail(isComplete: Bool) -> LoadedTrail {
        guard let joined = joined.take() else { preconditionFailure("a merge makes one trail") }
        let draft = draft
        let order = draft.order
        let library = SourceLibrary(order.sources.map(\.info), paths: order.sources.map(\.path), limits: limits)
        // What is read of each source is put into words while the rows are sorted.
        let report = Background { draft.report() }
        // Rows of segments that cannot be numbered yet are left out, as those of repeated sources are.
        let index = EventIndex(
            merging: consume joined, sourceNumbers: order.numbers, firstRecords: order.firstRecords,
            sourceNames: order.sources.map(\.path), repeatedSources: draft.repeated.union([order.sources.count]),
            crew: crew
        ) { Self.digests(of: $0, in: library) }
        if isComplete { for source in order.sources { source.hash.start() } }
        return LoadedTrail(
            index: index, report: report.value().counting(duplicates: index.duplicateCounts), library: library,
            isComplete: isComplete, timings: LoadTimings())
    }

    /// SHA-256 of the records' own bytes; empty where they cannot be had again. Each source is read once.
    private static func digests(of locations: [RecordLocation], in library: SourceLibrary) -> [[UInt8]] {
        var digests = [[UInt8]](repeating: [], count: locations.count)
        for (source, places) in Dictionary(grouping: locations.indices, by: { locations[$0].source }) {
            // A source that cannot be read again leaves its digests empty; reading its records will say so.
            try? library.withText(of: source) { text in
                for place in places {
                    guard let slice = RecordSlice(in: text, at: locations[place].offset) else { continue }
                    digests[place] = Array(SHA256.hash(data: slice.bytes))
                }
            }
        }
        return digests
    }
}
