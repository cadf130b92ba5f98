internal import ATTACK
internal import Cases
internal import CloudTrail
internal import Detections
public import Digests
internal import Events
internal import Ingest
public import Investigation
internal import Query
public import Records
internal import Robots
internal import Synchronization

/// Answers questions about one loaded trail. Immutable but for what it remembers of answers that took long.
public final class TrailDesk: Desk {
    public let summary: CaseSummary
    let trail: Trail
    /// Nil as long as they are being looked for.
    let findings: Findings?
    /// The desk over an earlier part of the trail whose findings are known: it speaks of alerts and scope until they are
    /// known of this one.
    private let earlier: TrailDesk?
    /// What the person named: beside it may lie the truth of a training case.
    let paths: [String]
    /// Knows what was loaded before, and keeps what was now; nil where there is no case.
    let recorder: CaseRecorder?
    /// Checks the files against their digests.
    private let verifier: DigestVerifier
    let notes: NotesWriter
    let threads: Int
    /// Thresholds, robots, what is known of addresses, the version of ATT&CK.
    let settings: Investigation.Settings
    private let rules: @Sendable () -> DetectorSet
    let remembered: Mutex<DeskMemory>

    /// A desk that knows its alerts.
    ///
    /// - Parameters:
    ///   - trail: what was loaded.
    ///   - name: what the person named, for the crumb.
    ///   - isSample: whether it is the sample that comes with the program.
    ///   - paths: what was loaded.
    ///   - recorder: knows what was loaded before, and keeps what was now; nil where there is no case.
    ///   - verifier: checks the files against their digests.
    ///   - notes: where and with which moment notes are written.
    ///   - threads: how many threads may read records at once.
    ///   - settings: thresholds, robots, what is known of addresses, the version of ATT&CK.
    ///   - rules: reads the rules, now and whenever a person wants them read again.
    public convenience init(
        _ trail: Trail, name: String, isSample: Bool, paths: [String] = [], recorder: CaseRecorder? = nil,
        verifier: DigestVerifier = DigestVerifier(), notes: NotesWriter, threads: Int,
        settings: Investigation.Settings = Investigation.Settings(), rules: @escaping @Sendable () -> DetectorSet
    ) {
        self.init(
            trail, findings: Findings(in: trail, by: rules(), thresholds: settings.thresholds),
            summary: Self.summary(of: trail, name: name, isSample: isSample), paths: paths, recorder: recorder,
            verifier: verifier, notes: notes, threads: threads, settings: settings, rules: rules)
    }

    /// - Parameters:
    ///   - findings: nil where they are yet to be looked for.
    ///   - earlier: who speaks of them meanwhile.
    init(
        _ trail: Trail, findings: Findings?, earlier: TrailDesk? = nil, summary: CaseSummary, paths: [String],
        recorder: CaseRecorder? = nil,
        verifier: DigestVerifier = DigestVerifier(), notes: NotesWriter, threads: Int, settings: Investigation.Settings,
        rules: @escaping @Sendable () -> DetectorSet
    ) {
        self.trail = trail
        self.findings = findings
        self.earlier = earlier
        var summary = summary
        summary.isSeekingAlerts = findings == nil
        self.summary = summary
        self.paths = paths
        self.recorder = recorder
        self.verifier = verifier
        self.notes = notes
        self.threads = threads
        self.settings = settings
        self.rules = rules
        remembered = Mutex(DeskMemory())
    }

    /// The same desk with other findings, as the next generation or, where it only leaves something out, as the same.
    ///
    /// - Parameter newAlerts: how many of the alerts were not there before.
    convenience init(_ desk: TrailDesk, findings: Findings, generation: Int? = nil, newAlerts: Int = 0) {
        // As long as there were no findings, nothing was remembered that they could change. What robots answered of an
        // alert holds as long as the alert is the same.
        self.init(
            desk, desk.trail, findings, generation ?? desk.summary.generation, newAlerts: newAlerts,
            remembering: desk.findings == nil ? .everything : .robotsAndDigests)
    }

