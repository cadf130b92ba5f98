internal import ArgumentParser
internal import Cases

/// The command line: one file per command, named after it.
@main
struct Huckleberry: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "huckleberry",
        abstract: "Investigate AWS CloudTrail by keyboard: from the alert to the notes.",
        version: ProgramVersion.current,
        subcommands: [
            OpenCommand.self, InspectCommand.self, VerifyCommand.self, QueryCommand.self, DetectCommand.self,
            InvestigateCommand.self, ExportCommand.self, RecheckCommand.self, SnapshotCommand.self,
            ResumeCommand.self,
            FetchCommand.self, SynthCommand.self,
            RulesCommand.self, RobotsCommand.self, KeysCommand.self, ThemeCommand.self, DebugCommand.self,
        ],
        defaultSubcommand: OpenCommand.self
    )

    static func main() async {
        do {
            var command = try parseAsRoot()
            if var command = command as? any AsyncParsableCommand {
                try await command.run()
            } else {
                try command.run()
            }
        } catch {
            let arguments = Array(CommandLine.arguments.dropFirst())
            if exitCode(for: error) == .validationFailure {
                if let hint = QueryCommand.hint(for: arguments) { exit(withError: ValidationError(hint)) }
                if let word = arguments.first, let name = CommandName.meant(by: word) {
                    StandardError.write("\(word): no such command, file or folder; did you mean huckleberry \(name)?")
                    exit(withError: ExitStatus.missingInput.exitCode)
                }
            }
            exit(withError: error)
        }
    }
}
