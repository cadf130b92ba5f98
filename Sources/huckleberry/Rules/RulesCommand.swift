import ArgumentParser

/// `huckleberry rules`: checks and lists rules.
struct RulesCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rules", abstract: "Check or list Sigma rules.",
        subcommands: [RulesCheckCommand.self, RulesListCommand.self])
}
