import Foundation
import JSON
import Testing

/// A case from its first decision to its export, by the commands.
@Suite struct CaseCommandTests {
    private static let script = """
        wait idle
        keys 2
        wait idle
        keys Space
        :casenote inferred: the owner is on holiday
        :tag exfil
        dump screen

        """

    /// A folder with one small trail, a script, and a case that the script made.
    private func folder() throws -> InputFolder {
        let sample = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appending(
                path: "SampleData/AWSLogs/111122223333/CloudTrail/us-east-1/2020/05/06")
        let folder = try InputFolder(["script.hbs": Self.script])
        let logs = folder.url.appending(path: "logs")
        try FileManager.default.copyItem(at: sample, to: logs)
        return folder
    }

    private func begin(_ folder: InputFolder) throws -> Program.Result {
        try Program.run(
            ["open", "--script", "script.hbs", "--case", "case.huck", "--analyst", "ana", "--baseline", "14", "logs"],
            folder: folder.url)
    }

    @Test func aCaseIsGoneOnWithOverItsSourcesAndWithItsOptions() throws {
        let folder = try folder()
        #expect(try begin(folder).status == 0)
        try Data("size 140x40\nwait idle\nkeys 9\nwait idle\ndump screen\nkeys L\nwait idle\ndump screen\n".utf8)
            .write(to: folder.url.appending(path: "next.hbs"))
        let result = try Program.run(
            ["resume", "case.huck", "--script", "next.hbs", "--analyst", "ben"], folder: folder.url)
        #expect(result.status == 0)
        #expect(result.output.contains("inferred: the owner is on holiday"))
        #expect(result.output.contains("exfil"))
        #expect(result.output.contains("3 steps"))
        // What it was loaded with is on record: twice in the console, by two analysts, and for the export.
        let export = try Program.run(
            ["export", "--case", "case.huck", "--format", "json", "-o", "case.json"], folder: folder.url)
        #expect(export.status == 0)
        let notes = try JSONValue.parse(Array(Data(contentsOf: folder.url.appending(path: "case.json"))))
        let loads = try #require(notes[path: ["custody", "loads"]]?.arrayValue)
        #expect(loads.map { $0["analyst"]?.stringValue } == ["ana", "ben", "ben"])
        #expect(loads.allSatisfy { $0["options"]?.arrayValue?.compactMap(\.stringValue) == ["--baseline", "14"] })
    }

    @Test func itsExportHasWhatWasDecidedByWhom() throws {
        let folder = try folder()
        _ = try begin(folder)
        let result = try Program.run(
            ["export", "--case", "case.huck", "--format", "markdown", "-o", "notes.md"], folder: folder.url)
        #expect(result.status == 0)
        let notes = try String(contentsOf: folder.url.appending(path: "notes.md"), encoding: .utf8)
        #expect(notes.contains("- Analyst: ana"))
        #expect(notes.contains("the owner is on holiday"))
        #expect(notes.contains("## Decision log"))
        #expect(notes.contains("| ana | tag exfil on"))
        #expect(notes.contains("`--baseline 14`") || notes.contains("--baseline 14"))
    }

    @Test func theAnnotatedEventsAreToldAlone() throws {
        let folder = try folder()
        _ = try begin(folder)
        let result = try Program.run(
            ["export", "--case", "case.huck", "--format", "timesketch", "--select", "annotated", "-o", "x.jsonl"],
            folder: folder.url)
        #expect(result.status == 0)
        let lines = try String(contentsOf: folder.url.appending(path: "x.jsonl"), encoding: .utf8).split(
            separator: "\n")
        // One event is marked, the one below it is tagged.
        #expect(lines.count == 2)
    }

    @Test func theKeyToPseudonymsStaysInTheCase() throws {
        let folder = try folder()
        _ = try begin(folder)
        let result = try Program.run(
            ["export", "--case", "case.huck", "--format", "csv", "--redact", "-o", "tables"], folder: folder.url)
        #expect(result.status == 0)
        #expect(result.errors.contains("the key to them is in the case"))
        let events = try String(contentsOf: folder.url.appending(path: "tables/events.csv"), encoding: .utf8)
        #expect(!events.contains("111122223333"))
    }