    /// What of another desk's memory holds for one that was made from it.
    private enum Memory {
        case everything, robotsAndDigests, digests
    }

    /// The same desk with another trail or other findings.
    private init(
        _ desk: TrailDesk, _ trail: Trail, _ findings: Findings?, _ generation: Int, newAlerts: Int = 0,
        remembering kept: Memory
    ) {
        self.trail = trail
        self.findings = findings
        earlier = nil
        var summary = desk.summary
        summary.isSeekingAlerts = findings == nil
        summary.generation = generation
        summary.newAlerts = newAlerts
        self.summary = summary
        paths = desk.paths
        recorder = desk.recorder
        verifier = desk.verifier
        notes = desk.notes
        threads = desk.threads
        settings = desk.settings
        rules = desk.rules
        let memory = desk.remembered.withLock { $0 }
        switch kept {
        case .everything: remembered = Mutex(memory)
        case .robotsAndDigests: remembered = Mutex(DeskMemory(crew: memory.crew, digests: memory.digests))
        case .digests: remembered = Mutex(DeskMemory(digests: memory.digests))
        }
    }

    /// What speaks against the sources.
    ///
    /// - Complexity: that of ``doubting()``.
    func doubts() -> [SourceDoubt] { (recorder?.doubts(in: trail) ?? []) + (digests()?.doubts ?? []) }

    /// The desk that goes by what speaks against the sources: that they differ from what the case knows, and what digests
    /// say. This one where nothing does.
    ///
    /// - Complexity: waits for the hashes of the sources, and checks digests where there are some.
    func doubting() -> TrailDesk {
        let doubts = doubts()
        return doubts.isEmpty ? self : doubting(doubts, generation: summary.generation + 1)
    }

    func doubting(_ doubts: [SourceDoubt], generation: Int) -> TrailDesk {
        TrailDesk(self, trail.doubting(doubts), findings, generation, remembering: .digests)
    }

    /// What the reader should know of the sources as long as the case is open.
    ///
    /// - Complexity: that of ``doubting()``.
    public var sourceWarnings: [CaseWarning] {
        let failed = digests()?.doubts.count ?? 0
        let digests =
            failed == 0
            ? nil
            : CaseWarning(
                "CloudTrail's digests contradict \(counted(failed, "file")): 0 shows which", mark: "DIGESTS FAILED")
        return [recorder?.warning(of: trail), digests].compactMap(\.self)
    }

    var index: EventIndex { trail.index }
    /// The version of ATT&CK whose words the views use.
    var attack: AttackVersion { settings.attack }

    /// Whether the alerts of all that is loaded are known.
    var knowsAlerts: Bool { findings != nil }

    /// The gravest first. None as long as they are being looked for: what speaks of them asks the earlier desk.
    var alerts: [Alert] { known.alerts }
    var muted: [MutedAlert] { known.muted }
    /// The events of all alerts that are not muted.
    var alertedRows: RowSet { known.alerted ?? .none(of: index.count) }
    /// The rules that alerts were looked for with.
    var detectors: DetectorSet { known.rules }
    /// What rules could not follow to its end, each in words.
    var ruleProblems: [String] { known.problems }

    private var known: Findings { findings ?? .none }

    /// An alert by its ID, muted or not.
    func alert(_ id: String?) -> Alert? {
        guard let id else { return nil }
        return alerts.first { $0.id == id } ?? muted.first { $0.id == id }?.alert
    }

    /// The robots; they remember what they answered.
    var crew: RobotCrew {
        if let known = remembered.withLock({ $0.crew }) { return known }
        let crew = RobotCrew(
            settings.robots, for: trail, intelligence: settings.intelligence, options: settings.thresholds.detection)
        return remembered.withLock { remembered in
            let first = remembered.crew ?? crew
            remembered.crew = first
            return first
        }
    }

    /// What digests say of the files; nil where there are none among them.
    ///
    /// - Complexity: reads and hashes every file when it is first asked for.
    public func digests() -> DigestReport? {
        guard trail.report.sources.contains(where: { $0.shape == .digest }) else { return nil }
        if let known = remembered.withLock({ $0.digests }) { return known }
        let report = verifier.report(on: paths)
        remembered.withLock { $0.digests = report }
        return report
    }

