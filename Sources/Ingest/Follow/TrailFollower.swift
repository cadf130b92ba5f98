internal import Glibc

/// Goes on reading what comes into the places that a trail was loaded from. One thread owns it.
///
/// The system's hints say where to look; what counts is how files differ from what was read. So nothing is lost where
/// hints are: folders are then walked again. A file is read when its writer has closed it or it was renamed into
/// place; one of whose writer nothing is known, when it has not changed for two seconds. What has gone keeps its events.
public final class TrailFollower {
    private let trail: GrowingTrail
    private var paths: [SourcePath]
    private let selection: LoadSelection
    private let watch: FolderWatch
    private var files = FollowedFiles()
    private var ready: ArraySlice<SourceFile> = []
    private var nextWalk: ContinuousClock.Instant
    private var nextTrail: ContinuousClock.Instant
    /// Whether something happened that only a walk can tell.
    private var isWalkDue = true
    private var hasNews = false
    /// Why no more is read: nil as long as it is.
    private var stop: LoadStop?

    /// Between two generations at least; and as long as the last one took, so that half of the time is left to others.
    private static let interval = Duration.seconds(1)
    /// Where not all folders can be watched they are walked as often.
    private static let walkInterval = Duration.seconds(5)

    /// - Parameters:
    ///   - trail: what was loaded, from these files.
    ///   - isWatching: false has it walk again and again, as where the system does not let folders be watched.
    init(
        _ trail: GrowingTrail, files: [SourceFile], paths: [SourcePath], selection: LoadSelection,
        isWatching: Bool = true
    ) {
        self.trail = trail
        self.paths = paths.filter { $0.bytes != [UInt8(ascii: "-")] }
        self.selection = selection
        watch = FolderWatch(isPossible: isWatching)
        nextWalk = .now
        nextTrail = .now
        for file in files { self.files.note(file) }
    }

    /// Takes in what lies under a further path, and what comes into it from now on; it is there already, else it is looked for
    /// again and again. In the order of paths it comes last.
    public func add(_ path: SourcePath) {
        guard !paths.contains(path) else { return }
        paths.append(path)
        isWalkDue = true
        nextWalk = .now
    }

    /// The same for a path that is text.
    public func add(_ path: String) {
        add(SourcePath(path))
    }

    /// Whether folders have to be walked again and again, because the system does not let all of them be watched. Known
    /// once something was looked for.
    public var isWalking: Bool { watch.refusal != nil }

    /// Whether no more is read, as the memory that is allowed is used up.
    public var isFull: Bool { stop != nil }

    /// Whether all that is known to be there is in the newest trail.
    public var isSettled: Bool { stop != nil || (!isWalkDue && ready.isEmpty && files.isSettled && !hasNews) }

    /// Reads what is there, for a second or so at most.
    ///
    /// - Parameters:
    ///   - time: how long to wait where there is nothing to do.
    ///   - isHurried: whether a trail is wanted as soon as there is anything new.
    ///   - goesOn: asked between files.
    /// - Returns: the trail with what is new; nil where nothing is, or the last one was made just now.
    /// - Complexity: that of reading the files, and of the merge of all that was read.
    public func step(
        waiting time: Duration, isHurried: Bool = false, goesOn: () -> Bool = { true }
    ) -> LoadedTrail? {
        if stop != nil, !hasNews {
            _ = watch.events(waiting: Int32(time / .milliseconds(1)))
            return nil
        }
        if isHurried, isWalking, .now - lastWalkEnd > Self.interval { walkSoon() }
        look(for: ready.isEmpty ? time : .zero)
        if .now >= nextWalk { walk() }
        ready += files.ready(at: .now)
        let end = ContinuousClock.now + Self.interval
        while stop == nil, .now < end, goesOn(), let file = ready.popFirst() {
            files.note(file)
            if trail.read(file) { hasNews = true }
            if trail.isFull { stop = .memory(limit: trail.memoryLimit) }
        }
        guard hasNews, goesOn(), isHurried || .now >= nextTrail else { return nil }
        hasNews = false
        let start = ContinuousClock.now
        defer { nextTrail = start + max(Self.interval, (ContinuousClock.now - start) * 2) }
        return trail.trail(stop: stop)
    }

    /// Says how long it took to take up the last trail: the next one waits as long.
    public func note(taking time: Duration) {
        nextTrail = max(nextTrail, .now + time)
    }

    /// To be called before the texts of the newest trail are put into memory, once those of the one before are there:
    /// what is in memory already is taken over.
    public func beginTexts() {
        trail.beginTexts()
    }

    // MARK: What has changed

    private func look(for time: Duration) {
        let due = [nextWalk, files.due, hasNews ? nextTrail : nil].compactMap(\.self).min() ?? nextWalk
        let wait = max(.zero, min(time, due - .now))
        for event in watch.events(waiting: Int32(wait / .milliseconds(1))) {
            switch event {
            case .settled(let path): touch(path, isClosed: true)
            case .begun(let path): touch(path, isClosed: false)
            case .unclear: walkSoon()
            }
        }
    }

    private func walkSoon() {
        isWalkDue = true
        nextWalk = min(nextWalk, lastWalkEnd + Self.walkPause)
    }

    private func isFolder(_ path: SourcePath) -> Bool {
        var status = stat()
        return unsafe path.withCString { unsafe stat($0, &status) } == 0 && status.st_mode & S_IFMT == S_IFDIR
    }

    private func touch(_ path: SourcePath, isClosed: Bool) {
        // A link to a folder.
        if isFolder(path) { return walkSoon() }
        guard let root = root(of: path), !trail.skips(path) else { return }
        files.touch(path, root: root, isClosed: isClosed, at: .now)
    }

    /// The first of the paths asked for that leads to a file.
    private func root(of path: SourcePath) -> Int? {
        paths.firstIndex { root in
            path == root || path.bytes.starts(with: root.appending([]).bytes)
        }
    }

    // MARK: Walks

    private var lastWalkEnd = ContinuousClock.now - .seconds(1)
    /// Folders come in numbers: all of them are looked at together.
    private static let walkPause = Duration.milliseconds(250)
    /// Where nothing tells that there is need to walk, it is done all the same.
    private static let longestPause = Duration.seconds(3_600)

    /// Finds what has changed, and watches all folders from here on.
    private func walk() {
        let start = ContinuousClock.now
        watch.beginAgain()
        for path in paths { watchFile(path) }
        let found = SourceWalk.walk(paths, for: selection, entering: { [watch] in watch.add($0) }) { found in
            for file in found { files.find(file, age: file.stamp?.age ?? .zero, at: .now) }
            return true
        }
        trail.note(found)
        isWalkDue = false
        lastWalkEnd = .now
        let isLost = found.problems.contains { $0.reason == .missing }
        let pause = isWalking || isLost ? max(Self.walkInterval, (lastWalkEnd - start) * 4) : Self.longestPause
        nextWalk = lastWalkEnd + pause
    }

    /// A path that names a file is followed through the folder that it lies in: it may be replaced by another.
    private func watchFile(_ path: SourcePath) {
        guard FileStamp(of: path) != nil else { return }
        let name = path.bytes.lastIndex(of: UInt8(ascii: "/")).map { $0 + 1 } ?? 0
        let folder = name == 0 ? SourcePath(".") : SourcePath(bytes: Array(path.bytes[..<name]))
        watch.add(folder, only: (Array(path.bytes[name...]), path))
    }
}