    @Test func whatBecameOfTheSourcesIsSaid() throws {
        let folder = try folder()
        _ = try begin(folder)
        let logs = folder.url.appending(path: "logs")
        let names = try FileManager.default.contentsOfDirectory(atPath: logs.path).sorted()
        let (gone, moved) = (logs.appending(path: names[0]), logs.appending(path: names[1]))
        try FileManager.default.removeItem(at: gone)
        try FileManager.default.moveItem(at: moved, to: logs.appending(path: "elsewhere.json.gz"))
        try Data(#"{"Records":[]}"#.utf8).write(to: logs.appending(path: "new.json"))
        let result = try Program.run(
            ["export", "--case", "case.huck", "--format", "markdown", "-o", "notes.md"], folder: folder.url)
        #expect(result.errors.contains("Of the sources of this case 1 is missing, 1 is elsewhere, 1 is new"))
        let notes = try String(contentsOf: folder.url.appending(path: "notes.md"), encoding: .utf8)
        let table = notes.split(separator: "\n").drop { !$0.hasPrefix("How the sources differed") }
        #expect(table.count { $0.contains("| missing | ") && $0.contains(names[0]) } == 1)
        #expect(table.count { $0.contains("| elsewhere | ") && $0.contains("/elsewhere.json.gz, before ") } == 1)
        #expect(notes.contains("before the window: 1 source that the case has read is missing: "))

        // Whoever opens it sees it in every view, and the next time again.
        for _ in 1...2 {
            let screens = try resume(folder, screens(behind: "9", "0"))
            #expect(screens.output.matches(of: /SOURCES DIFFER/).count == 3)
            #expect(screens.output.contains("Of the sources of this case 1 is missing"))
            #expect(screens.output.contains("Changed since the case was last open"))
        }
    }

    /// A source that changed is told at every opening, in exports, and in what can be said of its time; until it is as it was.
    @Test func aSourceThatChangedStaysInDoubt() throws {
        let folder = try folder()
        _ = try begin(folder)
        let logs = folder.url.appending(path: "logs")
        let names = try FileManager.default.contentsOfDirectory(atPath: logs.path).sorted()
        // The second of the five files holds the attack.
        let log = logs.appending(path: names[1])
        let before = try Data(contentsOf: log)
        try (before + Data("x".utf8)).write(to: log)
        for _ in 1...2 {
            let screens = try resume(folder, screens(behind: "0"))
            #expect(screens.output.matches(of: /SOURCES DIFFER/).count == 2)
            #expect(screens.output.contains("grade D of the incident"))
        }
        let export = try Program.run(
            ["export", "--case", "case.huck", "--format", "markdown", "-o", "notes.md"], folder: folder.url)
        #expect(export.errors.contains("Of the sources of this case 1 is changed"))
        let notes = try String(contentsOf: folder.url.appending(path: "notes.md"), encoding: .utf8)
        #expect(
            notes.contains(
                /- Data coverage: grade D, not to be relied on for the time of the attack: .*1 source is not as the case first read it/
            ))
        try before.write(to: log)
        #expect(try !resume(folder, screens(behind: "0")).output.contains("SOURCES DIFFER"))
    }

    /// Gone on with by its file alone, a case has its options as well, and keeps them.
    @Test func itsOptionsHoldUntilOthersAreSaid() throws {
        let folder = try folder()
        _ = try begin(folder)
        for _ in 1...2 {
            _ = try Program.run(["open", "--script", "script.hbs", "--case", "case.huck"], folder: folder.url)
        }
        _ = try Program.run(
            ["open", "--script", "script.hbs", "--case", "case.huck", "--baseline", "7"], folder: folder.url)
        _ = try Program.run(
            ["export", "--case", "case.huck", "--format", "json", "-o", "case.json"], folder: folder.url)
        let notes = try JSONValue.parse(Array(Data(contentsOf: folder.url.appending(path: "case.json"))))
        let loads = try #require(notes[path: ["custody", "loads"]]?.arrayValue)
        #expect(loads.map { $0["options"]?.arrayValue?.last?.stringValue } == ["14", "14", "14", "7", "7"])
    }

    /// With nothing left of the sources, what was written and decided can still be read, and exported.
    @Test func aCaseOutlivesItsSources() throws {
        let folder = try folder()
        _ = try begin(folder)
        _ = try resume(folder, "keys 2\nwait idle\nkeys y\nkeys e\n")
        try FileManager.default.removeItem(at: folder.url.appending(path: "logs"))
        let screens = try resume(folder, screens(behind: "9", "L"))
        #expect(screens.status == 66)
        #expect(screens.output.contains("Of the sources of this case 5 are missing"))
        #expect(screens.output.contains("inferred: the owner is on holiday"))
        #expect(screens.output.contains("E1"))
        #expect(screens.output.contains("3 steps"))
        let export = try Program.run(
            ["export", "--case", "case.huck", "--format", "json", "-o", "case.json"], folder: folder.url)
        #expect(export.status == 66)
        let notes = try JSONValue.parse(Array(Data(contentsOf: folder.url.appending(path: "case.json"))))
        let absent = try #require(notes[path: ["analyst", "absentEvidence"]]?.arrayValue)
        #expect(absent.map { $0["id"]?.stringValue } == ["E1"])
        #expect(absent.map { $0["account"]?.stringValue } == ["111122223333"])
        let manifest = try #require(notes[path: ["custody", "manifest"]]?.arrayValue)
        #expect(manifest.count == 5)
        #expect(manifest.allSatisfy { $0["absentSince"]?.stringValue != nil && $0["sha256"]?.stringValue != nil })
        let markdown = try Program.run(
            ["export", "--case", "case.huck", "--format", "markdown", "-o", "notes.md"], folder: folder.url)
        #expect(markdown.status == 66)
        let text = try String(contentsOf: folder.url.appending(path: "notes.md"), encoding: .utf8)
        #expect(text.contains("Numbered by the analyst, and not among the records that were read for these notes:"))
    }

