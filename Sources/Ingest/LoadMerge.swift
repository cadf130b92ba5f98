internal import Crypto
internal import Events

/// Puts what workers found in path order, and makes the index and the report of it.
struct LoadMerge {
    private let results: [LoadWorker.Result]
    private let listing: SourceListing
    private let limits: LoadLimits
    private let threads: Int
    /// Worker and part of each source, in path order.
    private let order: [(worker: Int, part: Int)]
    /// Sources whose bytes equal those of an earlier one that holds events.
    private let repeated: Set<Int>

    init(_ results: [LoadWorker.Result], listing: SourceListing, limits: LoadLimits, threads: Int) {
        self.threads = threads
        self.results = results
        self.listing = listing
        self.limits = limits
        order = results.indices.flatMap { worker in results[worker].parts.indices.map { (worker, $0) } }.sorted {
            let (left, right) = (results[$0.0].parts[$0.1], results[$1.0].parts[$1.1])
            return (left.file, left.member) < (right.file, right.member)
        }
        var seen: Set<String> = []
        var repeated: Set<Int> = []
        for (number, place) in order.enumerated() {
            let part = results[place.worker].parts[place.part]
            guard let sha256 = part.sha256, part.scan.finalShape.isEventShape else { continue }
            if !seen.insert(sha256).inserted { repeated.insert(number) }
        }
        self.repeated = repeated
    }

    private var parts: [LoadWorker.Part] { order.map { results[$0.worker].parts[$0.part] } }

    func trail() -> LoadedTrail {
        let parts = parts
        var numbers = results.map { [UInt32](repeating: 0, count: $0.parts.count) }
        for (number, place) in order.enumerated() { numbers[place.worker][place.part] = UInt32(number) }
        let library = SourceLibrary(parts.map(\.info), paths: parts.map(\.path), limits: limits)
        let index = EventIndex(
            merging: results.map(\.shard), sourceNumbers: numbers, sourceNames: parts.map(\.path),
            repeatedSources: repeated, threads: threads
        ) { Self.digests(of: $0, in: library) }
        return LoadedTrail(
            index: index, report: report(parts, index), library: library, isComplete: true, timings: LoadTimings())
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

    private func report(_ parts: [LoadWorker.Part], _ index: EventIndex) -> LoadReport {
        let archives = results.flatMap(\.archives).sorted { $0.file < $1.file }.map(\.archive)
        let passedOver = results.flatMap(\.passedOver).sorted { $0.file < $1.file }.map(\.rejection)
        var report = LoadReport(
            sources: [], rejections: [], findings: [], passedOver: passedOver, missingPaths: [],
            fileCount: listing.files.count, archives: archives, stop: nil)
        for (number, part) in parts.enumerated() {
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

    private func rejections(of part: LoadWorker.Part) -> [Rejection] {
        guard part.shape != .notCloudTrail else { return part.rejections }
        // Told by its first bytes as something that has to be converted first: events may be missing.
        if part.shape == .unreadable, part.rejections.isEmpty, let reason = part.scan.notEventReason {
            return [Rejection(path: part.path, record: nil, offset: nil, reason: reason)]
        }
        return part.scan.rejections.map {
            Rejection(path: part.path, record: $0.record, offset: $0.offset, reason: $0.reason)
        } + part.rejections
    }

    private func note(_ part: LoadWorker.Part, _ isRepeated: Bool) -> String? {
        if isRepeated { return "the same bytes as a source read before" }
        if part.shape == .notCloudTrail { return part.scan.notEventReason ?? part.scan.rejections.first?.reason }
        guard let reason = part.scan.notEventReason else { return nil }
        guard part.shape.isEventShape else { return reason }
        let elements = part.scan.notEvents == 1 ? "1 element holds" : "\(part.scan.notEvents) elements hold"
        return "\(elements) no event: \(reason)"
    }
}

extension LoadWorker.Part {
    /// The shape that the report names.
    var shape: Shape {
        if info == nil { return .unreadable }
        let shape = scan.finalShape
        return shape == .empty && !rejections.isEmpty ? .unreadable : shape
    }
}
