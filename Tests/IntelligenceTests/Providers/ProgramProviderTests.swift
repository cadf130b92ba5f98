import CloudTrail
import Testing

@testable import Intelligence

@Suite struct ProgramProviderTests {
    private func ask(
        _ command: [String], time: Duration = .seconds(300)
    ) async -> Result<[String], ProviderFailure> {
        let shape = AnswerShape(labels: [AnswerShape.Label("name", .other)])
        let provider = ProgramProvider(
            name: "program", command: command, shape: shape, limits: ProviderLimits(time: time, bytes: 4_096))
        do throws(ProviderFailure) {
            return .success(try await provider.labels(of: IPAddress(family: .v4, bits: 0xCB00_714D)).map(\.text))
        } catch {
            return .failure(error)
        }
    }

    @Test func `The address is the last argument, and no shell reads it`() async {
        #expect(await ask(["printf", "{\"name\": \"%s\"}"]) == .success(["203.0.113.77"]))
        #expect(await ask(["printf", "{\"name\": \"%s %s\"}", "$(id)"]) == .success(["$(id) 203.0.113.77"]))
    }

    @Test func `A program that fails, is missing, or prints no JSON, is a failure`() async {
        #expect(await ask(["false"]) == .failure(.program("false ended with status 1")))
        #expect(
            await ask(["no-such-program-here"])
                == .failure(.program("no-such-program-here was not found, or may not be run")))
        guard case .failure(.notJSON) = await ask(["echo", "hello"]) else {
            Issue.record("text was taken for an answer")
            return
        }
        #expect(await ask([]) == .failure(.program("no program is named")))
    }

    @Test func `A program that goes on for ever is ended, with what it started`() async {
        let limit = Duration.milliseconds(50)
        #expect(await ask(["sh", "-c", "sleep 1000 & wait"], time: limit) == .failure(.timeout(limit)))
    }

    @Test func `A program that prints without end is ended`() async {
        #expect(await ask(["yes"]) == .failure(.tooLarge(limit: 4_096)))
    }
}