    /// The lines of a script that shows where the case begins, and what lies behind keys.
    private func screens(behind keys: String...) -> String {
        "dump screen\n" + keys.map { "keys \($0)\nwait idle\ndump screen\n" }.joined()
    }

    /// Goes on with the case and does what a script says, at 140x40.
    private func resume(_ folder: InputFolder, _ script: String) throws -> Program.Result {
        try Data(("size 140x40\nwait idle\n" + script).utf8).write(to: folder.url.appending(path: "go.hbs"))
        return try Program.run(["resume", "case.huck", "--script", "go.hbs"], folder: folder.url)
    }

    /// Neither the trail nor the case gives way to what is told of them.
    @Test func whatAnExportRestsOnIsNeverReplaced() throws {
        let folder = try folder()
        _ = try begin(folder)
        let log = try #require(
            try FileManager.default.contentsOfDirectory(atPath: folder.url.appending(path: "logs").path).sorted().first)
        for target in ["logs/\(log)", "case.huck"] {
            let file = folder.url.appending(path: target)
            let before = try Data(contentsOf: file)
            let result = try Program.run(
                ["export", "--case", "case.huck", "--format", "json", "-o", target, "--force"], folder: folder.url)
            #expect(result.status == 73)
            #expect(result.errors.hasSuffix("\(target) is what the export rests on: it is never replaced\n"))
            #expect(try Data(contentsOf: file) == before)
        }
        try FileManager.default.createSymbolicLink(
            at: folder.url.appending(path: "link.json"), withDestinationURL: folder.url.appending(path: "logs/\(log)"))
        let linked = try Program.run(
            ["export", "logs", "--format", "json", "-o", "link.json", "--force"], folder: folder.url)
        #expect(linked.status == 73)
    }

    @Test func aCaseThatIsNoneIsNamed() throws {
        let folder = try InputFolder(["text.huck": "this is only a text, but long enough to be something else"])
        let result = try Program.run(
            ["export", "--case", "text.huck", "--format", "json", "-o", "x.json"], folder: folder.url)
        #expect(result.status == 65)
        #expect(result.errors == "text.huck is no case file of huckleberry\n")
        let missing = try Program.run(
            ["resume", "nothing"], folder: folder.url, environment: ["XDG_STATE_HOME": "/nowhere"])
        #expect(missing.status == 66)
        #expect(missing.errors == "nothing: no such case; 'huckleberry resume' lists them\n")
    }

    @Test func withACaseItsOwnDecisionsHold() throws {
        let folder = try InputFolder([:])
        let result = try Program.run(
            ["export", "--case", "c.huck", "--key", "AKIA", "--format", "json", "-o", "x"], folder: folder.url)
        #expect(result.status == 64)
        #expect(result.errors.contains("With --case its own decisions hold"))
    }

    @Test func withoutACaseTheListSaysSo() throws {
        let folder = try InputFolder([:])
        let result = try Program.run(["resume"], environment: ["XDG_STATE_HOME": folder.url.path])
        #expect(result.status == 0)
        #expect(result.output == "There is no case yet: the first decision in the console begins one.\n")
    }

    /// A console that is killed at any moment has lost nothing that its screen had confirmed.
    @Test(arguments: [1, 7, 20, 33]) func aKillLosesNothingThatWasConfirmed(screens: Int) throws {
        let folder = try folder()
        let steps = (1...60).map { ":casenote n\($0)\ndump screen\n" }.joined()
        try Data(("wait idle\n" + steps).utf8).write(to: folder.url.appending(path: "long.hbs"))
        let confirmed = try Program.killed(
            ["open", "--script", "long.hbs", "--case", "k.huck", "logs"], folder: folder.url
        ) { output in output.matches(of: /Noted: n\d+/).count >= screens }
        .matches(of: /Noted: n(\d+)/).compactMap { Int($0.output.1) }
        #expect(confirmed.count >= screens)
        try Data("wait idle\nkeys 9\nwait idle\nsize 120x90\ndump screen\n".utf8)
            .write(to: folder.url.appending(path: "next.hbs"))
        let result = try Program.run(
            ["open", "--script", "next.hbs", "--case", "k.huck", "logs"], folder: folder.url)
        #expect(result.status == 0)
        let kept = Set(result.output.matches(of: #/ n(\d+)\b/#).compactMap { Int($0.output.1) })
        #expect(kept.isSuperset(of: confirmed))
    }
}
