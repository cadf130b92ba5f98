import Foundation
import Testing

/// The program as built, on a real terminal. What the console does is tested without one; here is what only a terminal
/// can show.
@Suite(.serialized, .enabled(if: Tmux.isInstalled, "tmux is not installed"))
struct ConsoleInTerminalTests {
    private let open = "$HUCKLEBERRY open trail.json"

    /// Runs something, and checks that it leaves the terminal as it was.
    private func checkRestored(_ terminal: Tmux, _ body: () throws -> Void) throws {
        try terminal.shell("stty -g > before")
        try body()
        try terminal.shell("clear; stty -g > after; cmp before after && echo terminal as before")
        try terminal.waitFor("terminal as before")
        #expect(try !terminal.isAlternate)
    }

    @Test func startsMovesAndLeavesTheTerminalAsItWas() throws {
        let terminal = try Tmux()
        try checkRestored(terminal) {
            try terminal.shell(open)
            try terminal.waitFor("2 events")
            try terminal.press("2")
            try terminal.waitFor("CreateKeyPair")
            #expect(try terminal.isAlternate)
            try terminal.press("Down", "g", "j")
            try terminal.waitFor("\"keyName\": \"prod-debug\"")
            // An Esc alone is an Esc, at once.
            try terminal.press("Escape")
            try terminal.waitFor("Timeline  2 events")
            try terminal.press("Q")
            try terminal.waitFor("ready>")
        }
    }

    @Test func followsTheSizeOfTheTerminal() throws {
        let terminal = try Tmux()
        try terminal.shell(open)
        try terminal.waitFor("2 events")
        try terminal.resize(columns: 30, rows: 6)
        try terminal.waitFor("Too small")
        try terminal.resize(columns: 120, rows: 40)
        try terminal.waitFor("? help")
        try terminal.press("Q")
        try terminal.waitFor("ready>")
    }

    @Test func isSuspendedAndComesBack() throws {
        let terminal = try Tmux()
        try checkRestored(terminal) {
            try terminal.shell(open)
            try terminal.waitFor("2 events")
            try terminal.press("C-z")
            try terminal.waitFor("Stopped")
            #expect(try !terminal.isAlternate)
            try terminal.resize(columns: 70, rows: 20)
            try terminal.shell("fg")
            try terminal.waitFor("2 events")
            try terminal.press("2")
            try terminal.waitFor("CreateKeyPair")
            try terminal.press("Q")
            try terminal.waitFor("ready>")
        }
    }

    @Test(arguments: [SIGSEGV, SIGABRT, SIGTERM, SIGHUP, SIGINT])
    func givesTheTerminalBackWhenItIsStopped(by signal: Int32) throws {
        let terminal = try Tmux()
        try checkRestored(terminal) {
            try terminal.shell("sh -c 'echo $$ > number; exec \(open)'")
            try terminal.waitFor("2 events")
            let number = try String(contentsOf: terminal.folder.appending(path: "number"), encoding: .utf8)
            let process = try #require(pid_t(number.trimmingCharacters(in: .whitespacesAndNewlines)))
            #expect(kill(process, signal) == 0)
            try terminal.waitFor("ready>")
        }
    }

    @Test func usesColourUnlessToldNotTo() throws {
        let colored = try Tmux(environment: ["NO_COLOR": ""])
        try colored.shell("HUCKLEBERRY_HOME=\(Self.package) $HUCKLEBERRY open --theme dark-256 trail.json")
        try colored.waitFor("2 events")
        #expect(try colored.screen(withColors: true).contains("\u{1B}[38;5;"))
        try colored.press("Q")
        let plain = try Tmux(environment: ["NO_COLOR": "1"])
        try plain.shell("HUCKLEBERRY_HOME=\(Self.package) $HUCKLEBERRY open --theme dark-256 trail.json")
        try plain.waitFor("2 events")
        #expect(try !plain.screen(withColors: true).contains("\u{1B}[38;5;"))
        try plain.press("Q")
    }

    @Test func drawsWithASCIIInTheLocaleC() throws {
        let terminal = try Tmux(environment: ["LC_ALL": "C"])
        try terminal.shell(open)
        try terminal.waitFor("2 events - 1 account")
        try terminal.waitFor("The locale is not UTF-8")
        #expect(try terminal.screen().unicodeScalars.allSatisfy(\.isASCII))
        try terminal.press("Q")
    }

