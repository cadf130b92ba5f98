internal import Events

/// A loaded trail to which files can be added. One thread owns it.
///
/// A load lets go of what its workers collected once it is merged. Here it is kept, beside the index about 60 bytes for an
/// event and the dictionaries, so that a generation with more files is made without reading the others again: only the
/// merge is done anew. What comes late is read into one shard that grows. A file that changes is read again, into a
/// shard of its own, and what was read of it before is left out from then on.
public final class GrowingTrail {
    private let selection: LoadSelection
    private let limits: LoadLimits
    /// Of all dictionaries' hashes.
    private let seed: UInt64
    private let early: [LoadPart]
    private var late: LoadWorker
    /// Files that were read again, by their numbers.
    private var again: [Int: LoadPart] = [:]
    /// Every file as it was read, in the order in which that was done; its place is its number in the parts.
    private var files: [FollowedFile]
    /// The numbers of those that count, in the order of a walk.
    private var order: [Int]
    private var numbers: [SourcePath: Int]
    private var numbersByHash: [String: Int] = [:]
    private var listing: SourceListing
    /// Files that were skipped since the last walk.
    private var skipped: Set<SourcePath> = []
    private var newest: Numbered
    /// The trail whose texts are in memory, or are being put there.
    private var stored: Numbered

    private struct FollowedFile {
        let path: SourcePath
        let root: Int
        let sha256: String?
    }

    /// A source of a file, whatever its number is in a generation.
    fileprivate struct Member: Hashable {
        let file: Int
        let member: Int
    }

    private struct Numbered {
        let library: SourceLibrary
        let members: [Member]
    }

    /// - Parameters:
    ///   - parts: what was read, with their files' numbers.
    ///   - files: in the order of the walk.
    ///   - trail: what was made of it.
    init(
        _ parts: [LoadPart], files: [SourceFile], listing: SourceListing, trail: LoadedTrail, selection: LoadSelection,
        limits: LoadLimits, seed: UInt64
    ) {
        self.selection = selection
        self.limits = limits
        self.seed = seed
        early = parts
        late = LoadWorker(selection, limits: limits, seed: seed)
        self.listing = listing
        var hashes = [String?](repeating: nil, count: files.count)
        for part in parts {
            for source in part.sources where source.member == 0 { hashes[source.file] = source.hash.known }
            for (file, archive) in part.archives { hashes[file] = archive.sha256 }
        }
        self.files = zip(files, hashes).map { FollowedFile(path: $0.path, root: $0.root, sha256: $1) }
        order = Array(files.indices)
        numbers = Dictionary(
            files.indices.map { (files[$0].path, $0) }, uniquingKeysWith: { first, _ in first })
        newest = Numbered(library: trail.library, members: SourceOrder(parts).sources.map { Member($0) })
        stored = newest
        for number in files.indices { note(number) }
    }

    /// Bytes that are kept beside the index, nearly.
    var byteCount: Int { parts.reduce(0) { $0 + $1.byteCount } }

    private var parts: [LoadPart] { early + [late.result] + again.sorted { $0.key < $1.key }.map(\.value) }

    /// What may be taken, in bytes.
    var memoryLimit: Int { limits.memoryBytes ?? .max }

    /// Whether more would take more memory than is allowed.
    var isFull: Bool { limits.memoryBytes.map { byteCount > $0 / 2 } ?? false }

    // MARK: Files

    /// Adds a file, or reads one again that has changed.
    ///
    /// - Returns: whether there is anything new: a file that is known and holds the same bytes adds nothing.
    func read(_ file: SourceFile) -> Bool {
        let number = files.count
        let before = numbers[file.path]
        let sha256: String?
        if let before {
            if let known = files[before].sha256, WatchedFile(file.path)?.hash() == known { return false }
            var worker = LoadWorker(selection, limits: limits, seed: seed)
            sha256 = worker.read(file, number: number).sha256
            again[number] = worker.result.settled()
            drop(before)
        } else {
            sha256 = late.read(file, number: number).sha256
            // One that is gone and had the same bytes was given another name.
            if let other = sha256.flatMap({ numbersByHash[$0] }), FileStamp(of: files[other].path) == nil {
                drop(other)
            }
        }
        files.append(FollowedFile(path: file.path, root: file.root, sha256: sha256))
        numbers[file.path] = number
        order.append(number)
        note(number)
        return true
    }

