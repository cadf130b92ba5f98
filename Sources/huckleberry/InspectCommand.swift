import ArgumentParser
import Events
import Ingest
import Records

/// `huckleberry inspect`: what was read, and what was not.
struct InspectCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "inspect",
        abstract: "Say what was read: sources, hashes, what was rejected and why.",
        discussion: """
            A path is a file, a folder (with everything in it), or - for standard input. What a file holds is told by \
            its content, not by its name: CloudTrail's own files, LookupEvents, EventBridge, CloudWatch Logs, Lake and \
            Athena CSV, Splunk, Elastic; compressed, in tar or zip.
            """)

    @Argument(help: ArgumentHelp("Files, folders, or - for standard input.", valueName: "path"))
    var paths: [String]

    @Option(help: "text or json.")
    var format = Format.text

    @OptionGroup var trail: TrailOptions

    enum Format: String, ExpressibleByArgument, CaseIterable {
        case text, json
    }

    func run() async throws {
        try await CommandRun.run { output in
            let read = try trail.read(paths)
            let inspection = Inspection(read)
            switch format {
            case .text:
                try output.write(
                    InspectionText(inspection, style: TextStyle(isColored: (trail.color ?? .auto).isOn)).text)
            case .json: try output.write(bytes: inspection.json)
            }
            try output.flush()
            // The report itself may be on its way into a file: who looks at the terminal should know too.
            for path in read.report.missingPaths {
                StandardError.write("\(path): no such file or folder" + CommandName.hint(forMissing: path))
            }
            TrailOptions.reportPart(of: read.report)
            if let failure = trail.failure(of: read.report, paths) { throw failure }
            return TrailOptions.status(of: read)
        }
    }
}
