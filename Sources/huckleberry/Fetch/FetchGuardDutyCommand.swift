import ArgumentParser
import Foundation
import Sources

/// `huckleberry fetch guardduty`: findings.
struct FetchGuardDutyCommand: FetchingCommand {
    static let configuration = CommandConfiguration(
        commandName: "guardduty", abstract: "Bring GuardDuty's findings, region by region, archived ones too.",
        discussion: "--from and --to go by when GuardDuty last wrote a finding. It keeps findings for 90 days.")

    @OptionGroup var target: FetchFolderOptions

    @OptionGroup var window: FetchWindow

    @OptionGroup var regions: RegionOptions

    @OptionGroup var aws: AWSOptions

    var place: FetchPlace? { aws.isDryRun ? nil : .folder(target.output) }

    func fetch(_ voice: FetchVoice) async throws -> ExitStatus {
        let fetch = GuardDutyFetch(
            aws: aws.commandLine, regions: regions.region, from: window.start, to: window.end, folder: target.folder,
            width: regions.parallel, environment: ProcessInfo.processInfo.environment)
        guard !aws.isDryRun else { return try FetchRun.show(fetch.plan, voice) }
        let summary = try await FetchRun.run(voice) { progress throws(FetchFailure) in
            try await fetch.run(progress: progress)
        }
        let findings =
            "\(PlainText.plural(summary.fetched, "finding")) fetched, \(PlainText.number(summary.same)) of them as they "
            + "were here"
        return try FetchRun.finish(summary, findings, voice)
    }
}
