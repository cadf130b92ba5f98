internal import Dispatch
public import Events
internal import Synchronization

/// A trail as loaded: the index, and what was read.
public struct LoadedTrail: Sendable {
    public let index: EventIndex
    public let report: LoadReport
    /// The way back to the sources' texts.
    public let library: SourceLibrary
    /// Whether this is all there is; false for what a load hands out on its way.
    public let isComplete: Bool
    public internal(set) var timings: LoadTimings
}

/// What a load is to do next.
public enum LoadOrder: Sendable {
    case goOn
    /// End, and keep what has been read.
    case stop
    /// End, and forget it.
    case cancel
}

/// Reads files, folders, archives and standard input into an index, or opens a snapshot of one.
///
/// While the paths are still walked, workers take files in small batches; each has its own buffers, parser and shard.
/// Large files with a record in each line are read by all of them at once. What they found is put in path order
/// afterwards, so that the result does not depend on how many there are.
public struct Loader: Sendable {
    private let paths: [SourcePath]
    private let selection: LoadSelection
    private let limits: LoadLimits
    private let threads: Int

    /// - Parameters:
    ///   - paths: files, folders (walked in name order), or `-` for standard input; or a snapshot, which
    ///     is opened where it stands alone, and else stands for what it was made of.
    ///   - threads: workers, at least 1.
    public init(
        _ paths: [SourcePath], selection: LoadSelection = LoadSelection(), limits: LoadLimits = LoadLimits(),
        threads: Int = 2
    ) {
        self.paths = paths
        self.selection = selection
        self.threads = max(1, threads)
        self.limits = limits.shared(among: self.threads)
    }

    /// The same for paths that are text.
    public init(
        _ paths: [String], selection: LoadSelection = LoadSelection(), limits: LoadLimits = LoadLimits(),
        threads: Int = 2
    ) {
        self.init(paths.map { SourcePath($0) }, selection: selection, limits: limits, threads: threads)
    }

    /// The same with further paths, behind those that it has.
    public func adding(_ paths: [String]) -> Loader {
        Loader(self.paths + paths.map { SourcePath($0) }, selection: selection, limits: limits, threads: threads)
    }

    /// What is to be read, where a snapshot does not stand alone or more is to be added: to what was read only events can be
    /// added, and so a snapshot stands for what it was made of.
    private var origin: (paths: [SourcePath], selection: LoadSelection) {
        let origins = paths.map { IndexSnapshot.origin(of: $0) }
        let kept = origins.compactMap { $0?.selection }.first { $0 != LoadSelection() }
        return (
            zip(paths, origins).flatMap { path, origin in origin?.paths ?? [path] },
            selection == LoadSelection() ? kept ?? selection : selection
        )
    }

    /// Loads everything. Blocks until it is done, stopped or cancelled.
    ///
    /// - Parameters:
    ///   - progress: called from worker threads, at most ten times a second altogether.
    ///   - generation: called with what has been read so far, each time it has grown several times over, and never at the
    ///     same time as itself. Each is consistent in itself; rows are numbered anew in each. The last, complete one is
    ///     returned instead.
    ///   - order: asked often, from any thread.
    /// - Returns: nil where it was cancelled. Where it was stopped, the report says so.
    public func load(
        progress: @escaping @Sendable (LoadProgress) -> Void = { _ in },
        generation: (@Sendable (LoadedTrail) -> Void)? = nil, order: @escaping @Sendable () -> LoadOrder = { .goOn }
    ) -> LoadedTrail? {
        if let snapshot = SnapshotLoad(paths) {
            return snapshot.trail(selection, limits: limits, threads: threads)
        }
        let (paths, selection) = origin
        let run = LoadRun(selection, limits: limits, threads: threads, progress: progress, order: order)
        let loaded = run.load(paths, generation: generation).trail
        return run.isCancelled ? nil : loaded
    }

    /// The same for a trail to which more is to come: also gives what goes on reading, nil where the load was stopped.
    public func loadToFollow(
        progress: @escaping @Sendable (LoadProgress) -> Void = { _ in },
        generation: (@Sendable (LoadedTrail) -> Void)? = nil, order: @escaping @Sendable () -> LoadOrder = { .goOn }
    ) -> (trail: LoadedTrail, follower: TrailFollower?)? {
        follow(progress: progress, generation: generation, order: order, isWatching: true)
    }

    /// - Parameter isWatching: false where the system is not to be asked to watch folders.
    func follow(
        progress: @escaping @Sendable (LoadProgress) -> Void = { _ in },
        generation: (@Sendable (LoadedTrail) -> Void)? = nil, order: @escaping @Sendable () -> LoadOrder = { .goOn },
        isWatching: Bool
    ) -> (trail: LoadedTrail, follower: TrailFollower?)? {
        let (paths, selection) = origin
        let run = LoadRun(selection, limits: limits, threads: threads, progress: progress, order: order)
        let loaded = run.load(paths, generation: generation, isGrowing: true)
        if run.isCancelled { return nil }
        let follower = loaded.growing.map { growing in
            TrailFollower(
                growing, files: run.files, paths: paths, selection: selection, isWatching: isWatching)
        }
        return (loaded.trail, follower)
    }
}
