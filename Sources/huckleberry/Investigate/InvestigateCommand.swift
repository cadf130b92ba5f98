import ArgumentParser
import Exports
import Investigation
import JSON

/// `huckleberry investigate`: everything that follows from an alert, an address, a key or a principal.
struct InvestigateCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "investigate",
        abstract: "Work out an incident: keys, addresses, lineage, changes, answers, response.",
        discussion: "Starts from what is named, or from the alert that leads where nothing is.")

    @Argument(help: ArgumentHelp("Files, folders, or - for standard input.", valueName: "path"))
    var paths: [String] = []

    @Option(help: "text, json or markdown.")
    var format = Format.text

    @OptionGroup var investigation: InvestigationOptions

    @OptionGroup var engine: EngineOptions

    enum Format: String, ExpressibleByArgument, CaseIterable {
        case text, json, markdown
    }

    func validate() throws { try engine.require(paths) }

    func run() async throws {
        try await CommandRun.run { output in
            if engine.isPlan {
                try investigation.writePlan(engine, to: output)
                return .done
            }
            return try await investigation.run(paths, asking: engine) { found, _ in
                try write(found, to: output)
                try output.flush()
            }
        }
    }

    private func write(_ investigation: Investigation, to output: StandardOutput) throws {
        switch format {
        case .json:
            var bytes: [UInt8] = []
            JSONWriter(.pretty).append(InvestigationJSON(investigation).value, to: &bytes, level: 0)
            try output.write(bytes: bytes)
            try output.write("\n")
        case .text: try output.write(InvestigationReport(investigation).text)
        case .markdown: try output.write(InvestigationReport(investigation).markdown)
        }
    }
}
