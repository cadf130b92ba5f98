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

    /// What the result takes in memory, in bytes, nearly.
    var byteCount: Int { LoadPart.byteCount(shard: scanner.shardByteCount, sources: part.sources.count) }

    /// Asked within large texts and between members whether to go on; false ends the file there.
    ///
    /// It gets the bytes that the worker's part takes, how many events of the file were found, and the part, to be made
    /// where somebody wants to see it.
    typealias Checkpoint = (_ bytes: Int, _ events: Int, _ part: () -> LoadPart) -> Bool

    /// Reads a file and everything in it.
    ///
    /// - Parameter number: the file's place in the order of the walk.
    /// - Returns: how many events were found, whether the file was read to its end, and its SHA-256; nil where it could
    ///   not be read.
    @discardableResult
    mutating func read(
        _ file: SourceFile, number: Int, mayGoOn: Checkpoint = { _, _, _ in true }
    ) -> (events: Int, isToEnd: Bool, sha256: String?) {
        let before = scanner.eventCount
        let start = ContinuousClock.now
        var scanning = Duration.zero
        // Files are many and small: nothing is copied for what is asked behind each text, but where somebody wants it.
        var part = LoadPart()
        swap(&part, &self.part)
        defer { swap(&part, &self.part) }
        let known = part.sources.count
        var isCutShort = false
        let summary = reader.readWhileWanted(file) { info, text in
            let begin = ContinuousClock.now
            let member = part.sources.count - known
            func bytes(shard: Int) -> Int { LoadPart.byteCount(shard: shard, sources: part.sources.count + 1) }
            func seen(_ shard: EventShard, _ scan: SourceScan) -> LoadPart {
                var part = part
                part.shard = shard
                part.sources.append(LoadedSource(file: number, member: member, info: info, scan: scan))
                return part
            }
            let scan = scanner.scan(text, source: part.sources.count, path: info.path) { soFar in
                reader.forgetMapped()
                return mayGoOn(bytes(shard: soFar.shard.byteCount), soFar.shard.count - before) {
                    seen(soFar.shard, soFar.scan)
                }
            }
            scanning += ContinuousClock.now - begin
            isCutShort = isCutShort || scan.stoppedAt != nil
            reader.forgetMapped()
            let isWanted =
                scan.stoppedAt == nil
                && mayGoOn(bytes(shard: scanner.shardByteCount), scanner.eventCount - before) {
                    seen(scanner.shard, scan)
                }
            part.sources.append(LoadedSource(file: number, member: member, info: info, scan: scan))
            return isWanted
        }
        if summary.isCutShort || isCutShort { part.filesCutShort.insert(number) }
        if summary.isArchive, let sha256 = summary.sha256 {
            let archive = Archive(
                path: file.path.shown, sha256: sha256, byteCount: summary.byteCount,
                members: part.sources.count - known)
            part.archives.append((number, archive))
        }
        for problem in summary.problems {
            guard problem.losesEvents else {
                part.passedOver.append((number, Rejection(problem)))
                continue
            }
            part.sources.append(LoadedSource(file: number, member: part.sources.count - known, problem))
        }
        timings.read += summary.readTime
        timings.hash += summary.hashTime
        timings.scan += scanning
        timings.decode += ContinuousClock.now - start - summary.readTime - summary.hashTime - scanning
        return (scanner.eventCount - before, !part.filesCutShort.contains(number), summary.sha256)
    }
}
