internal import Events

/// What one worker has read.
struct LoadPart: Sendable {
    var shard = EventShard()
    /// Sources in the worker's own order, which is the order of the numbers in the shard.
    var sources: [LoadedSource] = []
    /// With the number of the file.
    var archives: [(file: Int, archive: Archive)] = []
    /// What was passed over in a file, with its number.
    var passedOver: [(file: Int, rejection: Rejection)] = []

    /// The numbers of files that were not read to their end, segments apart, as somebody or the bound of memory wanted.
    var filesCutShort: Set<Int> = []

    /// What it takes in memory, in bytes, nearly: rows and dictionaries, and what is kept of each source.
    var byteCount: Int { Self.byteCount(shard: shard.byteCount, sources: sources.count) }

    /// The same of a shard's bytes and so many sources.
    static func byteCount(shard: Int, sources: Int) -> Int { shard + sources * 700 }
}

/// What one source, or a segment of one, turned out to be.
struct LoadedSource: Sendable {
    /// The number of the file in the order of the walk, and of the source within the file.
    var file: Int
    var member: Int
    /// The number of the segment within the source; 0 where it was read as a whole.
    var segment = 0
    var path: String
    var hash: SourceHash
    var byteCount: Int
    /// Nil where the source could not be read at all.
    var info: SourceInfo?
    var scan: SourceScan
    /// What of it could not be decoded.
    var rejections: [Rejection]
    /// Whether its file was read again since: its rows are left out.
    var isOutdated = false

    /// - Parameters:
    ///   - file: the number of the file.
    ///   - member: that of the source within the file.
    init(file: Int, member: Int, info: SourceInfo, scan: SourceScan) {
        let damage = info.damage.map {
            Rejection(path: info.path, record: nil, offset: $0.offset, reason: $0.description)
        }
        (self.file, self.member, self.info, self.scan) = (file, member, info, scan)
        (path, hash, byteCount) = (info.path, info.hash, info.byteCount)
        rejections = [damage].compactMap { $0 }
    }

    /// One that could not be read.
    init(file: Int, member: Int, _ problem: SourceProblem) {
        (self.file, self.member, scan) = (file, member, SourceScan())
        (path, hash, byteCount) = (problem.path, SourceHash(problem.sha256), problem.byteCount ?? 0)
        rejections = [Rejection(problem)]
    }

    /// The shape that the report names.
    var shape: Shape {
        if info == nil { return .unreadable }
        let shape = scan.finalShape
        return shape == .empty && (!rejections.isEmpty || scan.cutOff != nil) ? .unreadable : shape
    }
}
