internal import Events

/// Reads segments of one large file into a shard of its own, which is dropped when the file proves unsuitable.
final class SegmentWorker {
    let split: SplitFile
    private var scanner: DocumentScanner
    private let buffer = PaddedBuffer()
    private var sources: [LoadedSource] = []
    private(set) var timings = LoadTimings.Work()

    init(_ split: SplitFile, _ selection: LoadSelection, limits: LoadLimits, seed: UInt64) {
        self.split = split
        scanner = DocumentScanner(selection, limits: limits, seed: seed)
    }

    /// What was read so far. A copy shares the rows with the worker.
    var result: LoadPart { LoadPart(shard: scanner.shard, sources: sources) }

    /// What the result takes in memory, in bytes, nearly.
    var byteCount: Int { LoadPart.byteCount(shard: scanner.shardByteCount, sources: sources.count) }

    /// Reads a segment.
    ///
    /// - Returns: how many events were found, and how far the file is.
    func read(segment: Int) -> (events: Int, standing: SplitFile.Standing) {
        // Where one segment is bad, looking at the others is a waste.
        guard split.isSuitable else { return (0, split.finish(isSuitable: false)) }
        let before = scanner.eventCount
        let start = ContinuousClock.now
        guard let (lines, offset) = split.read(segment: segment, into: buffer) else {
            return (0, split.finish(isSuitable: false))
        }
        let read = ContinuousClock.now
        var scan = buffer.withBytes { bytes in
            scanner.scan(
                bytes.extracting(lines), source: sources.count, path: split.file.path.shown,
                base: offset + lines.lowerBound)
        }
        timings.read += read - start
        timings.scan += ContinuousClock.now - read
        let isSuitable = scan.isPlainLines
        // Until the next segment is put behind it.
        if segment + 1 < split.segments.count { scan.stoppedAt = offset + lines.upperBound }
        var source = LoadedSource(file: split.number, member: 0, info: split.info, scan: scan)
        source.segment = segment
        sources.append(source)
        return (scanner.eventCount - before, split.finish(isSuitable: isSuitable))
    }
}
