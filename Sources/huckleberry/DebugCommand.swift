import ArgumentParser
import CloudTrail
import Console
import Events
import Foundation
import Ingest
import Terminal
import Text

/// `huckleberry debug`: for those who work on the program.
struct DebugCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "debug", abstract: "Look into the program itself.", shouldDisplay: false,
        subcommands: [CheckCommand.self, EngineCommand.self, TrapCommand.self])

    /// `huckleberry debug trap`: whether a fault of the program gives the terminal back.
    struct TrapCommand: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "trap", abstract: "Open the screen, and trap as a mistake in the program would.")

        @MainActor
        func run() async throws {
            try await CommandRun.run { _ in
                let settings = try UserSettings.read()
                let session = TerminalSession(
                    themes: try settings.themeSet(nil), theme: settings.themeName(nil),
                    terminalName: ProcessInfo.processInfo.environment["TERM"] ?? "", isInTmux: false, allowsColor: true,
                    usesMouse: true, drawing: Drawing(), now: { EventTime(milliseconds: 0) })
                do {
                    _ = try session.run(registry: settings.registry, opener: TrappingOpener())
                } catch let error as TerminalError {
                    throw CommandFailure(message: error.description, status: .usage)
                }
                return .done
            }
        }
    }

    /// Opens nothing.
    private struct TrappingOpener: CaseOpener {
        func open(_ listener: any OpeningListener) throws(Problem) {
            preconditionFailure("a trap on purpose")
        }
    }

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
