internal import Subprocess
internal import SystemPackage

/// Runs programs, without a shell.
enum ProgramRun {
    /// What a program prints on its standard output.
    ///
    /// When the time is over the program and whatever it started are ended.
    static func output(_ command: [String], limits: ProviderLimits) async throws(ProviderFailure) -> [UInt8] {
        guard let program = command.first, !program.isEmpty else { throw .program("no program is named") }
        do {
            let output = try await within(limits.time) {
                try await run(program, Array(command.dropFirst()), limits.bytes)
            }
            guard let output else { throw ProviderFailure.timeout(limits.time) }
            return output
        } catch let failure as ProviderFailure {
            throw failure
        } catch let error as SubprocessError where error.code == .outputLimitExceeded {
            throw .tooLarge(limit: limits.bytes)
        } catch let error as SubprocessError where error.code == .executableNotFound {
            throw .program("\(program) was not found, or may not be run")
        } catch {
            throw .program("\(program): \(error)")
        }
    }

    private static func run(_ program: String, _ arguments: [String], _ limit: Int) async throws -> [UInt8] {
        var options = PlatformOptions()
        // A session of its own, so that what the program starts can be ended with it.
        options.createSession = true
        options.teardownSequence = [.send(signal: .kill, toProcessGroup: true, allowedDurationToNextStep: .zero)]
        let result = try await Subprocess.run(
            program.contains("/") ? .path(FilePath(program)) : .name(program), arguments: Arguments(arguments),
            platformOptions: options, input: .none, output: .bytes(limit: limit), error: .discarded)
        switch result.terminationStatus {
        case .exited(0): return result.standardOutput
        case .exited(let status): throw ProviderFailure.program("\(program) ended with status \(status)")
        case .signaled(let signal): throw ProviderFailure.program("\(program) was ended by signal \(signal)")
        }
    }
}
