import ArgumentParser
import Foundation
import Sources

/// `huckleberry fetch lookup`: the event history.
struct FetchLookupCommand: FetchingCommand {
    static let configuration = CommandConfiguration(
        commandName: "lookup", abstract: "Bring the event history of an account, region by region.",
        discussion: """
            The event history needs no trail. It holds management events of the last 90 days alone: no data events, no \
            network activity events, and Insights events only with --event-category insight. AWS answers two calls a second \
            in each region, each with 50 events at most: a busy account is fetched faster from its bucket, with 'fetch s3'.

            AWS can search by one attribute: \(LookupAttribute.names.joined(separator: ", ")).
            """)

    enum Category: String, ExpressibleByArgument, CaseIterable {
        case management, insight
    }

    @OptionGroup var target: FetchFolderOptions

    @OptionGroup var window: FetchWindow

    @OptionGroup var regions: RegionOptions

    @Option(help: ArgumentHelp("Only events with this attribute, such as AccessKeyId=AKIA...", valueName: "name=value"))
    var attribute: [String] = []

    @Option(name: .customLong("event-category"), help: "management or insight.")
    var category = Category.management

    @OptionGroup var aws: AWSOptions

    func validate() throws {
        guard attribute.count <= 1 else {
            throw ValidationError("--attribute: AWS can search by one attribute at a time.")
        }
        do throws(LookupAttribute.Problem) {
            _ = try wanted()
        } catch {
            throw ValidationError("--attribute: \(error)")
        }
    }

    private func wanted() throws(LookupAttribute.Problem) -> LookupAttribute? {
        guard let text = attribute.first else { return nil }
        return try LookupAttribute(text)
    }

    var place: FetchPlace? { aws.isDryRun ? nil : .folder(target.output) }

    func fetch(_ voice: FetchVoice) async throws -> ExitStatus {
        let fetch = LookupFetch(
            aws: aws.commandLine, regions: regions.region, from: window.start, to: window.end, attribute: try wanted(),
            isInsight: category == .insight, folder: target.folder, width: regions.parallel, now: ProgramClock.wall(),
            environment: ProcessInfo.processInfo.environment)
        guard fetch.hasTime else {
            throw CommandFailure(
                message: "the event history reaches back 90 days, and holds nothing of that time", status: .usage)
        }
        guard !aws.isDryRun else { return try FetchRun.show(fetch.plan, voice) }
        let summary = try await FetchRun.run(voice) { progress throws(FetchFailure) in
            try await fetch.run(progress: progress)
        }
        let here = summary.partsHere > 0 ? ", \(PlainText.plural(summary.partsHere, "week")) already here" : ""
        return try FetchRun.finish(summary, "\(PlainText.plural(summary.fetched, "event")) fetched\(here)", voice)
    }
}
