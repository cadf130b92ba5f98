import ArgumentParser
import CloudTrail
import Foundation
import Synth
import Text

/// `huckleberry synth`: writes a trail whose answers are known.
struct SynthCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "synth",
        abstract: "Write a synthetic trail: a training case with its truth, or load for measuring.",
        discussion: "Scenarios:\n"
            + Scenario.all.map { "  \($0.name): \($0.summary) (\($0.defaultEvents) events)" }.joined(separator: "\n")
            + "\n\nAll but noise write truth.json beside the logs: in the console, :debrief compares with it."
            + " The same scenario, number of events and seed give the same bytes."
    )

    @Argument(help: ArgumentHelp("The folder to write into; it is created, or has to be empty.", valueName: "out"))
    var output: String

    @Option(help: "What to write: \(Scenario.all.map(\.name).joined(separator: ", ")).")
    var scenario = Scenario.all[0].name

    @Option(help: "Exactly how many events; without it, as many as the scenario has by default.")
    var events: Int?

    @Option(help: "Another seed gives other names, keys and times.")
    var seed: UInt64 = 1

    @Flag(help: "Write into a folder that is not empty. Files of the same name are replaced, others stay.")
    var force = false

    func run() async throws {
        do {
            let summary = try await Scenario.named(scenario)
                .write(to: output, events: events, seed: seed, replacing: force)
            report(Self.describe(summary, in: output))
        } catch {
            try fail(error)
        }
    }

    /// Ends the command with the exit status that the error calls for.
    private func fail(_ error: SynthError) throws {
        let status: Int32
        switch error {
        case .unknownScenario(let name):
            let guess = nearest(to: name, among: Scenario.all.map(\.name)).map { "; did you mean \($0)?" } ?? ""
            throw ValidationError(Neutral.text("\(error)\(guess)"))
        case .tooFewEvents: throw ValidationError(Neutral.text("\(error)"))
        case .notEmpty, .cannotCreate: status = 73
        case .cannotWrite: status = 74
        }
        report(Neutral.text("Error: \(error)"))
        throw ExitCode(status)
    }

    private func report(_ line: String) {
        FileHandle.standardError.write(Data((line + "\n").utf8))
    }

    private static func describe(_ summary: TrailSummary, in output: String) -> String {
        var parts = ["\(summary.events) events"]
        if summary.findings > 0 { parts.append("\(summary.findings) findings") }
        parts.append("\(summary.bytes) bytes in \(summary.files) files")
        if let first = summary.first, let last = summary.last {
            parts.append("from \(first.iso8601) to \(last.iso8601)")
        }
        return Neutral.text("\(output): " + parts.joined(separator: ", "))
    }
}
