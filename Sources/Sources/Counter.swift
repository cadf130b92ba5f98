internal import Synchronization

/// A number that several tasks add to.
final class Counter: Sendable {
    private let value = Atomic(0)

    /// - Returns: what it is now.
    func add(_ more: Int) -> Int { value.wrappingAdd(more, ordering: .relaxed).newValue }
}
