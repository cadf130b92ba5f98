import ArgumentParser
import Events
import Ingest
import Text

/// `huckleberry debug`: for those who work on the program.
struct DebugCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "debug", abstract: "Look into the program itself.", shouldDisplay: false,
        subcommands: [CheckCommand.self])

    /// `huckleberry debug check`: whether what was loaded keeps the rules of the index.
    struct CheckCommand: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "check",
            abstract: "Load a trail and check that index, report and records agree.",
            discussion: "Prints each rule that is broken, with the first place found, and ends with 1 if there is one.")

        @Argument(help: ArgumentHelp("Files, folders, or - for standard input.", valueName: "path"))
        var paths: [String]

        @Option(help: ArgumentHelp("How many records are read again.", valueName: "number"))
        var sample = 1_000

        @OptionGroup var trail: TrailOptions

        func validate() throws {
            guard sample >= 0 else { throw ValidationError("--sample must be at least 0.") }
        }

        func run() async throws {
            try await CommandRun.run { output in
                guard let loaded = try trail.loader(paths).load() else { throw CancellationError() }
                let violations = loaded.checkInvariants(sample: sample)
                for violation in violations { try output.write(Neutral.text(violation.description) + "\n") }
                try output.flush()
                if let failure = trail.failure(of: loaded.report, paths) { throw failure }
                guard violations.isEmpty else { return .checkFailed }
                return loaded.report.missingPaths.isEmpty ? .done : .missingInput
            }
        }
    }
}