    @Test(arguments: ["vt100", "xterm", "xterm-256color", "screen"])
    func runsOnTerminals(named name: String) throws {
        let terminal = try Tmux()
        try terminal.shell("TERM=\(name) \(open)")
        try terminal.waitFor("2 events")
        try terminal.press("2", "g")
        try terminal.waitFor("Keys, at this row's key")
        try terminal.press("k")
        try terminal.waitFor("AKIAEXAMPLE0000001")
        try terminal.press("Q")
        try terminal.waitFor("ready>")
    }

    @Test(arguments: [
        ("dumb", "TERM is 'dumb', a terminal whose cursor cannot be moved."),
        ("nonsense", "TERM is 'nonsense', which terminfo does not know."), ("", "TERM is not set."),
    ])
    func saysWhatIsWrongWithATerminal(name: String, message: String) throws {
        let terminal = try Tmux()
        try terminal.shell("TERM=\(name) \(open); echo status $?")
        try terminal.waitFor("status 64")
        #expect(try terminal.screen().contains(message))
    }

    @Test func namesScriptsWhereThereIsNoTerminal() throws {
        let terminal = try Tmux()
        try terminal.shell("\(open) > out; echo status $?")
        try terminal.waitFor("status 64")
        #expect(try terminal.screen().contains("--script FILE"))
    }

    @Test func saysWhyNothingCouldBeOpenedOnTheScreenAndAfterwards() throws {
        let terminal = try Tmux()
        try terminal.shell("echo '{}' > empty.json; $HUCKLEBERRY open empty.json; echo status $?")
        try terminal.waitFor("There is no CloudTrail event in empty.json.")
        try terminal.press("q")
        try terminal.waitFor("status 65")
        #expect(try terminal.screen().contains("There is no CloudTrail event in empty.json."))
    }

    @Test func aWordThatIsNoPathIsNearlyACommand() throws {
        let terminal = try Tmux()
        try terminal.shell("$HUCKLEBERRY qery; echo status $?")
        try terminal.waitFor("status 66")
        #expect(try terminal.screen().contains("did you mean huckleberry query?"))
    }

    @Test func takesKeysFromTheTerminalWhileEventsComeThroughAPipe() throws {
        let terminal = try Tmux()
        try checkRestored(terminal) {
            try terminal.shell("cat trail.json | $HUCKLEBERRY open -")
            try terminal.waitFor("standard input · 2 events")
            try terminal.press("2")
            try terminal.waitFor("CreateKeyPair")
            try terminal.press("Q")
            try terminal.waitFor("ready>")
        }
    }

    @Test func leavesAtOnceThoughLoadingGoesOn() throws {
        let terminal = try Tmux()
        try checkRestored(terminal) {
            // Its other end is never closed: there is always more to come.
            try terminal.shell("mkfifo endless; exec 9<>endless; $HUCKLEBERRY open - < endless; echo status $?")
            try terminal.waitFor("LOADING")
            try terminal.press("C-c")
            try terminal.waitFor("Stop loading and keep what is there?")
            try terminal.press("j", "q")
            try terminal.waitFor("status 0")
        }
    }

    @Test func pastesIntoAPromptAsOneText() throws {
        let terminal = try Tmux()
        try terminal.shell(open)
        try terminal.waitFor("2 events")
        try terminal.press("2")
        try terminal.waitFor("CreateKeyPair")
        // In the view itself a pasted q must not leave.
        try terminal.run(["set-buffer", "qqq name:List*"])
        try terminal.run(["paste-buffer", "-p"])
        try terminal.press("&")
        try terminal.run(["set-buffer", "name:List*"])
        try terminal.run(["paste-buffer", "-p"])
        try terminal.waitFor("&name:List*")
        try terminal.waitFor("1 rows")
        try terminal.press("Escape", "Q")
        try terminal.waitFor("ready>")
    }

    @Test func copiesThroughTmux() throws {
        let terminal = try Tmux()
        try terminal.run(["set-option", "-s", "set-clipboard", "on"])
        try terminal.shell(open)
        try terminal.waitFor("2 events")
        try terminal.press("2")
        try terminal.waitFor("CreateKeyPair")
        try terminal.press("y", "c")
        try terminal.waitFor("The cell, 11 bytes: sent to the terminal, which may refuse it.")
        #expect(try terminal.run(["show-buffer"]) == "ListBuckets")
        try terminal.press("Q")
        try terminal.waitFor("ready>")
    }

    @Test func saysThatATerminalHasNoClipboard() throws {
        let terminal = try Tmux()
        try terminal.shell("TERM=vt100 \(open)")
        try terminal.waitFor("2 events")
        try terminal.press("y", "r")
        try terminal.waitFor("no clipboard that is known of: nothing was copied.")
        try terminal.press("Q")
        try terminal.waitFor("ready>")
    }

    private static let package = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().path
}
