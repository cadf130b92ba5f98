internal import Dispatch

/// Keeps several workers from holding a large text each: they have one at a time, one after the other.
final class LargeTextQueue: Sendable {
    fileprivate let place = DispatchSemaphore(value: 1)
}

/// One worker's turn to hold a large text. The worker owns it.
final class LargeTextTurn {
    private let queue: LargeTextQueue
    private let ownBytes: Int
    private(set) var isTaken = false

    /// - Parameters:
    ///   - queue: of all workers.
    ///   - ownBytes: what each may hold at any time.
    init(_ queue: LargeTextQueue, ownBytes: Int) {
        self.queue = queue
        self.ownBytes = ownBytes
    }

    deinit {
        end()
    }

    /// Waits until a text of so many bytes may be held. Who has the turn need not wait again.
    func wait(toHold bytes: Int) {
        guard bytes > ownBytes, !isTaken else { return }
        queue.place.wait()
        isTaken = true
    }

    /// Lets the next worker have its turn, where this one had it.
    func end() {
        guard isTaken else { return }
        isTaken = false
        queue.place.signal()
    }
}
