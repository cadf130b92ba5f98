internal import Dispatch
internal import Events
internal import Synchronization

/// Makes trails of what workers have read so far, and hands them out, one after the other, while reading goes on.
///
/// Merging costs time that grows with what has been read. A generation is made when there is three times as much as in
/// the last one, so that all of them together cost about half of what the last merge does.
final class GenerationPublisher: Sendable {
    private let state: Mutex<State>
    private let queue = DispatchQueue(label: "huckleberry.generations")
    private let merge: @Sendable ([LoadPart]) -> LoadedTrail
    private let publish: @Sendable (LoadedTrail) -> Void

    private struct State {
        /// By worker.
        var offers: [[LoadPart]]
        /// Events that each worker will have when it should offer next.
        var due: [Int]
        var events = 0
        var isMerging = false
        var isClosed = false
    }

    /// How many times as many events the next generation has.
    private static let growth = 3

    /// - Parameters:
    ///   - merge: makes a trail.
    ///   - publish: takes it.
    init(
        workers: Int, merge: @escaping @Sendable ([LoadPart]) -> LoadedTrail,
        publish: @escaping @Sendable (LoadedTrail) -> Void
    ) {
        state = Mutex(
            State(offers: [[LoadPart]](repeating: [], count: workers), due: Array(repeating: 1, count: workers)))
        self.merge = merge
        self.publish = publish
    }

    /// Whether nothing has been shown yet.
    var isEmpty: Bool { state.withLock { $0.events == 0 } }

    /// Takes what a worker has read, where it is enough to be worth looking at.
    ///
    /// - Parameter parts: asked for only then.
    func offer(worker: Int, events: Int, _ parts: () -> [LoadPart]) {
        guard state.withLock({ !$0.isClosed && events >= $0.due[worker] }) else { return }
        let parts = parts()
        let isDue = state.withLock { state in
            state.offers[worker] = parts
            state.due[worker] = events * 2
            return Self.takeTurn(&state)
        }
        if isDue { queue.async { self.work() } }
    }

    /// Whether there is enough for a generation, and nobody at it.
    private static func takeTurn(_ state: inout State) -> Bool {
        let events = state.offers.reduce(0) { $0 + $1.reduce(0) { $0 + $1.shard.count } }
        guard !state.isMerging, !state.isClosed, events > 0, events >= state.events * growth else { return false }
        state.isMerging = true
        state.events = events
        return true
    }

    private func work() {
        while true {
            let parts = state.withLock { $0.offers.flatMap { $0 } }
            let trail = merge(parts)
            if !state.withLock({ $0.isClosed }) { publish(trail) }
            let isDue = state.withLock { state in
                state.isMerging = false
                return Self.takeTurn(&state)
            }
            guard isDue else { return }
        }
    }

    /// Publishes nothing more, and waits for what is under way.
    func close() {
        state.withLock { state in
            state.isClosed = true
            state.offers = []
        }
        queue.sync {}
    }
}
