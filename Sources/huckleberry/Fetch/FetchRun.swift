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
    static func show(_ plan: FetchPlan, _ voice: FetchVoice) throws -> ExitStatus {
        try voice.say(plan.lines.map { Neutral.text($0) + "\n" }.joined())
        return .done
    }

    /// Does the work; it is cancelled with the task, and in a program of its own by Ctrl-C and by a request to end.
    ///
    /// - Throws: `CommandFailure` where the work fails.
    static func run<Value: Sendable>(
        _ voice: FetchVoice,
        _ work: @escaping @Sendable (@escaping @Sendable (FetchProgress) -> Void) async throws(FetchFailure) -> Value
    ) async throws -> Value {
        let progress = voice.progress ?? { _ in }
        let task = Task { () -> Result<Value, FetchFailure> in
            do throws(FetchFailure) {
                return .success(try await work(progress))
            } catch {
                return .failure(error)
            }
        }
        let signals = voice.isProgram ? endings { task.cancel() } : []
        let result = await withTaskCancellationHandler {
            await task.value
        } onCancel: {
            task.cancel()
        }
        for source in signals { source.cancel() }
        voice.endProgress()
        switch result {
        case .success(let value): return value
        case .failure(.aws(let failure)) where failure.kind == .cancelled: try interrupt(voice)
        case .failure(let failure): throw CommandFailure(message: failure.description, status: status(of: failure))
        }
    }

    /// Has signals that ask the program to end do something else.
    private static func endings(_ end: @escaping @Sendable () -> Void) -> [any DispatchSourceSignal] {
        [SIGINT, SIGTERM].map { number in
            _ = signal(number, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
            source.setEventHandler(handler: end)
            source.resume()
            return source
        }
    }

    /// Says what came of a fetch that asks region by region.
    static func finish(_ summary: FetchSummary, _ words: String, _ voice: FetchVoice) throws -> ExitStatus {
        let failed = summary.losses.isEmpty ? "" : ", \(PlainText.number(summary.losses.count)) failed"
        try voice.say("\(words) from \(PlainText.plural(summary.regions.count, "region"))\(failed)\n")
        for note in summary.notes { voice.remark(note) }
        for loss in summary.losses { voice.remark("\(loss.name): \(loss.reason)") }
        if summary.isCancelled { try interrupt(voice) }
        if let failure = summary.failure { return status(of: failure) }
        return summary.losses.isEmpty ? .done : .inputOutput
    }

    /// Ends the command as one that was ended by Ctrl-C.
    static func interrupt(_ voice: FetchVoice) throws -> Never {
        voice.remark("interrupted; run it again to go on")
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
}
