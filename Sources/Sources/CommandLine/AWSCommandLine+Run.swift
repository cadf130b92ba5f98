public import JSON
internal import Programs

extension AWSCommandLine {
    /// Runs a call and reads its answer.
    ///
    /// - Parameters:
    ///   - words: a command of the CLI and its options, without `--output`.
    ///   - limits: what the answer may take, where it is not what ``limits`` says.
    /// - Returns: an empty object where the CLI prints nothing: an operation without an answer.
    public func json(_ words: [String], limits: AWSLimits? = nil) async throws(AWSFailure) -> JSONValue {
        try await answer(words, limits: limits).value
    }

    /// The same, with what the CLI printed.
    func answer(
        _ words: [String], limits: AWSLimits? = nil
    ) async throws(AWSFailure) -> (value: JSONValue, bytes: [UInt8]) {
        let command = jsonCommand(words)
        let output = try await retrying(command, limits ?? self.limits)
        guard !output.allSatisfy({ $0 == 0x20 || $0 == 0x0A }) else { return ([:], output) }
        do throws(JSONError) {
            return (try JSONValue.parse(output), output)
        } catch {
            throw AWSFailure(command: command, kind: .notJSON("\(error)"))
        }
    }

    /// Runs a command and returns what it printed.
    public func run(_ words: [String], limits: AWSLimits? = nil) async throws(AWSFailure) -> [UInt8] {
        try await retrying(command(words), limits ?? self.limits)
    }

    /// Runs a command, and runs it again after a while where AWS says that there were too many calls.
    private func retrying(_ command: [String], _ limits: AWSLimits) async throws(AWSFailure) -> [UInt8] {
        var attempt = 1
        while true {
            do throws(AWSFailure) {
                return try await once(command, limits)
            } catch {
                guard error.kind == .throttled, attempt < retry.attempts else { throw error }
            }
            guard await retry.wait(after: attempt) else { throw AWSFailure(command: command, kind: .cancelled) }
            attempt += 1
        }
    }

    private func once(_ command: [String], _ limits: AWSLimits) async throws(AWSFailure) -> [UInt8] {
        let variables = Self.baseEnvironment.merging(environment) { $1 }
        let result: ProgramRun.Result
        do throws(ProgramRun.Failure) {
            result = try await ProgramRun(
                command, environment: variables, outputLimit: limits.bytes, errorLimit: limits.errorBytes,
                time: limits.time
            ).result()
        } catch {
            throw AWSFailure(command: command, kind: AWSFailure.Kind(error, program: program, limits))
        }
        guard result.status != .exited(0) else { return result.output }
        let words = String(decoding: result.errors, as: UTF8.self)
        throw AWSFailure(command: command, kind: AWSFailure.Kind(said: words, status: result.status))
    }
}