    func rowSet(_ rows: [Int]) -> RowSet {
        RowSet(sorted: Set(rows).sorted().map { UInt32($0) }, universe: index.count)
    }

    public func completion(of text: String, in request: ViewRequest) -> Completion {
        let facts =
            findings == nil
            ? nil
            : IncidentFacts(
                alerted: alertedRows, incident: incident(for: request), annotations: request.decisions.annotations,
                index: index)
        let found = Query.Filter.completions(
            for: text, cursor: text.count, values: CaseValueSource(IndexValueSource(index), facts))
        let stem = String(text.prefix(found.replaced.lowerBound))
        return Completion(
            stem: stem,
            candidates: found.items.map { item in
                Completion.Candidate(
                    item.text, note: item.count.map { $0 == 0 ? "" : $0.grouped } ?? item.summary ?? "")
            })
    }

    static let givenUp = Problem("Given up.")
    static let isSeeking = Problem(
        "Looking for alerts in what is loaded. 2 shows the timeline meanwhile.", isPassing: true)

    public func reloadRules(
        isCancelled: @Sendable () -> Bool
    ) throws(Problem) -> (desk: any Desk, reload: RuleReload) {
        guard let findings else { throw Problem("The rules can be read again once the alerts are there.") }
        let read = rules()
        guard let next = Findings(in: trail, by: read, thresholds: settings.thresholds, isCancelled: isCancelled)
        else { throw Self.givenUp }
        let (before, after) = (Set(findings.alerts.map(\.id)), Set(next.alerts.map(\.id)))
        let reload = RuleReload(
            rules: read.ruleCount, rejected: read.problems.count, problem: (read.problems + next.problems).first,
            new: after.subtracting(before).count, gone: before.subtracting(after).count)
        return (TrailDesk(self, findings: next, generation: summary.generation + 1), reload)
    }

    /// The desk without what is muted.
    func leaving(_ mutes: MuteList, isCancelled: () -> Bool) throws(Problem) -> TrailDesk {
        guard let findings, !mutes.isEmpty else { return self }
        if let known = remembered.withLock({ $0.muted }), known.by == mutes { return known.desk }
        guard let left = findings.leaving(mutes, in: trail, isCancelled: isCancelled) else { throw Self.givenUp }
        let desk = TrailDesk(self, findings: left)
        remembered.withLock { $0.muted = (mutes, desk) }
        return desk
    }

    public func listing(_ request: ViewRequest, isCancelled: @escaping @Sendable () -> Bool) throws(Problem) -> Listing
    {
        var listing = try withFindings(for: request, isCancelled) { desk throws(Problem) in
            try desk.view(of: request).listing(isCancelled: isCancelled)
        }
        if listing.rows.count == 0, let meant = request.activeFilters.lazy.compactMap({ self.meant(by: $0) }).first {
            listing.emptyText += " Did you mean \(meant)?"
        }
        return listing
    }

    public func preview(_ request: ViewRequest, of row: RowKey, column: Int) throws(Problem) -> Preview {
        try withFindings(for: request, { false }) { desk throws(Problem) in
            try desk.view(of: request).preview(of: row, column: column)
        }
    }

    /// Asks this desk, or the earlier one if that has to do with alerts, and those of this one are not known. What is
    /// muted is left out.
    private func withFindings<Answer>(
        for request: ViewRequest, _ isCancelled: @Sendable () -> Bool, _ answer: (TrailDesk) throws(Problem) -> Answer
    ) throws(Problem) -> Answer {
        if findings != nil { return try answer(leaving(request.decisions.mutes, isCancelled: isCancelled)) }
        if !request.restsOnAlerts {
            do throws(Problem) {
                return try answer(self)
            } catch  where !error.isPassing {
                throw error
            } catch {
                // A filter asks for alerts or scope.
            }
        }
        guard let earlier else { throw Self.isSeeking }
        return try answer(earlier.leaving(request.decisions.mutes, isCancelled: isCancelled))
    }
}
