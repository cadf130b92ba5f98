import ArgumentParser
import Dispatch
import Foundation
import Sources
import Text

/// Runs what brings events here: shows how far it has come, ends it where the person wants it to end, and says what went
/// wrong.
enum FetchRun {
    /// What the program's exit status says after Ctrl-C, as shells number it.
    static let interrupted = ExitCode(130)

    /// Prints what would run.
    static func show(_ plan: FetchPlan, on output: StandardOutput) throws -> ExitStatus {
        for line in plan.lines { try output.write(Neutral.text(line) + "\n") }
        try output.flush()
        return .done
    }

    /// Does the work; it is cancelled by Ctrl-C and by a request to end.
    ///
    /// - Throws: `CommandFailure` where the work fails.
    static func run<Value: Sendable>(
        _ work: @escaping @Sendable (@escaping @Sendable (FetchProgress) -> Void) async throws(FetchFailure) -> Value
    ) async throws -> Value {
        let shows = StandardError.isTerminal
        let task = Task { () -> Result<Value, FetchFailure> in
            do throws(FetchFailure) {
                return .success(try await work { if shows { StandardError.show(line: words($0)) } })
            } catch {
                return .failure(error)
            }
        }
        let signals = [SIGINT, SIGTERM].map { number in
            _ = signal(number, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
            source.setEventHandler { task.cancel() }
            source.resume()
            return source
        }
        let result = await task.value
        for source in signals { source.cancel() }
        if shows { StandardError.clearProgress() }
        switch result {
        case .success(let value): return value
        case .failure(.aws(let failure)) where failure.kind == .cancelled: try interrupt()
        case .failure(let failure): throw CommandFailure(message: failure.description, status: status(of: failure))
        }
    }

    /// Says what came of a fetch that asks region by region.
    static func finish(_ summary: FetchSummary, _ words: String, on output: StandardOutput) throws -> ExitStatus {
        let failed = summary.losses.isEmpty ? "" : ", \(PlainText.number(summary.losses.count)) failed"
        try output.write("\(words) from \(PlainText.plural(summary.regions.count, "region"))\(failed)\n")
        try output.flush()
        for note in summary.notes { StandardError.write(note) }
        for loss in summary.losses { StandardError.write("\(loss.name): \(loss.reason)") }
        if summary.isCancelled { try interrupt() }
        if let failure = summary.failure { return status(of: failure) }
        return summary.losses.isEmpty ? .done : .inputOutput
    }

    /// Ends the command as one that was ended by Ctrl-C.
    static func interrupt() throws -> Never {
        StandardError.write("interrupted; run it again to go on")
        throw interrupted
    }

    static func status(of failure: FetchFailure) -> ExitStatus {
        switch failure {
        case .local(let problem):
            switch problem.reason {
            case .cannotCreate, .inUse: .cannotCreate
            case .cannotWrite, .cannotRead: .inputOutput
            }
        case .aws(let failure): status(of: failure)
        }
    }

    static func status(of failure: AWSFailure) -> ExitStatus {
        switch failure.kind {
        case .noSuchBucket, .notFound: .missingInput
        case .noRegion, .usage: .usage
        case .missingProgram, .accessDenied, .credentials, .throttled, .cannotConnect, .cancelled, .timedOut, .tooLarge,
            .notJSON, .queryFailed, .scanLimit, .other:
            .inputOutput
        }
    }

    private static func words(_ progress: FetchProgress) -> String {
        switch progress.phase {
        case .listing: "looking: \(PlainText.number(progress.done)) found"
        case .fetching:
            "fetching: \(PlainText.number(progress.done))"
                + (progress.total > 0 ? " of \(PlainText.number(progress.total))" : "")
                + (progress.bytes > 0 ? ", \(PlainText.bytes(progress.bytes))" : "")
        }
    }
}
