import Foundation
import Testing

@Suite struct OpenCommandTests {
    private static let scripts = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "Scripts")

    private func run(_ script: String, _ arguments: [String] = []) throws -> Program.Result {
        let folder = try InputFolder(["s.hbs": script])
        return try Program.run(["open", "--script", folder.url.appending(path: "s.hbs").path] + arguments)
    }

    /// From start to exported notes, by keys alone, at 80x24. In a real terminal the same file runs in
    /// `ConsoleInTerminalTests`.
    @Test func theReferenceCaseIsSolvedInLessThanSixtyKeys() throws {
        let script = Self.scripts.appending(path: "reference-case.hbs")
        let folder = try InputFolder([:])
        let result = try Program.run(["open", "--script", script.path], folder: folder.url)
        #expect(result.errors == "")
        #expect(result.status == 0)
        let notes = try String(contentsOf: folder.url.appending(path: "incident-notes.md"), encoding: .utf8)
        #expect(notes.contains("The attacker used 8 long-lived access keys of 8 principals, from 2 addresses."))
        #expect(notes.contains("rotate all eight"))
        let lines = try String(contentsOf: script, encoding: .utf8).split(separator: "\n")
        #expect(!lines.contains { $0.hasPrefix(":") })
        let pressed = lines.reduce(0) { count, line in
            if line.hasPrefix("keys ") { return count + line.dropFirst(5).split(separator: " ").count }
            return line.hasPrefix("type ") ? count + line.dropFirst(5).count : count
        }
        #expect(pressed < 60)
    }

    @Test func theTacticsAreThoseOfTheVersionThatIsAskedFor() throws {
        let steps = "size 200x40\nwait idle\nkeys g m\nwait idle\n"
        let newer = try run(steps + "expect v19 ·\nexpect Defense Impairment\n", ["--attack", "v19"])
        #expect(newer.errors == "")
        #expect(newer.status == 0)
        let older = try run(steps + "expect v18.1 ·\nexpect Defense Evasion\n")
        #expect(older.errors == "")
        #expect(older.status == 0)
    }

    @Test func aFolderIsFollowedBeforeThereIsAnythingInIt() throws {
        let folder = try InputFolder([:])
        let steps = "wait idle\nexpect following\nexpect 0 open\n:unfollow\nexpect-not following\n"
        let result = try run(steps, ["--follow", folder.url.path])
        #expect(result.errors == "")
        #expect(result.status == 0)
    }

    @Test func aScreenIsDrawnAsItIsAskedFor() throws {
        let steps = "wait idle\nkeys ?\ndump screen\nkeys Esc 2\ndump screen\n"
        let boxed = try run(steps).output
        #expect(boxed.contains("\u{2502}") && boxed.contains("\u{250C}"))
        let ascii = try run(steps, ["--ascii"]).output
        #expect(!ascii.unicodeScalars.contains { !$0.isASCII })
        #expect(ascii.contains("+- Alerts: keys"))
        let plain = try run(steps, ["--plain"]).output
        #expect(!plain.contains("\u{2502}") && !plain.contains("\u{2500}"))
        #expect(plain.contains("Alerts: keys"))
    }

    @Test func aRecordIsCopiedWithItsSecretsMasked() throws {
        let steps = """
            size 120x40
            :timeline name:AssumeRoleWithSAML
            wait idle
            keys y j
            wait idle
            expect-copied "sessionToken": "[masked]"
            keys y m
            wait idle
            expect-copied `AssumeRoleWithSAML` by 
            expect sent to the terminal, which may refuse it
            keys ctrl-g
            wait idle
            expect 48,000 events in
            expect coverage
            """
        let result = try run(steps)
        #expect(result.errors == "")
        #expect(result.status == 0)
    }

    @Test func anExpectationThatFailsNamesItsLineAndShowsTheScreen() throws {
        let result = try run("wait idle\nexpect Peter Pan\n")
        #expect(result.status == 1)
        #expect(result.errors.contains("s.hbs:2: expected 'Peter Pan', and the screen shows"))
        #expect(result.errors.contains("EC2 key pair made from a suspicious address"))
    }

    @Test func aScriptThatCannotBeReadIsAUsageError() throws {
        let result = try run("kyes 1\n")
        #expect(result.status == 64)
        #expect(result.errors.contains("s.hbs:1: unknown word 'kyes'; did you mean 'keys'?"))
    }

    @Test func withoutATerminalItNamesScripts() throws {
        let result = try Program.run(["open"])
        #expect(result.status == 64)
        #expect(result.errors.contains("--script FILE"))
    }

    @Test func aPathThatIsMissingIsSaid() throws {
        let result = try Program.run(["open", "/nowhere/at/all"])
        #expect(result.status == 66)
        #expect(result.errors == "/nowhere/at/all: no such file or folder\n")
    }

    @Test func theThemesAreListed() throws {
        let result = try Program.run(["theme", "list"])
        #expect(result.output.split(separator: "\n").contains("base-16"))
    }

    @Test func theShippedThemesAreSound() throws {
        let result = try Program.run(["theme", "check"])
        #expect(result.status == 0)
        #expect(result.output.contains("base-16: sound\n"))
    }

    @Test func aBadThemeIsLocated() throws {
        let folder = try InputFolder(["bad.yaml": "format: 1\nname: bad\nstyles:\n  ui.txt: {}\n"])
        let result = try Program.run(["theme", "check", folder.url.path])
        #expect(result.status == 1)
        #expect(result.output.contains("bad.yaml:4:3: unknown role 'ui.txt'; did you mean 'ui.text'?"))
    }

    @Test func theKeyReferenceIsMarkdown() throws {
        let result = try Program.run(["keys"])
        #expect(result.status == 0)
        #expect(result.output.hasPrefix("# Keys of the console\n"))
        #expect(result.output.contains("| `g k` |"))
    }
}
