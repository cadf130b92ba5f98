internal import Dispatch
internal import Synchronization

/// Has the system read files into memory before workers ask for them.
///
/// A worker that has to wait for a disk leaves its processor idle, and asks for one small file at a time where the disk
/// could answer many. So one thread runs ahead of the workers and asks for what they will read next, without waiting for
/// it. Where files are in memory already it would be in the way: it begins where reads have to wait again and again, and
/// ends where it finds one file after the other in memory.
final class Prefetch: Sendable {
    private let queue: FileQueue
    private let fetch: @Sendable (SourceFile) -> Bool
    private let isAtWork = Atomic(false)
    /// Rises with each read that has to wait, and falls with each other.
    private let waits = Atomic(0)
    private let thread = DispatchGroup()

    /// One read that has to wait weighs as much as so many that have not. Now and then the system says so of what is in
    /// memory, where it would begin to read ahead.
    private static let weight = 8
    /// It begins where this many reads have to wait, one after the other.
    private static let firstWaits = 3

    /// So many files in memory, one after the other, are taken for a sign that the next ones are there too.
    static let patience = 64

    /// - Parameter fetch: has the system read a file, without waiting for it, and says whether there was need to.
    init(_ queue: FileQueue, fetch: @escaping @Sendable (SourceFile) -> Bool = { StoredFile.fetch($0) }) {
        self.queue = queue
        self.fetch = fetch
    }

    /// While it runs, reads need not look whether they would wait.
    var isRunning: Bool { isAtWork.load(ordering: .relaxed) }

    /// Takes note of a read, and begins where too many have to wait.
    func note(hasToWait: Bool) {
        guard hasToWait else {
            if waits.load(ordering: .relaxed) > 0 { waits.wrappingSubtract(1, ordering: .relaxed) }
            return
        }
        guard waits.wrappingAdd(Self.weight, ordering: .relaxed).newValue > (Self.firstWaits - 1) * Self.weight else {
            return
        }
        waits.store(0, ordering: .relaxed)
        start()
    }

    /// Begins, unless it is running.
    func start() {
        guard !isAtWork.exchange(true, ordering: .acquiringAndReleasing) else { return }
        DispatchQueue(label: "huckleberry.prefetch").async(group: thread) { self.run() }
    }

    private func run() {
        var inMemory = 0
        while inMemory < Self.patience {
            switch queue.fetch() {
            case .files(let files): for file in files { inMemory = fetch(file) ? 0 : inMemory + 1 }
            case .later: queue.waitForFetch()
            case .end: return
            }
        }
        isAtWork.store(false, ordering: .releasing)
    }

    /// Waits for the end, which comes when the queue has been stopped, or has nothing left to fetch. Nobody may start it
    /// any more.
    func finish() {
        thread.wait()
    }
}
