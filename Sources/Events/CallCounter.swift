internal import Synchronization

/// Knows how many calls a trail holds of which only a part is in the index. What it does not know yet it takes note of, so
/// that somebody can find it out. Threads may share it.
public final class CallCounter: Sendable {
    private struct State {
        var known: [CallQuestion: CallCount] = [:]
        var open: Set<CallQuestion> = []
    }

    private let state = Mutex(State())

    public init() {}

    /// The answer; nil where it is not known yet.
    func count(_ question: CallQuestion) -> CallCount? {
        state.withLock { state in
            if let known = state.known[question] { return known }
            state.open.insert(question)
            return nil
        }
    }

    /// What was asked and is not known.
    public var open: Set<CallQuestion> { state.withLock { $0.open } }

    /// Takes note of answers.
    public func note(_ answers: [CallQuestion: CallCount]) {
        state.withLock { state in
            state.known.merge(answers) { _, new in new }
            state.open.subtract(answers.keys)
        }
    }
}

extension EventIndex {
    /// How many calls the whole trail holds, where the index holds a part of it; nil where it holds all, and where the
    /// answer is not known yet.
    public func countInTrail(_ question: CallQuestion) -> CallCount? { counter?.count(question) }
}
