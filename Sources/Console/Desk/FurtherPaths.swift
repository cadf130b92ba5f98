internal import Cases
internal import Synchronization

/// Paths that were added to a case while it is open. Known to several threads.
final class FurtherPaths: Sendable {
    private struct State {
        var paths: [String] = []
        var isFinished = false
    }

    private let state = Mutex(State())

    /// In the order in which they were added; none is taken away.
    var all: [String] { state.withLock { $0.paths } }

    /// Adds a path, unless it lies under one that is there already.
    ///
    /// - Parameter opened: what the person named.
    /// - Returns: whether it was added.
    func add(_ path: String, to opened: [String]) -> Bool {
        state.withLock { state in
            guard !(opened + state.paths).contains(where: { SourcePath.holds($0, path) }) else { return false }
            state.paths.append(path)
            return true
        }
    }

    /// Notes that what was to come to them is there.
    func finish() {
        state.withLock { $0.isFinished = true }
    }

    /// Whether that was noted since it was last asked.
    func takeFinished() -> Bool {
        state.withLock { state in
            defer { state.isFinished = false }
            return state.isFinished
        }
    }
}
