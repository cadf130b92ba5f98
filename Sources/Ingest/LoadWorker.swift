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
        var found: [LoadedSource] = []
        let summary = reader.readWhileWanted(file) { info, text in
            let begin = ContinuousClock.now
            let known = part
            let sources = known.sources.count + found.count
            func ask(_ soFar: ScanSoFar) -> Bool {
                reader.forgetMapped()
                let bytes = LoadPart.byteCount(shard: soFar.shard.byteCount, sources: sources + 1)
                return mayGoOn(bytes, soFar.shard.count - before) {
                    var part = known
                    part.shard = soFar.shard
                    part.sources += found
                    part.sources.append(LoadedSource(file: number, member: found.count, info: info, scan: soFar.scan))
                    return part
                }
            }
            let scan = scanner.scan(text, source: sources, path: info.path, mayGoOn: ask)
            scanning += ContinuousClock.now - begin
            let isWanted = scan.stoppedAt == nil && ask(ScanSoFar(shard: scanner.shard, scan: scan))
            found.append(LoadedSource(file: number, member: found.count, info: info, scan: scan))
            return isWanted
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
            guard problem.losesEvents else {
                part.passedOver.append((number, Rejection(problem)))
                continue
            }
            found.append(LoadedSource(file: number, member: found.count, problem))
        }
        part.sources += found
        timings.read += summary.readTime
        timings.hash += summary.hashTime
        timings.scan += scanning
        timings.decode += ContinuousClock.now - start - summary.readTime - summary.hashTime - scanning
        return (scanner.eventCount - before, !part.filesCutShort.contains(number), summary.sha256)
    }
}