    /// Takes what a walk could not open, and what it skipped.
    func note(_ found: SourceListing) {
        listing.problems = found.problems
        listing.skipped = found.skipped
        skipped = []
    }

    /// Whether a file need not be read; counts it once.
    func skips(_ path: SourcePath) -> Bool {
        if skipped.contains(path) { return true }
        guard listing.skipped.isPossible, let end = path.bytes.lastIndex(of: UInt8(ascii: "/")),
            let folder = DeliveredFolder(SourcePath(bytes: Array(path.bytes[..<end])))
        else { return false }
        let isSkipped = listing.skipped.skip(path.bytes[(end + 1)...], in: folder)
        if isSkipped { skipped.insert(path) }
        return isSkipped
    }

    private func note(_ number: Int) {
        if let hash = files[number].sha256 { numbersByHash[hash] = numbersByHash[hash] ?? number }
    }

    private func drop(_ number: Int) {
        numbers[files[number].path] = nil
        order.removeAll { $0 == number }
        again[number] = nil
        if let hash = files[number].sha256, numbersByHash[hash] == number { numbersByHash[hash] = nil }
    }

    // MARK: Generations

    /// A trail of all that has been read.
    ///
    /// - Parameter stop: why not everything was read that is there.
    /// - Complexity: that of the merge behind a load.
    func trail(stop: LoadStop? = nil) -> LoadedTrail {
        let start = ContinuousClock.now
        order.sort { left, right in
            (files[left].root, 0) == (files[right].root, 0)
                ? files[left].path.isWalked(before: files[right].path) : files[left].root < files[right].root
        }
        var places = [Int?](repeating: nil, count: files.count)
        for (place, number) in order.enumerated() { places[number] = place }
        let parts = parts.map { $0.renumbered { places[$0] } }
        let members = SourceOrder(parts).sources.map { Member(file: order[$0.file], member: $0.member) }
        // By one thread: somebody works with the trail before, and waits for answers.
        var merge = LoadMerge(
            parts, listing: listing, fileCount: order.count, stop: stop, limits: limits, threads: 1)
        var trail = merge.trail(isComplete: stop == nil)
        trail.timings.total = ContinuousClock.now - start
        trail.timings.merging = trail.timings.total
        newest = Numbered(library: trail.library, members: members)
        shareTexts()
        return trail
    }

    /// Says that the texts of the newest trail are going to be put into memory; those that are there are taken over. What
    /// was said before is done.
    func beginTexts() {
        shareTexts()
        stored = newest
    }

    /// Has the newest library answer from the texts that are in memory.
    private func shareTexts() {
        guard newest.library.store == nil, let store = stored.library.store else { return }
        let known = Dictionary(zip(stored.members, stored.members.indices), uniquingKeysWith: { first, _ in first })
        newest.library.attach(store.renumbered(newest.members.map { known[$0] }))
    }
}

extension GrowingTrail.Member {
    fileprivate init(_ source: LoadedSource) {
        self.init(file: source.file, member: source.member)
    }
}

extension LoadPart {
    /// With its files' numbers given anew; what has none any more is outdated.
    fileprivate func renumbered(_ number: (Int) -> Int?) -> LoadPart {
        var part = self
        for source in part.sources.indices {
            if let file = number(part.sources[source].file) {
                part.sources[source].file = file
            } else {
                part.sources[source].isOutdated = true
            }
        }
        part.archives = archives.compactMap { entry in number(entry.file).map { ($0, entry.archive) } }
        part.passedOver = passedOver.compactMap { entry in number(entry.file).map { ($0, entry.rejection) } }
        return part
    }

    /// To which nothing more will be added.
    fileprivate func settled() -> LoadPart {
        var part = self
        part.shard.settle()
        return part
    }
}
