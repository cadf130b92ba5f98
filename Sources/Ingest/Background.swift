internal import Dispatch
internal import Synchronization

/// A value that is made on a thread of its own, while the one that wants it goes on.
final class Background<Value: Sendable>: Sendable {
    private let made = Mutex<Value?>(nil)
    private let group = DispatchGroup()

    init(_ make: @escaping @Sendable () -> Value) {
        DispatchQueue.global().async(group: group) {
            let value = make()
            self.made.withLock { $0 = value }
        }
    }

    /// The value. Blocks until it is there.
    func value() -> Value {
        group.wait()
        guard let value = made.withLock({ $0 }) else { preconditionFailure("the group ends when the value is made") }
        return value
    }
}
