import ArgumentParser

/// `huckleberry robots`: checks and lists robots.
struct RobotsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "robots", abstract: "Check or list robots, which answer an analyst's first questions.",
        subcommands: [RobotsCheckCommand.self, RobotsListCommand.self])
}
