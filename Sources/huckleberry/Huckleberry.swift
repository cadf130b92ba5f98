internal import ArgumentParser

/// The command line: one file per command, named after it.
@main
struct Huckleberry: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "huckleberry",
        abstract: "Investigate AWS CloudTrail by keyboard: from the alert to the notes.",
        subcommands: [SynthCommand.self]
    )
}
