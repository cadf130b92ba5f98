internal import Ingest
internal import Records

/// Desks over a case of which more comes as long as somebody asks. One thread owns it.
public protocol DeskFeed: AnyObject {
    /// Takes in what has come.
    ///
    /// - Parameters:
    ///   - time: how long to wait where nothing has.
    ///   - isHurried: whether a desk is wanted as soon as there is anything new.
    /// - Returns: the newest desk; nil where nothing new is to be shown yet.
    func next(waiting time: Duration, isHurried: Bool) -> (any Desk)?

    /// Whether all that is known to be there is in the newest desk.
    var isSettled: Bool { get }
}

/// Desks over a trail that is followed: one for each generation, with its alerts.
public final class TrailFeed: DeskFeed {
    private let follower: TrailFollower
    private let publisher: TrailPublisher
    private let now: @Sendable () -> ContinuousClock.Instant
    private let goesOn: () -> Bool
    private let further: FurtherPaths
    /// How many of the further paths are followed by now.
    private var known: Int

    /// - Parameters:
    ///   - further: paths that are followed from when they are added.
    ///   - known: how many of them have been loaded already.
    ///   - goesOn: whether anybody still wants to know; asked over and over.
    init(
        _ follower: TrailFollower, _ publisher: TrailPublisher, _ further: FurtherPaths, knowing known: Int = 0,
        now: @escaping @Sendable () -> ContinuousClock.Instant = { .now }, while goesOn: @escaping () -> Bool
    ) {
        self.follower = follower
        self.publisher = publisher
        self.now = now
        self.goesOn = goesOn
        self.further = further
        self.known = known
    }

    public var isSettled: Bool { known == further.all.count && follower.isSettled }

    /// How new files are found.
    var following: Following { follower.isFull ? .full : follower.isWalking ? .walking : .watching }

    /// To be called before the texts of the newest desk are put into memory.
    func beginTexts() {
        follower.beginTexts()
    }

    public func next(waiting time: Duration, isHurried: Bool = false) -> (any Desk)? {
        extend(waiting: time, isHurried: isHurried)
    }

    func extend(waiting time: Duration, isHurried: Bool = false) -> TrailDesk? {
        let paths = further.all
        for path in paths[known...] { follower.add(path) }
        known = paths.count
        guard let loaded = follower.step(waiting: time, isHurried: isHurried, goesOn: goesOn) else {
            return publisher.renewRules()
        }
        let start = now()
        defer { follower.note(taking: now() - start) }
        return publisher.extend(Trail(loaded))
    }
}
