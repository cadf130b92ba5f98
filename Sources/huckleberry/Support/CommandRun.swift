import ArgumentParser

/// Runs a command's work and turns how it ended into messages and an exit status.
enum CommandRun {
    static func run(_ work: (StandardOutput) async throws -> ExitStatus) async throws {
        do {
            let status = try await work(StandardOutput())
            guard status == .done else { throw status.exitCode }
        } catch is StandardOutput.Closed {
            // Whoever read has seen enough.
        } catch let failure as CommandFailure {
            StandardError.write(failure.message)
            throw failure.status.exitCode
        }
    }
}
