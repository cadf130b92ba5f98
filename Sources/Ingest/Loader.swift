internal import Crypto
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
    public let timings: LoadTimings
}

/// Reads files, folders, archives and standard input into an index.
///
/// Workers take files one by one, in order; each has its own buffers, parser and shard. What they found is put in path
/// order afterwards, so that the result does not depend on how many there are.
public struct Loader: Sendable {
    private let paths: [SourcePath]
    private let selection: LoadSelection
    private let limits: LoadLimits
    private let threads: Int

    /// - Parameters:
    ///   - paths: files, folders (walked in name order), or `-` for standard input.
    ///   - threads: workers, at least 1.
    public init(
        _ paths: [SourcePath], selection: LoadSelection = LoadSelection(), limits: LoadLimits = LoadLimits(),
        threads: Int = 2
    ) {
        self.paths = paths
        self.selection = selection
        self.limits = limits
        self.threads = max(1, threads)
    }

    /// The same for paths that are text.
    public init(
        _ paths: [String], selection: LoadSelection = LoadSelection(), limits: LoadLimits = LoadLimits(),
        threads: Int = 2
    ) {
        self.init(paths.map { SourcePath($0) }, selection: selection, limits: limits, threads: threads)
    }

    /// Loads everything. Blocks until it is done or cancelled.
    ///
    /// - Parameters:
    ///   - progress: called from worker threads, at most ten times a second altogether.
    ///   - generation: called with what has been read so far, each time it has grown several times over, and never at the
    ///     same time as itself. Each is consistent in itself; rows are numbered anew in each. The last, complete one is
    ///     returned instead.
    ///   - isCancelled: asked before each file.
    /// - Returns: nil where it was cancelled.
    public func load(
        progress: @escaping @Sendable (LoadProgress) -> Void = { _ in },
        generation: (@Sendable (LoadedTrail) -> Void)? = nil,
        isCancelled: @escaping @Sendable () -> Bool = { false }
    ) -> LoadedTrail? {
        let listing = SourceWalk.files(under: paths)
        let work = LoadWork(listing.files, progress: progress)
        DispatchQueue.concurrentPerform(iterations: min(threads, max(1, listing.files.count))) { _ in
            var worker = LoadWorker(selection, limits: limits)
            while !isCancelled(), let (number, file) = work.next() {
                let events = worker.read(file, number: number)
                work.finish(file, events: events)
            }
            work.collect(worker.result)
        }
        guard !isCancelled() else { return nil }
        return LoadMerge(work.results, listing: listing, limits: limits, threads: threads).trail()
    }
}

/// The files to read, handed out one at a time, and what workers made of them.
private final class LoadWork: Sendable {
    private let files: [SourceFile]
    private let progress: @Sendable (LoadProgress) -> Void
    private let nextFile = Atomic<Int>(0)
    private let state: Mutex<State>

    private struct State {
        var progress: LoadProgress
        var lastReport: UInt64 = 0
        var results: [LoadWorker.Result] = []
    }

    /// Nanoseconds between two reports.
    private static let interval: UInt64 = 100_000_000

    init(_ files: [SourceFile], progress: @escaping @Sendable (LoadProgress) -> Void) {
        self.files = files
        self.progress = progress
        let start = LoadProgress(
            filesDone: 0, filesFound: files.count, bytesDone: 0, bytesFound: files.reduce(0) { $0 + $1.byteCount },
            events: 0, elapsed: 0, isListed: true)
        state = Mutex(State(progress: start))
    }

    func next() -> (Int, SourceFile)? {
        let number = nextFile.add(1, ordering: .relaxed).oldValue
        return number < files.count ? (number, files[number]) : nil
    }

    func finish(_ file: SourceFile, events: Int) {
        let report: LoadProgress? = state.withLock { state in
            // Taken under the lock, so that it never lies before the last report.
            let now = DispatchTime.now().uptimeNanoseconds
            state.progress.filesDone += 1
            state.progress.bytesDone += file.byteCount
            state.progress.events += events
            guard now - state.lastReport >= Self.interval || state.progress.filesDone == files.count else { return nil }
            state.lastReport = now
            return state.progress
        }
        if let report { progress(report) }
    }

    func collect(_ result: LoadWorker.Result) {
        state.withLock { $0.results.append(result) }
    }

    var results: [LoadWorker.Result] { state.withLock { $0.results } }
}
