public import Cases
public import Digests
internal import Dispatch
internal import Foundation
public import Ingest
public import Investigation
public import Records
internal import Synchronization

/// Reads a trail, and hands out parts of it on the way: a ``Loader``, or what stands in for one.
public protocol TrailLoader: Sendable {
    /// See ``Loader/load(progress:generation:order:)``.
    func load(
        progress: @escaping @Sendable (LoadProgress) -> Void, generation: (@Sendable (LoadedTrail) -> Void)?,
        order: @escaping @Sendable () -> LoadOrder
    ) -> LoadedTrail?

    /// See ``Loader/loadToFollow(progress:generation:order:)``; by default nothing can be followed.
    func loadToFollow(
        progress: @escaping @Sendable (LoadProgress) -> Void, generation: (@Sendable (LoadedTrail) -> Void)?,
        order: @escaping @Sendable () -> LoadOrder
    ) -> (trail: LoadedTrail, follower: TrailFollower?)?

    /// What reads further paths too, behind those that it has; by default there are no others.
    func adding(_ paths: [String]) -> any TrailLoader
}

extension TrailLoader {
    public func adding(_ paths: [String]) -> any TrailLoader { self }

    public func loadToFollow(
        progress: @escaping @Sendable (LoadProgress) -> Void, generation: (@Sendable (LoadedTrail) -> Void)?,
        order: @escaping @Sendable () -> LoadOrder
    ) -> (trail: LoadedTrail, follower: TrailFollower?)? {
        load(progress: progress, generation: generation, order: order).map { ($0, nil) }
    }
}

extension Loader: TrailLoader {
    public func adding(_ paths: [String]) -> any TrailLoader {
        let loader: Loader = adding(paths)
        return loader
    }
}

/// Loads a trail from files and puts a ``TrailDesk`` over it, over the first parts of it while the rest is loaded.
public struct TrailOpener: CaseOpener {
    let paths: [String]
    private let isSample: Bool
    private let isStrict: Bool
    let loader: any TrailLoader
    private let threads: Int
    private let notes: NotesWriter
    private let settings: Investigation.Settings
    private let rules: RuleShelf
    let recorder: CaseRecorder?
    private let verifier: DigestVerifier
    private let now: @Sendable () -> ContinuousClock.Instant
    public let follows: Bool
    /// Who has published desks last, and goes on with it where the case is followed later.
    let newest = PublisherPlace()
    let texts = TextKeeper()
    /// What was added to what the person named.
    let further = FurtherPaths()

    /// - Parameters:
    ///   - loader: reads the trail.
    ///   - paths: what the person named, for messages and the crumb.
    ///   - isStrict: whether anything that was rejected keeps the case from being opened; it is shown only when all of it
    ///     is known to be sound.
    ///   - threads: how many threads may read records later on.
    ///   - settings: thresholds, robots, what is known of addresses, the version of ATT&CK.
    ///   - rules: reads the rules, at first and whenever a person wants them read again.
    ///   - recorder: keeps what was loaded in the case; nil where there is none.
    ///   - verifier: checks the files against their digests.
    ///   - follows: whether what comes later is taken in from the beginning.
    ///   - now: tells how long the search for alerts takes.
    public init(
        _ loader: any TrailLoader, paths: [String], isSample: Bool, isStrict: Bool, threads: Int, notes: NotesWriter,
        settings: Investigation.Settings = Investigation.Settings(), rules: @escaping @Sendable () -> DetectorSet,
        recorder: CaseRecorder? = nil, verifier: DigestVerifier = DigestVerifier(), follows: Bool = false,
        now: @escaping @Sendable () -> ContinuousClock.Instant = { .now }
    ) {
        self.loader = loader
        self.paths = paths
        self.isSample = isSample
        self.isStrict = isStrict
        self.threads = threads
        self.notes = notes
        self.settings = settings
        self.rules = RuleShelf(rules)
        self.recorder = recorder
        self.verifier = verifier
        self.follows = follows
        self.now = now
    }

    public func open(_ listener: any OpeningListener) throws(Problem) {
        let publisher = publisher(listener)
        let isShown = Atomic(false)
        let publish: @Sendable (LoadedTrail) -> Void = {
            isShown.store(true, ordering: .relaxed)
            publisher.publish($0)
        }
        guard let (loaded, follower) = load(listener, generation: isStrict ? nil : publish, toFollow: follows) else {
            return
        }
        let shortage = try check(loaded.report, isShown: isShown.load(ordering: .relaxed))
        let trail = Trail(loaded)
        let desk = publisher.finish(trail)
        if let shortage { listener.warn(CaseWarning(shortage, mark: "NOTHING READ")) }
        texts.keep(trail) { listener.wish == .leave }
        record(desk, listener, publisher)
        if let follower { follow(feed(follower, publisher, listener), listener) }
    }

