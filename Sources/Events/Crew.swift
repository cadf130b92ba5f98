internal import Dispatch
internal import Synchronization

/// Threads that share independent steps of one piece of work.
public struct Crew: Sendable {
    private let threads: Int

    /// - Parameter threads: at least 1.
    public init(threads: Int) {
        self.threads = max(1, threads)
    }

    /// The results of `body` for each number below `count`, in that order. The steps begin in that order too, so that the
    /// longest should come first.
    public func map<Result: Sendable>(_ count: Int, _ body: @Sendable (Int) -> Result) -> [Result] {
        guard threads > 1, count > 1 else { return (0..<count).map(body) }
        let next = Atomic<Int>(0)
        let results = Mutex([Result?](repeating: nil, count: count))
        DispatchQueue.concurrentPerform(iterations: min(threads, count)) { _ in
            while true {
                let number = next.wrappingAdd(1, ordering: .relaxed).oldValue
                guard number < count else { return }
                let result = body(number)
                results.withLock { $0[number] = result }
            }
        }
        return results.withLock { $0.compactMap { $0 } }
    }

    /// The results of `body` for consecutive ranges that cover `0..<count`, in their order: one for each thread, of at
    /// least so many, and one in any case.
    func map<Result: Sendable>(
        sharing count: Int, least: Int, _ body: @Sendable (Range<Int>) -> Result
    ) -> [Result] {
        let shares = max(1, min(threads, count / max(1, least)))
        return map(shares) { body(count * $0 / shares..<count * ($0 + 1) / shares) }
    }

    /// The results of two steps that do not depend on each other.
    public func both<First: Sendable, Second: Sendable>(
        _ first: @Sendable () -> First, _ second: @Sendable () -> Second
    ) -> (First, Second) {
        guard threads > 1 else { return (first(), second()) }
        let firstResult = Mutex<First?>(nil)
        let secondResult = Mutex<Second?>(nil)
        DispatchQueue.concurrentPerform(iterations: 2) { number in
            if number == 0 {
                let result = first()
                firstResult.withLock { $0 = result }
            } else {
                let result = second()
                secondResult.withLock { $0 = result }
            }
        }
        guard let first = firstResult.withLock({ $0 }), let second = secondResult.withLock({ $0 }) else {
            preconditionFailure("both steps have run")
        }
        return (first, second)
    }

    /// The results of `body` for each element, in that order. An element is let go as soon as its step is done.
    func map<Element: Sendable, Result: Sendable>(
        using elements: consuming [Element], _ body: @Sendable (Element) -> Result
    ) -> [Result] {
        let waiting = Mutex(elements.map { Optional($0) })
        elements = []
        return map(waiting.withLock { $0.count }) { number in
            waiting.withLock { $0[number].take() }.map(body)
        }.compactMap { $0 }
    }
}
