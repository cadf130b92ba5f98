/// Loads a case and puts somebody behind the desk. Runs off the screen's thread.
public protocol CaseOpener: Sendable {
    /// Loads everything; blocks until that is done or given up. `report` may be called as often as one likes; who listens thins it out. `isCancelled` is asked
    /// between files.
    func open(
        report: @escaping @Sendable (Progress) -> Void, isCancelled: @escaping @Sendable () -> Bool
    ) throws(Problem) -> any Desk
}
