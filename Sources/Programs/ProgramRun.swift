internal import Subprocess
internal import SystemPackage

/// One run of a program, without a shell.
public struct ProgramRun: Hashable, Sendable {
    /// The program, found on the `PATH` where it holds no slash, and its arguments.
    public var command: [String]
    /// Variables beside those that the program inherits.
    public var environment: [String: String]
    /// Bytes that are taken from standard output, at most.
    public var outputLimit: Int
    /// Bytes that are taken from standard error, at most; nil where nobody reads it.
    public var errorLimit: Int?
    /// How long it may take; nil for as long as it likes.
    public var time: Duration?

    public init(
        _ command: [String], environment: [String: String] = [:], outputLimit: Int, errorLimit: Int? = nil,
        time: Duration? = nil
    ) {
        self.command = command
        self.environment = environment
        self.outputLimit = outputLimit
        self.errorLimit = errorLimit
        self.time = time
    }

    /// How a program ended.
    public enum Status: Hashable, Sendable {
        case exited(Int)
        case signaled(Int)
    }

    /// What a program left behind when it ended.
    public struct Result: Hashable, Sendable {
        public var status: Status
        public var output: [UInt8]
        /// Empty where nobody reads it.
        public var errors: [UInt8]
    }

    /// Why there is no result.
    public enum Failure: Error, Hashable, Sendable {
        case noProgram
        case notFound
        /// It prints more than is taken.
        case tooLarge
        case timeout(Duration)
        case cancelled
        /// The system's words.
        case system(String)
    }

    /// Runs the program to its end, whatever its status.
    ///
    /// When the time is over or the task is cancelled, the program and whatever it started are ended.
    public func result() async throws(Failure) -> Result {
        guard let program = command.first, !program.isEmpty else { throw .noProgram }
        do {
            guard let time else { return try await run(program) }
            guard let result = try await within(time, { try await run(program) }) else {
                throw Failure.timeout(time)
            }
            return result
        } catch let failure as Failure {
            throw failure
        } catch is CancellationError {
            throw .cancelled
        } catch let error as SubprocessError where error.code == .outputLimitExceeded {
            throw .tooLarge
        } catch let error as SubprocessError where error.code == .executableNotFound {
            throw .notFound
        } catch {
            throw Task.isCancelled ? .cancelled : .system("\(error)")
        }
    }

    private func run(_ program: String) async throws -> Result {
        let executable = program.contains("/") ? Executable.path(FilePath(program)) : .name(program)
        let arguments = Arguments(Array(command.dropFirst()))
        var options = PlatformOptions()
        // A session of its own, so that what the program starts can be ended with it.
        options.createSession = true
        options.teardownSequence = [.send(signal: .kill, toProcessGroup: true, allowedDurationToNextStep: .zero)]
        var added: [Environment.Key: String?] = [:]
        for (name, value) in environment {
            if let key = Environment.Key(rawValue: name) { added[key] = value }
        }
        let result: Result
        if let errorLimit {
            let run = try await Subprocess.run(
                executable, arguments: arguments, environment: .inherit.updating(added), platformOptions: options,
                input: .none, output: .bytes(limit: outputLimit), error: .bytes(limit: errorLimit))
            result = Result(
                status: Status(run.terminationStatus), output: run.standardOutput, errors: run.standardError)
        } else {
            let run = try await Subprocess.run(
                executable, arguments: arguments, environment: .inherit.updating(added), platformOptions: options,
                input: .none, output: .bytes(limit: outputLimit), error: .discarded)
            result = Result(status: Status(run.terminationStatus), output: run.standardOutput, errors: [])
        }
        // A program that was ended because nobody waits any more says nothing by how it ended.
        try Task.checkCancellation()
        return result
    }
}

extension ProgramRun.Status {
    init(_ status: TerminationStatus) {
        switch status {
        case .exited(let code): self = .exited(Int(code))
        case .signaled(let signal): self = .signaled(Int(signal))
        }
    }
}
