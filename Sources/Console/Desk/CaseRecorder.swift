public import Cases
public import CloudTrail
internal import Digests
internal import Events
internal import Ingest
internal import Investigation
internal import Records
internal import Robots

/// Writes into the case what was loaded and what robots answered about it, once that is known.
public struct CaseRecorder: Sendable {
    private let keeper: CaseKeeper
    /// The sources that the case was last worked on with; none of a new one.
    let known: [ManifestEntry]
    private let paths: [String]
    private let options: [String]
    private let now: @Sendable () -> EventTime

    /// - Parameters:
    ///   - known: the sources that the case was last worked on with.
    ///   - paths: what is loaded, as it can be found again from any folder.
    ///   - options: those of the command line that decide what is read and how it is judged.
    ///   - now: the moment that the record carries.
    public init(
        _ keeper: CaseKeeper, known: [ManifestEntry] = [], paths: [String], options: [String],
        now: @escaping @Sendable () -> EventTime
    ) {
        self.keeper = keeper
        self.known = known
        self.paths = paths
        self.options = options
        self.now = now
    }

    /// Keeps what was loaded.
    ///
    /// - Complexity: reads every source once more, for the hash of its log.
    private func record(
        _ trail: Trail, _ levels: DigestLevels?, threads: Int, isCancelled: @escaping @Sendable () -> Bool
    ) throws(CaseProblem) {
        let report = trail.report
        let load = LoadRecord(
            time: now(), analyst: keeper.analyst, version: ProgramVersion.current, options: options, paths: paths,
            files: report.filesRead, events: report.events, duplicates: report.duplicates, rejected: report.rejected)
        var manifest = [ManifestEntry](of: trail, threads: threads, isCancelled: isCancelled)
        if let levels { manifest = manifest.validated(by: levels) }
        if isCancelled() { return }
        try keeper.keep(load, manifest)
    }

    /// Keeps what was loaded, and what robots answered about what it led to.
    func record(
        _ desk: TrailDesk, threads: Int, isCancelled: @escaping @Sendable () -> Bool
    ) throws(CaseProblem) {
        try record(desk.trail, desk.digests()?.levels, threads: threads, isCancelled: isCancelled)
        let question = ViewRequest(.questions)
        if let found = try? desk.investigation(for: question, isCancelled: isCancelled) {
            try record(found, desk.settings)
        }
    }

    /// Keeps what robots answered, with what they went by.
    private func record(_ found: Investigation, _ settings: Investigation.Settings) throws(CaseProblem) {
        let parameters = settings.thresholds.values.map { "\($0.name): \($0.value)" }
        let coverage = found.coverage.grade.rawValue
        let (index, time) = (found.trail.index, now())
        try keeper.keep(
            found.robots.map { answer in
                KeptAnswer(
                    alert: answer.alertID, robot: answer.robot, question: answer.question, answer: answer.answer,
                    verdict: answer.verdict.rawValue, confidence: answer.confidence.rawValue,
                    evidence: answer.evidence.compactMap { index.eventIDs[$0] }, parameters: parameters,
                    coverage: coverage, events: index.count, time: time)
            })
    }
}
