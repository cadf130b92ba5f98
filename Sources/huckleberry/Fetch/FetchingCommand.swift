import ArgumentParser

/// A command that brings events here: run by a person, or by the console with the same words.
protocol FetchingCommand: AsyncParsableCommand {
    /// Where events come to; nil where nothing is brought, and something is printed instead.
    var place: FetchPlace? { get }

    /// Does the work.
    ///
    /// - Throws: `CommandFailure` where it fails, ``FetchRun/interrupted`` where it was cancelled.
    func fetch(_ voice: FetchVoice) async throws -> ExitStatus
}

/// Where events come to.
enum FetchPlace: Hashable {
    /// Whole files come one by one.
    case folder(String)
    /// All comes at once.
    case file(String)
}

extension FetchingCommand {
    func run() async throws {
        try await CommandRun.run { try await fetch(.program($0)) }
    }
}
