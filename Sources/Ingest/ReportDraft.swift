internal import Events

/// What is known of the sources before their events are compared with each other.
struct ReportDraft: Sendable {
    let order: SourceOrder
    /// Sources whose bytes equal those of an earlier one that holds events.
    let repeated: Set<Int>
    private let parts: [LoadPart]
    private let listing: SourceListing
    private let fileCount: Int
    private let stop: LoadStop?

    /// - Parameters:
    ///   - parts: what is in their shards does not matter.
    ///   - listing: what the walk could not open.
    ///   - fileCount: files found, read or not.
    ///   - stop: why not all of them were read.
    init(_ parts: [LoadPart], listing: SourceListing, fileCount: Int, stop: LoadStop?) {
        order = SourceOrder(parts)
        repeated = Self.repeated(order.sources)
        self.parts = parts
        self.listing = listing
        self.fileCount = fileCount
        self.stop = stop
    }

    private static func repeated(_ sources: [LoadedSource]) -> Set<Int> {
        // Hashes are compared only where sizes are the same: there are many sources, and few such.
        var firstBySize: [Int: Int] = [:]
        var seen: Set<String> = []
        var repeated: Set<Int> = []
        for number in sources.indices {
            guard sources[number].info != nil, sources[number].scan.finalShape.isEventShape else { continue }
            guard let first = firstBySize[sources[number].byteCount] else {
                firstBySize[sources[number].byteCount] = number
                continue
            }
            guard let hash = sources[number].hash.value else { continue }
            if let hash = sources[first].hash.value { seen.insert(hash) }
            if !seen.insert(hash).inserted { repeated.insert(number) }
        }
        return repeated
    }

    /// The report, without the copies of events that the index leaves out: of a source that holds the same bytes as one
    /// before, only its bad records count as such.
    func report() -> LoadReport {
        let archives = parts.flatMap(\.archives).sorted { $0.file < $1.file }.map(\.archive)
        let passedOver = parts.flatMap(\.passedOver).sorted { $0.file < $1.file }.map(\.rejection)
        var report = LoadReport(
            sources: [], rejections: [], findings: [], passedOver: passedOver, missingPaths: [],
            fileCount: fileCount, filesCutShort: filesCutShort.count, archives: archives, stop: stop,
            skipped: listing.skipped)
        report.sources.reserveCapacity(order.sources.count)
        for (number, part) in order.sources.enumerated() {
            let isRepeated = repeated.contains(number)
            let rejections = isRepeated ? [] : rejections(of: part)
            report.sources.append(
                Source(
                    path: part.path, hash: part.hash, byteCount: part.byteCount, shape: part.shape,
                    events: part.scan.events, duplicates: isRepeated ? part.scan.rejections.count : 0,
                    rejected: rejections.count { $0.record != nil }, excluded: part.scan.excluded,
                    shortcoming: shortcoming(part, isRepeated)))
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

    /// Files of which a part is left to be read.
    private var filesCutShort: Set<Int> {
        var files = parts.reduce(into: Set()) { $0.formUnion($1.filesCutShort) }
        for number in order.sources.indices where order.sources[number].scan.stoppedAt != nil {
            files.insert(order.sources[number].file)
        }
        return files
    }

    /// What the walk found and could not open: each is a source that is unreadable, except a path that is not there.
    private func add(_ problem: SourceProblem, to report: inout LoadReport) {
        let rejection = Rejection(problem)
        guard problem.losesEvents else { return report.passedOver.append(rejection) }
        report.rejections.append(rejection)
        if problem.reason == .missing {
            report.missingPaths.append(problem.path)
        } else {
            report.fileCount += 1
            report.sources.append(
                Source(
                    path: problem.path, hash: SourceHash(nil), byteCount: 0, shape: .unreadable, events: 0,
                    duplicates: 0,
                    rejected: 0, excluded: 0, shortcoming: problem.reason.description))
        }
    }

    private func rejections(of part: LoadedSource) -> [Rejection] {
        guard part.shape != .notCloudTrail else {
            // What CloudTrail delivered holds records: a damaged one must not pass for something else.
            guard part.rejections.isEmpty, PathAccount.isLog(part.path) else { return part.rejections }
            let reason = "it has the name of a CloudTrail log and holds no record: \(shortcoming(part, false) ?? "")"
            return [Rejection(path: part.path, record: nil, offset: nil, reason: reason)]
        }
        // Told by its first bytes as something that has to be converted first: events may be missing.
        if part.shape == .unreadable, part.rejections.isEmpty, let reason = part.scan.notEventReason {
            return [Rejection(path: part.path, record: nil, offset: nil, reason: reason)]
        }
        let bad = part.scan.rejections.map {
            Rejection(path: part.path, record: $0.record, offset: $0.offset, reason: $0.reason)
        }
        return bad + (part.rejections.isEmpty ? cutOff(part) : part.rejections)
    }

    /// A text that ends between two records says nothing of those that are missing, but for what it leaves open.
    private func cutOff(_ part: LoadedSource) -> [Rejection] {
        guard let offset = part.scan.cutOff else { return [] }
        let reason = "the text ends before the list of its records closes: what follows is missing"
        return [Rejection(path: part.path, record: nil, offset: offset, reason: reason)]
    }

    private func shortcoming(_ part: LoadedSource, _ isRepeated: Bool) -> String? {
        if isRepeated { return "the same bytes as a source read before" }
        if stop != nil, let offset = part.scan.stoppedAt {
            return "read up to byte \(offset) of its text, where loading stopped"
        }
        if part.shape == .notCloudTrail { return part.scan.notEventReason ?? part.scan.rejections.first?.reason }
        guard let reason = part.scan.notEventReason else { return nil }
        guard part.shape.isEventShape else { return reason }
        let elements = part.scan.notEvents == 1 ? "1 element holds" : "\(part.scan.notEvents) elements hold"
        return "\(elements) no event: \(reason)"
    }
}
