import Foundation
import JSON
import Testing

@Suite struct RecheckCommandTests {
    private let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    private static func notes(_ evidence: String) -> String {
        #"{"schemaVersion":1,"claims":[{"id":"C1","text":"a","evidence":["E1"]}],"evidence":[\#(evidence)]}"#
    }

    private func recheck(_ arguments: String...) throws -> Program.Result {
        try Program.run(["recheck"] + arguments, folder: root)
    }

    @Test func theSampleCaseIsConfirmedByCommand() throws {
        let folder = try InputFolder([:])
        let notes = folder.url.appending(path: "notes.json").path
        let written = try Program.run(["export", "SampleData", "--format", "json", "-o", notes], folder: root)
        #expect(written.status == 0, "\(written.errors)")
        let result = try recheck(notes, "--sources", "SampleData")
        #expect(result.status == 0, "\(result.errors)")
        #expect(result.output.hasPrefix("confirmed C1 [E1] "))
        #expect(result.output.contains(" 0 not confirmed, "))
        let json = try recheck(notes, "--sources", "SampleData", "--format", "json")
        #expect(try JSONValue.parse(json.output)["confirmed"] == true)
    }

    @Test func whatIsNotThereEndsWithStatusOne() throws {
        let folder = try InputFolder([
            "notes.json": Self.notes(
                #"{"id":"E1","eventID":"x","account":null,"file":"gone.json","sha256":"00","record":1,"recordSHA256":"00"}"#
            )
        ])
        let result = try recheck(folder.url.appending(path: "notes.json").path, "--sources", "SampleData")
        #expect(result.status == 1)
        #expect(
            result.output.hasPrefix(
                "not confirmed C1 [E1]\n  [E1]: gone.json, record 1: no source has the SHA-256 00 or such a path\n"))
    }

    @Test func theStatusSaysWhatIsWrong() throws {
        let folder = try InputFolder(["notes.json": "no JSON"])
        let path = folder.url.appending(path: "notes.json").path
        let malformed = try recheck(path, "--sources", "SampleData")
        #expect(malformed.status == 65)
        #expect(malformed.errors.contains("it is no JSON: "))
        #expect(try recheck(folder.url.appending(path: "none.json").path, "--sources", "SampleData").status == 66)
        #expect(try recheck(path).status == 64)
    }
}