    func publisher(_ listener: any OpeningListener) -> TrailPublisher {
        // Without the opener, which keeps the publisher.
        let made = TrailPublisher(listener, rules: rules, now: now) {
            [name, isSample, paths, further, recorder, verifier, notes, threads, settings, rules]
            trail, findings, earlier, generation, extent in
            TrailDesk(
                trail, findings: findings, earlier: earlier,
                summary: TrailDesk.summary(
                    of: trail, name: name, isSample: isSample, generation: generation, extent: extent),
                paths: paths + further.all, recorder: recorder, verifier: verifier, notes: notes,
                threads: threads, settings: settings, rules: { rules.read() })
        }
        newest.publisher.withLock { $0 = made }
        return made
    }

    private func load(
        _ listener: any OpeningListener, generation: (@Sendable (LoadedTrail) -> Void)?, toFollow: Bool
    ) -> (trail: LoadedTrail, follower: TrailFollower?)? {
        let progress: @Sendable (LoadProgress) -> Void = { listener.report(Progress($0)) }
        let order: @Sendable () -> LoadOrder = { listener.wish.order }
        return toFollow
            ? loader.loadToFollow(progress: progress, generation: generation, order: order)
            : loader.load(progress: progress, generation: generation, order: order).map { ($0, nil) }
    }

    /// Has the case know what was loaded, and what robots answered. Does not wait for it.
    private func record(_ desk: TrailDesk, _ listener: any OpeningListener, _ publisher: TrailPublisher) {
        DispatchQueue.global(qos: .utility).async { [recorder] in
            let doubting = desk.doubting()
            if listener.wish == .leave { return }
            if doubting !== desk { publisher.doubt(doubting.trail.doubts) }
            for warning in desk.sourceWarnings { listener.warn(warning) }
            do {
                try recorder?.record(doubting) { listener.wish == .leave }
            } catch {
                listener.warn(CaseWarning("what was loaded is not in the case: \(error)", mark: "LOAD NOT ON DISK"))
            }
        }
    }

    /// - Parameter isShown: whether something was shown while it was read, of which nothing may be left.
    /// - Returns: what has to be said of it then, without a full stop.
    /// - Throws: where there is nothing to be shown.
    private func check(_ report: LoadReport, isShown: Bool) throws(Problem) -> String? {
        if isStrict, let first = report.rejections.first {
            throw Problem("--strict: \(report.rejections.count) rejected, first \(first.path): \(first.reason)")
        }
        if isStrict, let part = LoadedPart(report) { throw Problem("--strict: \(part.sentence)") }
        // A case is there to be read though its sources are gone.
        if report.eventSources + report.skipped.files == 0, !follows, recorder?.knowsSources != true {
            let words = Self.nothing(in: paths, report)
            guard isShown else { throw Problem(words) }
            return String(words.dropLast())
        }
        return nil
    }

    /// A desk over a trail that has been loaded already.
    ///
    /// - Complexity: that of ``TrailDesk/doubting()``.
    public func desk(over trail: Trail) -> TrailDesk {
        TrailDesk(
            trail, name: name, isSample: isSample, paths: paths, recorder: recorder, verifier: verifier,
            notes: notes, threads: threads, settings: settings, rules: { rules.read() }
        ).doubting()
    }

    /// Has the case know what was loaded, and what robots answered, before it returns.
    public func record(_ desk: TrailDesk) throws(CaseProblem) {
        try recorder?.record(desk) { false }
    }

    /// The same of the newest desk, where something was added to the case that it does not know yet.
    public func recordAdded() throws(CaseProblem) {
        guard further.takeFinished(), let desk = newest.publisher.withLock({ $0?.newestDesk }) else { return }
        try record(desk)
    }

    private static func nothing(in paths: [String], _ report: LoadReport) -> String {
        if let missing = report.missingPaths.first {
            return paths.count == 1
                ? "\(missing) does not exist." : "\(missing) does not exist, and the others hold no event."
        }
        if let part = LoadedPart(report) { return "There is no CloudTrail event in what was read. \(part.sentence)" }
        return
            "There is no CloudTrail event in \(paths.joined(separator: ", ")). huckleberry inspect says what there is."
    }

    /// What the crumb calls the case: the last part of the path.
    private var name: String {
        guard let first = paths.first else { return "" }
        let last = first == "-" ? "standard input" : URL(fileURLWithPath: first).lastPathComponent
        return paths.count == 1 ? last : "\(last) and \(paths.count - 1) more"
    }
}

/// Keeps a publisher.
final class PublisherPlace: Sendable {
    let publisher = Mutex<TrailPublisher?>(nil)
}

extension OpeningWish {
    fileprivate var order: LoadOrder {
        switch self {
        case .everything: .goOn
        case .stop: .stop
        case .leave: .cancel
        }
    }
}
