import ArgumentParser

/// What the program's exit status says, as `sysexits.h` numbers it.
enum ExitStatus: Int32 {
    /// Done, also with no result.
    case done = 0
    /// A check failed.
    case checkFailed = 1
    /// Wrong usage: options, a filter, a time.
    case usage = 64
    /// Nothing readable, or anything rejected under `--strict`.
    case unreadable = 65
    /// An input is missing; the others were read.
    case missingInput = 66
    /// An output cannot be created.
    case cannotCreate = 73
    /// Reading or writing failed half-way.
    case inputOutput = 74
    /// Interrupted by the person at the terminal.
    case interrupted = 130

    var exitCode: ExitCode { ExitCode(rawValue) }
}

/// Why a command ends early: a message for standard error and the exit status.
struct CommandFailure: Error {
    var message: String
    var status: ExitStatus
}
