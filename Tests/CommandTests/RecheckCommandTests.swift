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
        #expect(result.output.split(separator: "\n").last?.hasPrefix("Checked: ") == true)
        let json = try recheck(notes, "--sources", "SampleData", "--format", "json")
        let value = try JSONValue.parse(json.output)
        #expect(value["confirmed"] == true)
        #expect(value["checked"]?.arrayValue?.count == 3)
        #expect(value["notChecked"]?.arrayValue?.count == 3)
        #expect(value["unchecked"] == [])
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
                """
                not confirmed: 1 of 1 record, 1 of 1 claim

                gone.json is missing
                  in the notes  SHA-256 00
                  now           nowhere
                  E1: these records were in it
                    cited by C1

                1 claim: 0 confirmed, 1 not confirmed, 0 that rest on no record
                1 record of evidence: 0 confirmed, 1 not confirmed

                Could not be checked: the sources as a whole: the notes have no manifest of them.

                """))
    }

    @Test func notesWithoutClaimsAreNoFailure() throws {
        let folder = try InputFolder(["notes.json": #"{"schemaVersion":1,"claims":[],"evidence":[]}"#])
        let result = try recheck(folder.url.appending(path: "notes.json").path, "--sources", "SampleData")
        #expect(result.status == 1)
        #expect(result.output.hasPrefix("nothing to confirm: the notes make no claim\n"))
    }

    @Test func whereNothingIsReadableItIsSaidWhatRestedOnIt() throws {
        let folder = try InputFolder([
            "notes.json": Self.notes(
                #"{"id":"E1","eventID":"x","account":null,"file":"log.json","sha256":"00","record":1,"recordSHA256":"00"}"#
            ), "log.json": "no log",
        ])
        let log = folder.url.appending(path: "log.json").path
        let result = try recheck(folder.url.appending(path: "notes.json").path, "--sources", log)
        #expect(result.status == 65)
        #expect(result.output.contains("\nlog.json has changed\n  in the notes  SHA-256 00\n"))
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
