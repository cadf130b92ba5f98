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
        /// Read before the first search.
        var rules: DetectorSet?
        /// How long the search took in that one.
        var searchTime = Duration.zero
    }

    private let state = Mutex(State())
    private let searches = DispatchQueue(label: "alerts")
    private let listener: any OpeningListener
    private let rules: @Sendable () -> DetectorSet
    private let now: @Sendable () -> ContinuousClock.Instant
    private let desk: DeskMaker

    /// A search in a part that is likely to take longer than this is left out.
    private static let longestSearch = Duration.milliseconds(500)

    /// - Parameter rules: reads the rules.
    init(
        _ listener: any OpeningListener, rules: @escaping @Sendable () -> DetectorSet,
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

    private func announce(_ trail: Trail, extent: Extent?) -> TrailDesk {
        state.withLock { state in
            state.generation += 1
            let desk = desk(trail, nil, state.earlier, state.generation, extent)
            state.newest = desk
            listener.publish(desk)
            return desk
        }
    }

    /// Whether a search among so many events is likely to be done soon, going by the last one.
    private func isQuick(_ events: Int) -> Bool {
        state.withLock { state in
            guard let earlier = state.earlier else { return true }
            return state.searchTime / Double(max(1, earlier.index.count)) * Double(events) <= Self.longestSearch
        }
    }

    /// Searches follow one another: the first of them reads.
    private func readRules() -> DetectorSet {
        if let known = state.withLock({ $0.rules }) { return known }
        let read = rules()
        state.withLock { $0.rules = read }
        return read
    }

    private func lookForAlerts(over desk: TrailDesk) {
        let isVoid: @Sendable () -> Bool = { [self] in
            listener.wish == .leave || state.withLock { $0.newest !== desk }
        }
        let rules = readRules()
        let start = now()
        guard
            let findings = Findings(
                in: desk.trail, by: rules, thresholds: desk.settings.thresholds, isCancelled: isVoid)
        else { return }
        let time = now() - start
        state.withLock { state in
            // Later parts may have come meanwhile.
            guard state.newest === desk else { return }
            state.generation += 1
            let complete = TrailDesk(desk, findings: findings, generation: state.generation)
            state.newest = complete
            state.earlier = complete
            state.searchTime = time
            listener.publish(complete)
        }
    }
}
