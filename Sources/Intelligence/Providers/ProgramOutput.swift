internal import Programs

/// Programs that answer by what they print.
enum ProgramOutput {
    /// What a program prints on its standard output.
    ///
    /// When the time is over the program and whatever it started are ended.
    static func of(_ command: [String], limits: ProviderLimits) async throws(ProviderFailure) -> [UInt8] {
        let program = command.first ?? ""
        let result: ProgramRun.Result
        do throws(ProgramRun.Failure) {
            result = try await ProgramRun(command, outputLimit: limits.bytes, time: limits.time).result()
        } catch {
            switch error {
            case .noProgram: throw .program("no program is named")
            case .notFound: throw .program("\(program) was not found, or may not be run")
            case .tooLarge: throw .tooLarge(limit: limits.bytes)
            case .timeout(let limit): throw .timeout(limit)
            case .cancelled: throw .program("\(program): cancelled")
            case .system(let message): throw .program("\(program): \(message)")
            }
        }
        switch result.status {
        case .exited(0): return result.output
        case .exited(let status): throw .program("\(program) ended with status \(status)")
        case .signaled(let signal): throw .program("\(program) was ended by signal \(signal)")
        }
    }
}
