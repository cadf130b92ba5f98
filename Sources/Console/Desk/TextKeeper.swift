internal import Dispatch
internal import Records
internal import Synchronization

/// Has the texts of a trail kept in memory, where the machine has room for them: searches are answered several times
/// sooner then. Of one trail at a time.
final class TextKeeper: Sendable {
    private let isBusy = Atomic(false)

    /// Whether it has done with the last trail.
    var isIdle: Bool { !isBusy.load(ordering: .acquiring) }

    /// Does not wait until they are there.
    func keep(_ trail: Trail, isCancelled: @escaping @Sendable () -> Bool) {
        isBusy.store(true, ordering: .relaxed)
        DispatchQueue.global(qos: .utility).async { [self] in
            _ = trail.records.buildStore(isCancelled: isCancelled)
            isBusy.store(false, ordering: .releasing)
        }
    }
}
