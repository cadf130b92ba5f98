internal import Events

/// Reads files one after the other into a shard.
struct LoadWorker {
    /// What one source turned out to be.
    struct Part: Sendable {
        /// The number of the file in the order of the walk, and of the source within the file.
        var file: Int
        var member: Int
        var path: String
        var sha256: String?
        var byteCount: Int
        /// Nil where the source could not be read at all.
        var info: SourceInfo?
        var scan: SourceScan
        /// What of it could not be decoded.
        var rejections: [Rejection]
    }

    struct Result: Sendable {
        var shard: EventShard
        /// Sources in the worker's own order, which is the order of the numbers in the shard.
        var parts: [Part]
        /// With the number of the file.
        var archives: [(file: Int, archive: Archive)]
        /// What was passed over in a file, with its number.
        var passedOver: [(file: Int, rejection: Rejection)]
    }

    private var scanner: DocumentScanner
    private let reader: SourceReader
    private var parts: [Part] = []
    private var archives: [(file: Int, archive: Archive)] = []
    private var passedOver: [(file: Int, rejection: Rejection)] = []

    init(_ selection: LoadSelection, limits: LoadLimits) {
        scanner = DocumentScanner(selection, limits: limits)
        reader = SourceReader(limits: limits.reading)
    }

    var result: Result { Result(shard: scanner.shard, parts: parts, archives: archives, passedOver: passedOver) }

    /// Reads a file and everything in it.
    ///
    /// - Parameter number: the file's place in the order of the walk.
    /// - Returns: how many events were found.
    mutating func read(_ file: SourceFile, number: Int) -> Int {
        let before = scanner.eventCount
        var found: [Part] = []
        let summary = reader.read(file) { info, text in
            let scan = scanner.scan(
                text, source: parts.count + found.count, pathAccount: PathAccount.account(in: info.path))
            let damage = info.damage.map {
                Rejection(path: info.path, record: nil, offset: $0.offset, reason: $0.description)
            }
            found.append(
                Part(
                    file: number, member: found.count, path: info.path, sha256: info.sha256, byteCount: info.byteCount,
                    info: info, scan: scan, rejections: [damage].compactMap { $0 }))
        }
        if summary.isArchive, let sha256 = summary.sha256 {
            let archive = Archive(
                path: file.path.shown, sha256: sha256, byteCount: summary.byteCount, members: found.count)
            archives.append((number, archive))
        }
        for problem in summary.problems {
            let rejection = Rejection(path: problem.path, record: nil, offset: nil, reason: problem.reason.description)
            guard problem.losesEvents else {
                passedOver.append((number, rejection))
                continue
            }
            found.append(
                Part(
                    file: number, member: found.count, path: problem.path, sha256: problem.sha256,
                    byteCount: problem.byteCount ?? 0, info: nil, scan: SourceScan(), rejections: [rejection]))
        }
        parts += found
        return scanner.eventCount - before
    }
}

