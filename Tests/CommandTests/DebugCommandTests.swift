import Foundation
import Testing

@Suite struct DebugCommandTests {
    private static let sample = URL(fileURLWithPath: #filePath).appendingPathComponent("../../../SampleData")
        .standardizedFileURL.path

    @Test func aSoundTrailKeepsTheRules() throws {
        let result = try Program.run(["debug", "check", "--sample", "20", Self.sample])
        #expect(result.output.isEmpty)
        #expect(result.status == 0)
    }

    @Test func aMissingPathIsReportedByTheStatus() throws {
        #expect(try Program.run(["debug", "check", "/no/such/path"]).status == 66)
    }

    @Test func theProgramSaysItsVersion() throws {
        let result = try Program.run(["--version"])
        #expect(result.output.wholeMatch(of: /[0-9]+\.[0-9]+\.[0-9]+\n/) != nil)
        #expect(result.status == 0)
    }

    @Test func theHelpOfTheProgramDoesNotListIt() throws {
        #expect(!(try Program.run(["--help"]).output.contains("debug")))
    }
}
