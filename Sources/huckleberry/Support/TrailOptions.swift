import ArgumentParser
import CloudTrail
import Console
import Foundation
import Ingest
import Records

/// What every command that reads a trail has in common: which events are loaded, and what happens to bad input.
struct TrailOptions: ParsableArguments {
    @Option(help: ArgumentHelp("Load events from this time on (ISO 8601; a bare date is 00:00Z).", valueName: "time"))
    var from: String?

    @Option(help: ArgumentHelp("Load events before this time.", valueName: "time"))
    var to: String?

    @Option(help: ArgumentHelp("Load events of this account only. May be repeated.", valueName: "id"))
    var account: [String] = []

    @Option(help: ArgumentHelp("Load events of this region only. May be repeated.", valueName: "name"))
    var region: [String] = []

    @Option(help: "How many threads read; as many as there are processors without it.")
    var threads: Int?

    @Option(
        name: .customLong("max-memory"),
        help: ArgumentHelp("Stop loading where it takes more memory than this, such as 1.5G.", valueName: "size"),
        transform: ByteSize.init)
    var maxMemory: ByteSize?

    @Flag(help: "End with an error if anything was rejected.")
    var strict = false

    @Option(help: ArgumentHelp("auto, always or never; auto unless said.", valueName: "when"))
    var color: ColorChoice?

    func validate() throws {
        _ = try moment(from, of: "--from")
        _ = try moment(to, of: "--to")
        if let threads, threads < 1 { throw ValidationError("--threads must be at least 1.") }
    }

    private func moment(_ text: String?, of option: String) throws -> EventTime? {
        guard let text else { return nil }
        guard let time = EventTime(text) else {
            throw ValidationError("\(option): \(text) is no time; write 2020-05-06 or 2020-05-06T09:00:00Z.")
        }
        return time
    }

    var threadCount: Int { threads ?? max(1, ProcessInfo.processInfo.activeProcessorCount) }

    var limits: LoadLimits {
        var limits = LoadLimits()
        limits.memoryBytes = maxMemory?.bytes
        return limits
    }

    /// Loads the trail and reports on standard error what could not be read.
    ///
    /// - Throws: where nothing was readable, or anything was rejected under `--strict`.
    func load(_ paths: [String]) throws -> Trail {
        let trail = try readAndReport(paths)
        if let failure = failure(of: trail.report, paths) { throw failure }
        return trail
    }

    /// The same of the sources of a case, which is told also where nothing is left of them.
    func loadWhatIsLeft(_ paths: [String]) throws -> Trail {
        try load(paths, isWhatIsLeft: true, toFollow: false).trail
    }

    /// The same, and what goes on reading where that is wanted.
    ///
    /// - Parameter isWhatIsLeft: whether these are the sources of a case, which is told also where nothing is left of them.
    func load(
        _ paths: [String], isWhatIsLeft: Bool, toFollow: Bool
    ) throws -> (trail: Trail, follower: TrailFollower?) {
        let (trail, follower) = try read(paths, toFollow: toFollow)
        tell(trail.report)
        let isBegun = isWhatIsLeft || toFollow
        if !(isBegun && trail.report.isNothingReadable), let failure = failure(of: trail.report, paths) {
            throw failure
        }
        return (trail, follower)
    }

    /// Loads the trail, whatever came of it, and reports on standard error what could not be read.
    func readAndReport(_ paths: [String]) throws -> Trail {
        let trail = try read(paths)
        tell(trail.report)
        return trail
    }

    /// Reports on standard error what could not be read.
    func tell(_ report: LoadReport) {
        let lost = report.snapshot == nil ? 0 : report.sources.count { $0.events > 0 && $0.sha256 == nil }
        if lost > 0 {
            StandardError.write(
                "\(PlainText.number(lost)) of \(PlainText.plural(report.eventSources, "log")) of the snapshot cannot be read any more: "
                    + "what only their records tell is missing from every answer")
        }
        self.report(report)
        Self.reportPart(of: report)
    }

