internal import Crypto
internal import Events

/// Puts what workers found in path order, and makes the index and the report of it.
struct LoadMerge {
    private var parts: [LoadPart]
    private let listing: SourceListing
    private let fileCount: Int
    private let stop: LoadStop?
    private let limits: LoadLimits
    private let threads: Int
    private let order: SourceOrder
    /// Sources whose bytes equal those of an earlier one that holds events.
    private let repeated: Set<Int>

    /// - Parameters:
    ///   - listing: what the walk could not open.
    ///   - fileCount: files found, read or not.
    ///   - stop: why not all of them were read.
    init(
        _ parts: [LoadPart], listing: SourceListing, fileCount: Int, stop: LoadStop?, limits: LoadLimits,
        threads: Int
    ) {
        let order = SourceOrder(parts)
        self.order = order
        self.parts = parts
        self.listing = listing
        self.fileCount = fileCount
        self.stop = stop
        self.limits = limits
        self.threads = threads
        var seen: Set<String> = []
        var repeated: Set<Int> = []
        for (number, source) in order.sources.enumerated() {
            guard let sha256 = source.sha256, source.scan.finalShape.isEventShape else { continue }
            if !seen.insert(sha256).inserted { repeated.insert(number) }
        }
        self.repeated = repeated
    }

    consuming func trail(isComplete: Bool) -> LoadedTrail {
        // Given up, so that rows and dictionaries are let go as soon as they are merged.
        let shards = parts.map(\.shard)
        for part in parts.indices { parts[part].shard = EventShard() }
        let sources = order.sources
        let library = SourceLibrary(sources.map(\.info), paths: sources.map(\.path), limits: limits)
        // Rows of segments that cannot be numbered yet are left out, as those of repeated sources are.
        let index = EventIndex(
            merging: shards, sourceNumbers: order.numbers, firstRecords: order.firstRecords,
            sourceNames: sources.map(\.path), repeatedSources: repeated.union([sources.count]), threads: threads
        ) { Self.digests(of: $0, in: library) }
        return LoadedTrail(
            index: index, report: report(sources, index), library: library, isComplete: isComplete, timings: LoadTimings())
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

    private func report(_ sources: [LoadedSource], _ index: EventIndex) -> LoadReport {
        let archives = parts.flatMap(\.archives).sorted { $0.file < $1.file }.map(\.archive)
        let passedOver = parts.flatMap(\.passedOver).sorted { $0.file < $1.file }.map(\.rejection)
        var report = LoadReport(
            sources: [], rejections: [], findings: [], passedOver: passedOver, missingPaths: [],
            fileCount: fileCount, archives: archives, stop: stop)
        for (number, part) in sources.enumerated() {
            let isRepeated = repeated.contains(number)
            let rejections = isRepeated ? [] : rejections(of: part)
            // A repeated source counts wholly as copies, its bad records too.
            let duplicates = index.duplicateCounts[number] + (isRepeated ? part.scan.rejections.count : 0)
            report.sources.append(
                Source(
                    path: part.path, sha256: part.sha256, byteCount: part.byteCount, shape: part.shape,
                    events: part.scan.events - index.duplicateCounts[number], duplicates: duplicates,
                    rejected: rejections.count { $0.record != nil }, excluded: part.scan.excluded,
                    note: note(part, isRepeated)))
            report.rejections += rejections
            if !isRepeated {
                report.findings += part.scan.findings.map { finding in
                    var finding = finding
                    finding.location.source = number
                    return finding
                }
            }
        }
        for problem in listing.problems { add(problem, to: &report) }
        return report
    }

    /// What the walk found and could not open: each is a source that is unreadable, except a path that is not there.
    private func add(_ problem: SourceProblem, to report: inout LoadReport) {
        let rejection = Rejection(path: problem.path, record: nil, offset: nil, reason: problem.reason.description)
        guard problem.losesEvents else { return report.passedOver.append(rejection) }
        report.rejections.append(rejection)
        if problem.reason == .missing {
            report.missingPaths.append(problem.path)
        } else {
            report.fileCount += 1
            report.sources.append(
                Source(
                    path: problem.path, sha256: nil, byteCount: 0, shape: .unreadable, events: 0, duplicates: 0,
                    rejected: 0, excluded: 0, note: problem.reason.description))
        }
    }

    private func rejections(of part: LoadedSource) -> [Rejection] {
        guard part.shape != .notCloudTrail else { return part.rejections }
        // Told by its first bytes as something that has to be converted first: events may be missing.
        if part.shape == .unreadable, part.rejections.isEmpty, let reason = part.scan.notEventReason {
            return [Rejection(path: part.path, record: nil, offset: nil, reason: reason)]
        }
        return part.scan.rejections.map {
            Rejection(path: part.path, record: $0.record, offset: $0.offset, reason: $0.reason)
        } + part.rejections
    }

    private func note(_ part: LoadedSource, _ isRepeated: Bool) -> String? {
        if isRepeated { return "the same bytes as a source read before" }
        if part.shape == .notCloudTrail { return part.scan.notEventReason ?? part.scan.rejections.first?.reason }
        guard let reason = part.scan.notEventReason else { return nil }
        guard part.shape.isEventShape else { return reason }
        let elements = part.scan.notEvents == 1 ? "1 element holds" : "\(part.scan.notEvents) elements hold"
        return "\(elements) no event: \(reason)"
    }
}
