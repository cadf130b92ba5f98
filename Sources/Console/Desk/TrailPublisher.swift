internal import Dispatch
internal import Events
internal import Ingest
internal import Investigation
internal import Records
internal import Synchronization

/// Publishes what has been loaded: each part at once, without its alerts, and again when those have been found. They are
/// looked for on a thread of their own, so that the screen does not wait, and given up for a part that is not the newest
/// any more. In parts so large that it would take long they are not looked for: the loader needs the processors, and the
/// alerts of the whole trail would have to wait. Those of an earlier part stand in.
final class TrailPublisher: Sendable {
    typealias DeskMaker =
        @Sendable (
            _ trail: Trail, _ findings: Findings?, _ earlier: TrailDesk?, _ generation: Int, _ extent: Extent?
        ) -> TrailDesk

    private struct State {
        var generation = 0
        /// The newest desk, whether its alerts are known or not.
        var newest: TrailDesk?
        /// The newest desk whose alerts are known.
        var earlier: TrailDesk?
        /// How often the rules had been read for the newest alerts.
        var rulesRead = 0
        /// What is known against the sources of a trail that is followed.
        var doubts: [SourceDoubt] = []
        /// How long the search took in that one.
        var searchTime = Duration.zero
    }

    private let state = Mutex(State())
    private let searches = DispatchQueue(label: "alerts")
    private let listener: any OpeningListener
    private let rules: RuleShelf
    private let now: @Sendable () -> ContinuousClock.Instant
    private let desk: DeskMaker

    /// A search in a part that is likely to take longer than this is left out.
    private static let longestSearch = Duration.milliseconds(500)

    /// - Parameter rules: those that are in force.
    init(
        _ listener: any OpeningListener, rules: RuleShelf,
        now: @escaping @Sendable () -> ContinuousClock.Instant,
        desk: @escaping DeskMaker
    ) {
        self.listener = listener
        self.rules = rules
        self.now = now
        self.desk = desk
    }

    /// A part of a trail of which more is to come. Does not wait for its alerts.
    func publish(_ loaded: LoadedTrail) {
        // What holds no event yet shows nobody anything.
        guard loaded.index.count > 0, listener.wish == .everything else { return }
        let desk = announce(Trail(loaded), extent: .growing)
        searches.async { [self] in
            if isQuick(desk.index.count) { lookForAlerts(over: desk) }
        }
    }

    /// All there is, or ever will be. Returns when its alerts are there, too.
    ///
    /// - Returns: the last desk that was published.
    @discardableResult
    func finish(_ trail: Trail) -> TrailDesk {
        let desk = announce(trail, extent: nil)
        // Behind the search that is under way, which gives up as its desk is not the newest any more.
        searches.sync { lookForAlerts(over: desk) }
        return state.withLock { $0.newest } ?? desk
    }

    private func announce(_ trail: Trail, extent: Extent?, isShown: Bool = true) -> TrailDesk {
        state.withLock { state in
            state.generation = nextGeneration(state)
            let desk = desk(trail, nil, state.earlier, state.generation, extent)
            state.newest = desk
            if isShown { listener.publish(desk) }
            return desk
        }
    }

    /// Whoever has the rules read again makes generations, too.
    private func nextGeneration(_ state: State) -> Int { max(state.generation, listener.newestGeneration) + 1 }

    // MARK: Following

    /// Takes up a desk that somebody else has made, and shows already.
    func begin(with desk: TrailDesk) {
        let read = rules.timesRead
        state.withLock { state in
            state.generation = desk.summary.generation
            (state.newest, state.earlier, state.rulesRead) = (desk, desk, read)
            state.doubts = desk.trail.doubts
        }
    }

    /// The desk that was published last, with its alerts or without; nil before the first.
    var newestDesk: TrailDesk? { state.withLock { $0.newest } }

    /// More of a trail that is followed. Shown with its alerts, where these are found soon; else at once, and again with
    /// them. Returns when they are there: the next one is made afterwards, so that none is for ever behind.
    ///
    /// - Returns: the last desk that was published.
    func extend(_ trail: Trail) -> TrailDesk? {
        let trail = trail.doubting(state.withLock { $0.doubts })
        return searches.sync {
            let desk = announce(trail, extent: nil, isShown: !isQuick(trail.index.count))
            lookForAlerts(over: desk, isFollowing: true)
            return state.withLock { $0.newest }
        }
    }

    /// The newest trail with the rules as they are by now; nil where its alerts go by them.
    func renewRules() -> TrailDesk? {
        let (newest, read) = state.withLock { ($0.newest, $0.rulesRead) }
        guard let newest, read != rules.timesRead else { return nil }
        return extend(newest.trail)
    }

    /// Has desks from now on say what is known against the sources.
    func doubt(_ doubts: [SourceDoubt]) {
        // Behind the search that is under way.
        searches.sync {
            state.withLock { state in
                state.doubts = doubts
                guard !doubts.isEmpty, let newest = state.newest else { return }
                state.generation = nextGeneration(state)
                let desk = newest.doubting(doubts, generation: state.generation)
                if desk.knowsAlerts { state.earlier = desk }
                state.newest = desk
                listener.publish(desk)
            }
        }
    }

    /// Whether a search among so many events is likely to be done soon, going by the last one.
    private func isQuick(_ events: Int) -> Bool {
        state.withLock { state in
            guard let earlier = state.earlier else { return true }
            return state.searchTime / Double(max(1, earlier.index.count)) * Double(events) <= Self.longestSearch
        }
    }

    private func lookForAlerts(over desk: TrailDesk, isFollowing: Bool = false) {
        let isVoid: @Sendable () -> Bool = { [self] in
            listener.wish == .leave || state.withLock { $0.newest !== desk }
        }
        let (rules, read) = rules.newest()
        let start = now()
        guard
            let findings = Findings(
                in: desk.trail, by: rules, thresholds: desk.settings.thresholds, isCancelled: isVoid)
        else { return }
        let time = now() - start
        state.withLock { state in
            // Later parts may have come meanwhile.
            guard state.newest === desk else { return }
            state.generation = nextGeneration(state)
            let new = isFollowing ? findings.newAlerts(since: state.earlier?.findings) : 0
            let complete = TrailDesk(desk, findings: findings, generation: state.generation, newAlerts: new)
            if isFollowing, let earlier = state.earlier { complete.remember(scoresOf: earlier) }
            state.rulesRead = read
            state.newest = complete
            state.earlier = complete
            state.searchTime = time
            listener.publish(complete)
        }
    }
}
