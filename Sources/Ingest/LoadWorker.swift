internal import Events

/// Reads whole files one after the other into a shard.
struct LoadWorker: ~Copyable {
    private var scanner: DocumentScanner
    private let reader: SourceReader
    private var part = LoadPart()
    private(set) var timings = LoadTimings.Work()

    /// - Parameters:
    ///   - seed: of the dictionaries' hashes.
    ///   - prefetch: started by the first file that has to be waited for.
    ///   - largeTexts: of all workers.
    init(
        _ selection: LoadSelection, limits: LoadLimits, seed: UInt64, prefetch: Prefetch? = nil,
        largeTexts: LargeTextQueue = LargeTextQueue()
    ) {
        scanner = DocumentScanner(selection, limits: limits, seed: seed)
        reader = SourceReader(limits: limits.reading, prefetch: prefetch, largeTexts: largeTexts)
    }

    /// What was read so far. A copy shares the rows with the worker.
    var result: LoadPart {
        var result = part
        result.shard = scanner.shard
        return result
    }

    /// What that takes in memory, in bytes, nearly.
    var byteCount: Int { LoadPart.byteCount(shard: scanner.shard.byteCount, sources: part.sources.count) }

    /// Reads a file and everything in it.
    ///
    /// - Parameters:
    ///   - number: the file's place in the order of the walk.
    ///   - mayGoOn: asked within large texts and between members, with the bytes that the worker's part takes; false ends
    ///     the file there.
    /// - Returns: how many events were found, whether the file was read to its end, and its SHA-256; nil where it could
    ///   not be read.
    @discardableResult
    mutating func read(
        _ file: SourceFile, number: Int, mayGoOn: (Int) -> Bool = { _ in true }
    ) -> (events: Int, isToEnd: Bool, sha256: String?) {
        let before = scanner.eventCount
        let start = ContinuousClock.now
        var scanning = Duration.zero
        var found: [LoadedSource] = []
        let summary = reader.readWhileWanted(file) { info, text in
            let begin = ContinuousClock.now
            let sources = part.sources.count + found.count
            let scan = scanner.scan(text, source: sources, path: info.path) { bytes in
                mayGoOn(LoadPart.byteCount(shard: bytes, sources: sources + 1))
            }
            scanning += ContinuousClock.now - begin
            let damage = info.damage.map {
                Rejection(path: info.path, record: nil, offset: $0.offset, reason: $0.description)
            }
            found.append(
                LoadedSource(
                    file: number, member: found.count, path: info.path, hash: info.hash, byteCount: info.byteCount,
                    info: info, scan: scan, rejections: [damage].compactMap { $0 }))
            return scan.stoppedAt == nil
                && mayGoOn(LoadPart.byteCount(shard: scanner.shard.byteCount, sources: sources + 1))
        }
        if summary.isCutShort || found.contains(where: { $0.scan.stoppedAt != nil }) {
            part.filesCutShort.insert(number)
        }
        if summary.isArchive, let sha256 = summary.sha256 {
            let archive = Archive(
                path: file.path.shown, sha256: sha256, byteCount: summary.byteCount, members: found.count)
            part.archives.append((number, archive))
        }
        for problem in summary.problems {
            let rejection = Rejection(path: problem.path, record: nil, offset: nil, reason: problem.reason.description)
            guard problem.losesEvents else {
                part.passedOver.append((number, rejection))
                continue
            }
            found.append(
                LoadedSource(
                    file: number, member: found.count, path: problem.path, hash: SourceHash(problem.sha256),
                    byteCount: problem.byteCount ?? 0, info: nil, scan: SourceScan(), rejections: [rejection]))
        }
        part.sources += found
        timings.read += summary.readTime
        timings.hash += summary.hashTime
        timings.scan += scanning
        timings.decode += ContinuousClock.now - start - summary.readTime - summary.hashTime - scanning
        return (scanner.eventCount - before, !part.filesCutShort.contains(number), summary.sha256)
    }
}
