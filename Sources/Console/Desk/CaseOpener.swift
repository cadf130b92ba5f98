/// Loads a case and puts somebody behind the desk. Runs off the screen's thread.
public protocol CaseOpener: Sendable {
    /// Loads everything, and publishes a desk over what there is as often as that has grown well; each has a higher
    /// generation than the one before. Blocks until the last one is out, or nobody waits any more.
    ///
    /// - Throws: why there is nothing to open.
    func open(_ listener: any OpeningListener) throws(Problem)
}

/// Who waits for a case. Called from several threads.
public protocol OpeningListener: Sendable {
    /// May be called as often as one likes; who listens thins it out.
    func report(_ progress: Progress)

    func publish(_ desk: any Desk)

    /// Something the reader should know of the case as long as it is open.
    func warn(_ warning: CaseWarning)

    /// What is wanted of the rest. Asked between files, and between other steps.
    var wish: OpeningWish { get }
}

/// What is wanted of what is not loaded yet.
public enum OpeningWish: Int, Sendable {
    case everything
    /// No more of it: what is there is to be kept.
    case stop
    /// Nothing at all.
    case leave
}
