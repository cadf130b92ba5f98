import ArgumentParser
import CloudTrail
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

    @Flag(help: "End with an error if anything was rejected.")
    var strict = false

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

    /// Loads the trail and reports on standard error what could not be read.
    ///
    /// - Throws: where nothing was readable, or anything was rejected under `--strict`.
    func load(_ paths: [String]) throws -> Trail {
        let selection = LoadSelection(
            from: try moment(from, of: "--from"), to: try moment(to, of: "--to"), accounts: Set(account),
            regions: Set(region))
        let showsProgress = StandardError.isTerminal
        let loaded = Loader(paths, selection: selection, threads: threadCount).load(
            progress: { if showsProgress { StandardError.show($0) } })
        if showsProgress { StandardError.clearProgress() }
        guard let loaded else { throw CancellationError() }
        let trail = Trail(loaded)
        report(trail.report)
        if trail.report.eventSources == 0 {
            let isMissing = !trail.report.missingPaths.isEmpty
            throw CommandFailure(
                message: isMissing
                    ? "nothing could be read" : "no CloudTrail event in \(paths.joined(separator: ", "))",
                status: isMissing ? .missingInput : .unreadable)
        }
        if strict, !trail.report.rejections.isEmpty {
            throw CommandFailure(message: "--strict: \(trail.report.rejections.count) rejected", status: .unreadable)
        }
        return trail
    }

    /// The status with which a command ends that did its work: a missing input is not forgotten over it.
    static func status(of trail: Trail) -> ExitStatus {
        if !trail.records.failures.isEmpty { return .inputOutput }
        return trail.report.missingPaths.isEmpty ? .done : .missingInput
    }

    /// At most this many lines of one kind; `inspect` lists all.
    private static let listed = 20

    private func report(_ report: LoadReport) {
        let lines = report.rejections.map { rejection in
            let record = rejection.record.map { ", record \($0)" } ?? ""
            let offset = rejection.offset.map { " at byte \($0)" } ?? ""
            return "\(rejection.path)\(record)\(offset): \(rejection.reason)"
        }
        Self.list(lines, more: "more; huckleberry inspect lists them all")
    }

    /// Reports records that could not be read again when they were needed.
    static func reportFailures(of trail: Trail) {
        list(trail.records.failures.map(\.description), more: "more records that could not be read again")
    }

    private static func list(_ lines: [String], more: String) {
        for line in lines.prefix(listed) { StandardError.write(line) }
        if lines.count > listed { StandardError.write("\(lines.count - listed) \(more)") }
    }
}
