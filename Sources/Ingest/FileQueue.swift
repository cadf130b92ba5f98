internal import Dispatch
internal import Synchronization

/// Files on their way from the walk to the workers, while the walk still goes on; and parts of large files, which go
/// first.
final class FileQueue: Sendable {
    /// What a worker does next.
    enum Work: Sendable {
        /// Files with consecutive numbers, of which this is the first.
        case files([SourceFile], first: Int)
        /// A segment of a large file, by its number.
        case segment(SplitFile, Int)
    }

    private struct State {
        var files: [SourceFile] = []
        var bytes = 0
        var next = 0
        var segments: [(file: SplitFile, left: Range<Int>)] = []
        var isListed = false
        var isStopped = false
        /// Workers that wait, and workers that have something in hand and may add segments.
        var waiting = 0
        var busy = 0
        /// The next file to be fetched ahead of the workers; bytes of the files before `next`, and before this one.
        var fetched = 0
        var bytesTaken = 0
        var bytesFetched = 0
        var isFetcherWaiting = false

        var bytesAhead: Int { bytesFetched - bytesTaken }
    }

    private let state = Mutex(State())
    private let arrival = DispatchSemaphore(value: 0)
    private let fetchable = DispatchSemaphore(value: 0)

    /// Files are handed out several at a time, as long as they are small.
    private static let batchFiles = 8
    private static let batchBytes = 512 << 10
    /// What lies ready ahead of the workers, in bytes: enough that a disk always has something to do, and little beside
    /// what the system keeps of files anyway.
    static let bytesAhead = 64 << 20

    func add(_ files: [SourceFile]) {
        change {
            $0.files += files
            $0.bytes += files.reduce(0) { $0 + $1.byteCount }
            wakeFetcher(&$0)
        }
    }

    func add(_ file: SplitFile) {
        change { $0.segments.append((file, file.segments)) }
    }

    /// Says that no more files will be added.
    func finishListing() {
        change {
            $0.isListed = true
            wakeFetcher(&$0)
        }
    }

    /// Hands out nothing more.
    func stop() {
        change {
            $0.isStopped = true
            wakeFetcher(&$0)
        }
    }

    private func change(_ body: (inout sending State) -> Void) {
        let waiting = state.withLock { state in
            body(&state)
            defer { state.waiting = 0 }
            return state.waiting
        }
        for _ in 0..<waiting { arrival.signal() }
    }

    /// What to do next; waits while nothing is there and something may still come. Nil at the end.
    ///
    /// - Parameter isFirst: whether the worker has nothing in hand: each call but the first says that what the last one
    ///   gave is done.
    func next(isFirst: Bool) -> Work? {
        if !isFirst { change { $0.busy -= 1 } }
        while true {
            let (work, isEnd): (Work?, Bool) = state.withLock { state in
                guard !state.isStopped else { return (nil, true) }
                if let work = take(&state) {
                    state.busy += 1
                    return (work, false)
                }
                guard !state.isListed || state.busy > 0 else { return (nil, true) }
                state.waiting += 1
                return (nil, false)
            }
            if work != nil || isEnd { return work }
            arrival.wait()
        }
    }

    private func take(_ state: inout State) -> Work? {
        if !state.segments.isEmpty {
            let (file, left) = state.segments[0]
            if left.count > 1 {
                state.segments[0].left = left.dropFirst()
            } else {
                state.segments.removeFirst()
            }
            return .segment(file, left.lowerBound)
        }
        guard state.next < state.files.count else { return nil }
        let first = state.next
        var bytes = 0
        while state.next < state.files.count, state.next - first < Self.batchFiles,
            state.next == first || bytes + state.files[state.next].byteCount <= Self.batchBytes
        {
            bytes += state.files[state.next].byteCount
            state.next += 1
        }
        state.bytesTaken += bytes
        if state.bytesAhead <= Self.bytesAhead / 2 { wakeFetcher(&state) }
        return .files(Array(state.files[first..<state.next]), first: first)
    }

    // MARK: Fetching ahead

    /// What is to be fetched ahead of the workers.
    enum Fetch: Sendable {
        case files([SourceFile])
        /// Enough lies ready, or nothing has been found yet.
        case later
        /// Workers have all files, or will not ask for more.
        case end
    }

    /// The files after the last ones that were fetched, or after those that workers have. For one thread.
    func fetch() -> Fetch {
        state.withLock { state in
            if state.fetched < state.next { (state.fetched, state.bytesFetched) = (state.next, state.bytesTaken) }
            guard !state.isStopped, !state.isListed || state.fetched < state.files.count else { return .end }
            let (first, before) = (state.fetched, state.bytesFetched)
            while state.fetched < state.files.count, state.fetched - first < Self.batchFiles,
                state.bytesFetched - before < Self.batchBytes, state.bytesAhead < Self.bytesAhead
            {
                state.bytesFetched += state.files[state.fetched].byteCount
                state.fetched += 1
            }
            state.isFetcherWaiting = state.fetched == first
            return state.isFetcherWaiting ? .later : .files(Array(state.files[first..<state.fetched]))
        }
    }

    /// Waits until there may be more to fetch.
    func waitForFetch() {
        fetchable.wait()
    }

    /// Called whenever files have been added or taken, or the end is in sight.
    private func wakeFetcher(_ state: inout State) {
        guard state.isFetcherWaiting else { return }
        state.isFetcherWaiting = false
        fetchable.signal()
    }

    /// All files found, in order.
    var files: [SourceFile] { state.withLock { $0.files } }

    /// Files found so far, and whether they are all.
    var found: (files: Int, bytes: Int, isListed: Bool) {
        state.withLock { ($0.files.count, $0.bytes, $0.isListed) }
    }
}
