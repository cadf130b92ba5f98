/// Loads a case and puts somebody behind the desk. Runs off the screen's thread.
public protocol CaseOpener: Sendable {
    /// Loads everything, and publishes a desk over what there is as often as that has grown well; each has a higher
    /// generation than the one before. Blocks until the last one is out, or nobody waits any more.
    ///
    /// - Throws: why there is nothing to open.
    func open(_ listener: any OpeningListener) throws(Problem)

    /// Whether what comes later is taken in from the beginning, for as long as the listener wants it.
    var follows: Bool { get }

    /// Takes in what comes into the case from now on, for as long as the listener wants it. Blocks until then.
    ///
    /// - Throws: why that is not possible.
    func follow(_ listener: any OpeningListener) throws(Problem)

    /// Takes in what lies at a further path, and comes to it, as far as the case is followed; and has the case know the path.
    ///
    /// - Throws: why the case does not know it.
    func add(_ path: String) throws(Problem)

    /// Says that what was to come to the paths that were added is there: the case is to know it once it is taken in.
    func finishAdding()
}

extension CaseOpener {
    public var follows: Bool { false }

    public func follow(_ listener: any OpeningListener) throws(Problem) {
        throw Problem("There is nothing here that could be followed.")
    }

    public func add(_ path: String) throws(Problem) {
        throw Problem("There is nothing here that could be followed.")
    }

    public func finishAdding() {}
}

/// Who waits for a case. Called from several threads.
public protocol OpeningListener: Sendable {
    /// May be called as often as one likes; who listens thins it out.
    func report(_ progress: Progress)

    func publish(_ desk: any Desk)

    /// Something the reader should know of the case as long as it is open.
    func warn(_ warning: CaseWarning)

    /// Says how what comes later is found.
    func follow(_ following: Following)

    /// Whether what comes later is to be taken in. Asked over and over.
    var wantsToFollow: Bool { get }

    /// The generation of the newest desk that anybody made, 0 for none: the next one has a higher one.
    var newestGeneration: Int { get }

    /// What is wanted of the rest. Asked between files, and between other steps.
    var wish: OpeningWish { get }
}

extension OpeningListener {
    public func follow(_ following: Following) {}
    public var wantsToFollow: Bool { false }
    public var newestGeneration: Int { 0 }
}

/// What is wanted of what is not loaded yet.
public enum OpeningWish: Int, Sendable {
    case everything
    /// No more of it: what is there is to be kept.
    case stop
    /// Nothing at all.
    case leave
}
