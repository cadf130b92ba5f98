public import Cases
public import CloudTrail
internal import Events
internal import Ingest
internal import Investigation
internal import Records
internal import Robots
internal import Synchronization

/// Knows what was loaded into a case before, and writes into it what was loaded now and what robots answered about it.
public final class CaseRecorder: Sendable {
    private let keeper: CaseKeeper
    /// As the case had it when it was opened; empty of a new one.
    private let known: Custody
    private let paths: Mutex<[String]>
    private let options: [String]
    private let now: @Sendable () -> EventTime
    /// What was loaded now, once that is known.
    private let loaded = Mutex<(trail: ObjectIdentifier, load: LoadRecord, manifest: [ManifestEntry])?>(nil)

    /// - Parameters:
    ///   - known: what the case was worked on with before.
    ///   - paths: what is loaded, as it can be found again from any folder.
    ///   - options: those of the command line that decide what is read and how it is judged.
    ///   - now: the moment that the record carries.
    public init(
        _ keeper: CaseKeeper, known: Custody = Custody(), paths: [String], options: [String],
        now: @escaping @Sendable () -> EventTime
    ) {
        self.keeper = keeper
        self.known = known
        self.paths = Mutex(paths)
        self.options = options
        self.now = now
    }

    /// Has the case know that it is worked on with a further path from now on.
    ///
    /// - Parameter path: as it can be found again from any folder.
    func add(_ path: String) throws(CaseProblem) {
        let paths = paths.withLock { paths in
            if !paths.contains(path) { paths.append(path) }
            return paths
        }
        try keeper.keep(CaseSources(paths: paths, options: options))
    }

    /// Whether the case was worked on with sources before.
    var knowsSources: Bool { !known.manifest.isEmpty }

    /// How what was loaded differs from what the case was worked on with before.
    func changes(in trail: Trail) -> SourceChanges { SourceChanges(from: known.manifest, to: trail.report) }

    /// What the differences take from what can be said.
    func doubts(in trail: Trail) -> [SourceDoubt] { changes(in: trail).doubts(knowing: known.manifest) }

    /// What the analyst should know of the sources before trusting an answer; nil where they are the same.
    func warning(of trail: Trail) -> CaseWarning? {
        changes(in: trail).sentence.map {
            CaseWarning("\($0): 0 shows which; notes stay with their events", mark: "SOURCES DIFFER")
        }
    }

    /// The chain of custody, to its newest link: what was loaded before, and now.
    ///
    /// - Complexity: reads every source once more, for the hash of its log, when it is first asked for.
    func custody(of desk: TrailDesk) -> Custody {
        let newest = record(of: desk) { false }
        return Custody(manifest: newest.manifest, loads: known.loads + [newest.load])
    }

    /// What was loaded: worked out once when all is there, and again as long as more is to come, or has come.
    private func record(
        of desk: TrailDesk, isCancelled: @escaping @Sendable () -> Bool
    ) -> (load: LoadRecord, manifest: [ManifestEntry]) {
        loaded.withLock { loaded in
            let trail = ObjectIdentifier(desk.trail.records)
            if let loaded, loaded.trail == trail { return (loaded.load, loaded.manifest) }
            let (report, time) = (desk.trail.report, now())
            let changes = changes(in: desk.trail)
            let load = LoadRecord(
                time: time, analyst: keeper.analyst, version: ProgramVersion.current, options: options,
                paths: paths.withLock { $0 }, files: report.filesRead, events: report.events,
                duplicates: report.duplicates, rejected: report.rejected, changes: knowsSources ? changes.new : nil)
            let manifest = desk.manifest(isCancelled: isCancelled).remembering(known.manifest, changes, at: time)
            if desk.summary.extent != .growing, !isCancelled() { loaded = (trail, load, manifest) }
            return (load, manifest)
        }
    }

    /// Keeps what was loaded, and what robots answered about what it led to.
    func record(_ desk: TrailDesk, isCancelled: @escaping @Sendable () -> Bool) throws(CaseProblem) {
        let newest = record(of: desk, isCancelled: isCancelled)
        if isCancelled() { return }
        try keeper.keep(newest.load, newest.manifest.located)
        let question = ViewRequest(.questions)
        if let found = try? desk.investigation(for: question, isCancelled: isCancelled) {
            try record(found, desk.settings)
        }
    }

    /// Keeps what was loaded by somebody who does not wait: logs of which no hash was made yet have none.
    func recordLeaving(_ desk: TrailDesk) throws(CaseProblem) {
        let before = (loaded.withLock { $0?.manifest } ?? []) + known.manifest
        let newest = record(of: desk) { true }
        let hashes = Dictionary(before.map { ($0.sha256, $0.logSHA256) }) { first, _ in first }
        let manifest = newest.manifest.map { entry in
            var entry = entry
            if entry.logSHA256 == nil, entry.sha256 != nil { entry.logSHA256 = hashes[entry.sha256] ?? nil }
            return entry
        }
        try keeper.keep(newest.load, manifest.located)
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