    /// Which events are loaded.
    func selection() throws -> LoadSelection {
        LoadSelection(
            from: try moment(from, of: "--from"), to: try moment(to, of: "--to"), accounts: Set(account),
            regions: Set(region))
    }

    /// What loads the trail.
    func loader(_ paths: [String]) throws -> Loader { try loader(paths.map(RawArguments.path)) }

    private func loader(_ paths: [SourcePath]) throws -> Loader {
        Loader(paths, selection: try selection(), limits: limits, threads: threadCount)
    }

    /// Loads the trail, with whatever could not be read in its report.
    func read(_ paths: [String]) throws -> Trail { try read(paths, toFollow: false).trail }

    private func read(_ paths: [String], toFollow: Bool) throws -> (trail: Trail, follower: TrailFollower?) {
        let loaded = try read(paths.map(RawArguments.path), toFollow: toFollow)
        return (Trail(loaded.trail), loaded.follower)
    }

    /// Loads what is at some paths, with whatever could not be read in its report.
    func read(
        _ paths: [SourcePath], toFollow: Bool = false
    ) throws -> (trail: LoadedTrail, follower: TrailFollower?) {
        let showsProgress = StandardError.isTerminal
        let progress: @Sendable (LoadProgress) -> Void = { if showsProgress { StandardError.show($0) } }
        let loader = try loader(paths)
        let loaded =
            toFollow ? loader.loadToFollow(progress: progress) : loader.load(progress: progress).map { ($0, nil) }
        if showsProgress { StandardError.clearProgress() }
        guard let loaded else { throw CancellationError() }
        return loaded
    }

    /// Why a command cannot be content with what was read; nil where it can, also when something is missing.
    func failure(of report: LoadReport, _ paths: [String]) -> CommandFailure? {
        let rejected = report.rejections.count - report.missingPaths.count
        if strict, rejected > 0 {
            return CommandFailure(message: "--strict: \(rejected) rejected", status: .unreadable)
        }
        if strict, let part = LoadedPart(report) {
            return CommandFailure(message: "--strict: \(part.sentence)", status: .unreadable)
        }
        guard report.isNothingReadable else { return nil }
        return report.missingPaths.isEmpty
            ? CommandFailure(message: "no CloudTrail event in \(paths.joined(separator: ", "))", status: .unreadable)
            : CommandFailure(message: "nothing could be read", status: .missingInput)
    }

    /// The status with which a command ends that did its work: a missing input is not forgotten over it.
    static func status(of trail: Trail) -> ExitStatus {
        if !trail.records.failures.isEmpty { return .inputOutput }
        return trail.report.missingPaths.isEmpty ? .done : .missingInput
    }

    private func report(_ report: LoadReport) {
        StandardError.list(report.rejections.map(\.line), more: "more; huckleberry inspect lists them all")
    }

    /// Says on standard error where loading ended before everything was read.
    static func reportPart(of report: LoadReport) {
        if let part = LoadedPart(report) { StandardError.write(part.sentence) }
    }

    /// Reports what could not be read again when it was needed: records, or all of a source.
    static func reportFailures(of trail: Trail) {
        StandardError.list(trail.records.failures.map(\.description), more: "more that could not be read again")
    }
}

extension Rejection {
    /// The rejection in one line: where, and why.
    var line: String {
        let record = record.map { ", record \($0)" } ?? ""
        let offset = offset.map { " at byte \($0)" } ?? ""
        return "\(path)\(record)\(offset): \(reason)" + CommandName.hint(forMissing: path)
    }
}

extension LoadReport {
    /// Whether there was nothing that CloudTrail or GuardDuty could have written.
    var isNothingReadable: Bool {
        skipped.files == 0 && !sources.contains { $0.shape != .unreadable && $0.shape != .notCloudTrail }
    }
}
