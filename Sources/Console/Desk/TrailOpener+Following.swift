internal import Cases
internal import Dispatch
public import Ingest
internal import Records
internal import Synchronization

extension TrailOpener {
    /// Reads everything once more, as what a load lets go is needed to add files to it; then takes in what comes.
    public func follow(_ listener: any OpeningListener) throws(Problem) {
        guard !paths.contains("-") else {
            throw Problem("What came through standard input can be read once: the case cannot be followed.")
        }
        listener.follow(.beginning)
        let added = further.all
        let loaded = loader.adding(added).loadToFollow(
            progress: { _ in }, generation: nil, order: { listener.goesOnFollowing ? .goOn : .cancel })
        guard let loaded else { return listener.follow(.off) }
        guard let follower = loaded.follower else {
            listener.follow(.off)
            throw Problem("This case cannot be followed.")
        }
        let publisher = newest.publisher.withLock { $0 } ?? publisher(listener)
        let trail = Trail(loaded.trail)
        _ = publisher.extend(trail)
        texts.keep(trail) { listener.wish == .leave }
        follow(feed(follower, publisher, listener, knowing: added.count), listener)
    }

    func feed(
        _ follower: TrailFollower, _ publisher: TrailPublisher, _ listener: any OpeningListener, knowing count: Int = 0
    ) -> TrailFeed {
        TrailFeed(follower, publisher, further, knowing: count) { listener.goesOnFollowing }
    }

    /// Takes in what comes for as long as the listener wants it.
    func follow(_ feed: TrailFeed, _ listener: any OpeningListener) {
        var said: Following?
        var newest: TrailDesk?
        var unkept: TrailDesk?
        let publisher = self.newest.publisher.withLock { $0 }
        while listener.goesOnFollowing {
            if let desk = feed.extend(waiting: Self.patience) {
                (newest, unkept) = (desk, desk)
            } else if let desk = unkept, feed.isSettled, texts.isIdle {
                feed.beginTexts()
                texts.keep(desk.trail) { listener.wish == .leave }
                unkept = nil
            }
            if feed.isSettled, further.takeFinished(), let desk = publisher?.newestDesk { keepSoon(desk, listener) }
            if feed.following != said {
                said = feed.following
                listener.follow(feed.following)
            }
        }
        if listener.wish == .leave {
            if let newest { try? recorder?.recordLeaving(newest) }
            return
        }
        listener.follow(.off)
        if let newest { keep(newest, listener) }
    }

    /// Has the case know what there is by now. Does not wait for it.
    private func keepSoon(_ desk: TrailDesk, _ listener: any OpeningListener) {
        DispatchQueue.global(qos: .utility).async { keep(desk, listener) }
    }

    /// Has the case know what was loaded in the end.
    private func keep(_ desk: TrailDesk, _ listener: any OpeningListener) {
        do {
            try recorder?.record(desk) { listener.wish == .leave }
        } catch {
            listener.warn(CaseWarning("what was loaded is not in the case: \(error)", mark: "LOAD NOT ON DISK"))
        }
    }

    /// Who wants no more waits no longer than this for it to end.
    private static let patience = Duration.milliseconds(200)

    /// Desks over a trail that is followed by whoever asks for them, without a listener.
    ///
    /// - Parameter desk: the first of them.
    public func feed(over desk: TrailDesk, _ follower: TrailFollower) -> TrailFeed {
        let publisher = publisher(Nobody())
        publisher.begin(with: desk)
        return TrailFeed(follower, publisher, further) { true }
    }

    public func add(_ path: String) throws(Problem) {
        guard further.add(path, to: paths) else { return }
        do throws(CaseProblem) {
            try recorder?.add(SourcePath.absolute(path))
        } catch {
            throw Problem("The case does not know of \(path): \(error).")
        }
    }

    public func finishAdding() {
        further.finish()
    }
}

/// Who listens where desks are asked for one by one.
private struct Nobody: OpeningListener {
    let wish = OpeningWish.everything
    func report(_ progress: Progress) {}
    func publish(_ desk: any Desk) {}
    func warn(_ warning: CaseWarning) {}
}

extension OpeningListener {
    var goesOnFollowing: Bool { wish != .leave && wantsToFollow }
}
