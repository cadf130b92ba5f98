internal import Dispatch
internal import Synchronization

/// What is told of a fetch.
public enum FetchNews: Sendable {
    /// The order cannot be carried out.
    case refused(Problem)
    case began(FetchOrder)
    case came(FetchedSoFar)
    case ended(FetchResult)
}

/// Runs one fetch at a time beside everything else, and has the case take in what it brings.
public final class FetchJob: Sendable {
    private let fetcher: any EventFetcher
    private let opener: any CaseOpener
    private let tell: @Sendable (FetchNews) -> Void
    private let work = Mutex<Task<Void, Never>?>(nil)
    private let running = DispatchGroup()
    private let executor = FetchExecutor()

    /// - Parameter tell: called from several threads, in order.
    public init(
        _ fetcher: any EventFetcher, for opener: any CaseOpener, tell: @escaping @Sendable (FetchNews) -> Void
    ) {
        self.fetcher = fetcher
        self.opener = opener
        self.tell = tell
    }

    /// Begins what a line asks for. Returns once that is known to make sense.
    public func begin(_ line: String) {
        let order: FetchOrder
        do throws(Problem) {
            order = try fetcher.order(line)
        } catch {
            return tell(.refused(error))
        }
        let problem = work.withLock { work -> Problem? in
            guard work == nil else { return Problem("One fetch at a time: the one before is still under way.") }
            tell(.began(order))
            running.enter()
            work = Task.detached(executorPreference: executor) { [self] in await run(order) }
            return nil
        }
        if let problem { tell(.refused(problem)) }
    }

    private func run(_ order: FetchOrder) async {
        // The folder is there by now; a file is when all of it has come.
        let trouble = order.folder.flatMap(add)
        var result = await fetcher.fetch(order) { [tell] in tell(.came($0)) }
        let later = order.folder == nil && result.end == .done ? add(order.place) : nil
        result.remarks += [trouble, later].compactMap(\.self).map(\.message)
        opener.finishAdding()
        work.withLock { $0 = nil }
        tell(.ended(result))
        running.leave()
    }

    private func add(_ path: String) -> Problem? {
        do throws(Problem) {
            try opener.add(path)
            return nil
        } catch {
            return error
        }
    }

    /// Ends what runs. Does not wait for it.
    public func end() {
        work.withLock { $0 }?.cancel()
    }

    /// Waits until nothing runs any more, for as long as that may take a program that is told to end.
    public func wait() {
        _ = running.wait(timeout: .now() + Self.patience)
    }

    private static let patience = DispatchTimeInterval.seconds(5)
}

/// Threads of its own for a fetch: it is not to wait until others that work on something leave theirs.
private final class FetchExecutor: TaskExecutor {
    private let queue = DispatchQueue(label: "huckleberry.fetch", attributes: .concurrent)

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        queue.async { unsafe job.runSynchronously(on: self.asUnownedTaskExecutor()) }
    }
}
