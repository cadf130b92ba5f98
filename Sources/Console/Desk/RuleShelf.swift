internal import Synchronization

/// The rules that are in force: as they were read last.
final class RuleShelf: Sendable {
    private let source: @Sendable () -> DetectorSet
    private let state = Mutex<(rules: DetectorSet?, timesRead: Int)>((nil, 0))

    /// - Parameter source: reads the rules.
    init(_ source: @escaping @Sendable () -> DetectorSet) {
        self.source = source
    }

    /// How often they have been read.
    var timesRead: Int { state.withLock { $0.timesRead } }

    /// The rules, which are read where nobody has yet, and how often they have been.
    func newest() -> (rules: DetectorSet, timesRead: Int) {
        let known = state.withLock { state in state.rules.map { ($0, state.timesRead) } }
        return known ?? (read(), timesRead)
    }

    /// Reads them again.
    func read() -> DetectorSet {
        let rules = source()
        state.withLock { $0 = (rules, $0.timesRead + 1) }
        return rules
    }
}
