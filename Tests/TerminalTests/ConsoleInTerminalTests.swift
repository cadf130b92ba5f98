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

    @Test func aTrapGivesTheTerminalBackAndSaysSo() throws {
        let terminal = try Tmux()
        try terminal.shell("stty -g > before; $HUCKLEBERRY debug trap; echo status $?; stty -g > after")
        // 132 is an illegal instruction, with which Swift traps on x86; 133 a breakpoint, with which it does on ARM.
        try terminal.waitFor("status 13")
        #expect(
            try terminal.screen().contains("huckleberry stopped on an error of its own. The evidence was only read."))
        #expect(try terminal.screen().contains("a trap on purpose"))
        #expect(try !terminal.isAlternate)
        try terminal.shell("clear; cmp before after && echo terminal as before")
        try terminal.waitFor("terminal as before")
    }

    /// Also where the shell has it ignore the signal that says so, as `nohup` does.
    @Test(arguments: ["", "trap '' HUP; "]) func endsWithItsTerminal(before: String) throws {
        let terminal = try Tmux()
        try terminal.shell("sh -c '\(before)echo $$ > number; exec \(open)'")
        try terminal.waitFor("2 events")
        let number = try String(contentsOf: terminal.folder.appending(path: "number"), encoding: .utf8)
        let process = try #require(pid_t(number.trimmingCharacters(in: .whitespacesAndNewlines)))
        try terminal.run(["kill-server"])
        let deadline = ContinuousClock.now + .seconds(30)
        while kill(process, 0) == 0, ContinuousClock.now < deadline { sched_yield() }
        #expect(kill(process, 0) == -1)
    }

    @Test func takesTheMouseWhereItIsAskedTo() throws {
        let terminal = try Tmux()
        try checkRestored(terminal) {
            try terminal.shell("TERM=xterm-256color $HUCKLEBERRY open --mouse trail.json")
            try terminal.waitFor("2 events")
            try terminal.press("2")
            try terminal.waitFor("> 05-06 09:40:12")
            #expect(try terminal.run(["display-message", "-p", "#{mouse_any_flag}"]).hasPrefix("1"))
            // A press of the left button in column 20 of the seventh line, as xterm reports it.
            try terminal.run(["send-keys", "-l", "\u{1B}[<0;20;7M\u{1B}[<0;20;7m"])
            try terminal.waitFor("> 05-06 09:41:12")
            try terminal.press("Q")
            try terminal.waitFor("ready>")
        }
        #expect(try terminal.run(["display-message", "-p", "#{mouse_any_flag}"]).hasPrefix("0"))
    }

    @Test func longWordsAreWrittenInThePersonsEditor() throws {
        let terminal = try Tmux(environment: ["VISUAL": "", "EDITOR": "printf 'in the editor\\n\\nand more' >>"])
        try checkRestored(terminal) {
            try terminal.shell(open)
            try terminal.waitFor("2 events")
            try terminal.press("A")
            try terminal.waitFor("Enter keeps the note")
            try terminal.press("C-o")
            try terminal.waitFor("and more")
            try terminal.press("Enter")
            try terminal.waitFor("Noted: in the editor")
            try terminal.press("Q")
            try terminal.waitFor("ready>")
        }
        // The case has its file, and goes on there.
        try terminal.shell("clear; $HUCKLEBERRY resume 1")
        try terminal.waitFor("The case goes on: 1 step so far.")
        try terminal.press("9")
        try terminal.waitFor("in the editor  and")
        try terminal.press("Q")
        try terminal.waitFor("ready>")
    }

    @Test func theSecondConsoleOnACaseReadsAndSaysSo() throws {
        let terminal = try Tmux()
        try terminal.shell("$HUCKLEBERRY open --case one.huck --analyst ana trail.json")
        try terminal.waitFor("2 events")
        let second = try Tmux()
        try second.shell("$HUCKLEBERRY open --case \(terminal.folder.path)/one.huck trail.json")
        try second.waitFor("READ-ONLY")
        try second.waitFor("read-only: ana has had it open since")
        try second.press("2", "Space")
        try second.waitFor("not on disk: another console has")
        // What would be lost is asked about, and told when it is.
        try second.press("Q")
        try second.waitFor("Once more leaves without 1 step not on disk")
        try second.press("Q")
        try second.waitFor("ready>")
        try second.waitFor("mark on ")
        try terminal.press("Q")
        try terminal.waitFor("ready>")
    }

    @Test func previewsAThemeAndTakesItBack() throws {
        let terminal = try Tmux(environment: ["NO_COLOR": "", "HUCKLEBERRY_HOME": Self.package])
        try terminal.shell("$HUCKLEBERRY open --theme mono trail.json")
        try terminal.waitFor("2 events")
        #expect(try !terminal.screen(withColors: true).contains("\u{1B}[38;5;"))
        try terminal.run(["send-keys", "-l", ":theme dark"])
        try terminal.waitFor("> dark-256")
        try terminal.waitFor("\u{1B}[38;5;", withColors: true)
        try terminal.press("Escape")
        try terminal.waitFor("? help")
        #expect(try !terminal.screen(withColors: true).contains("\u{1B}[38;5;"))
        try terminal.press("Q")
        try terminal.waitFor("ready>")
    }

    /// How many colours there are is what terminfo says, and tmux shows how it understood each. The descriptions are made
    /// here: what Debian has of itself ends at 256.
    @Test(arguments: [
        (
            "colors#0x1000000, pairs#0x10000, setab=\\E[48;2;%p1%{65536}%/%d;%p1%{256}%/%{255}%&%d;%p1%{255}%&%dm, "
                + "setaf=\\E[38;2;%p1%{65536}%/%d;%p1%{256}%/%{255}%&%d;%p1%{255}%&%dm", "\u{1B}[38;2;"
        ),
        ("colors#256, pairs#0x10000", "\u{1B}[38;5;"),
        (
            "colors#16, pairs#256, setab=\\E[%?%p1%{8}%<%t4%p1%d%e10%p1%{8}%-%d%;m, "
                + "setaf=\\E[%?%p1%{8}%<%t3%p1%d%e9%p1%{8}%-%d%;m", "\u{1B}[9"
        ),
        ("colors#8, pairs#64, setab=\\E[4%p1%dm, setaf=\\E[3%p1%dm", "\u{1B}[3"),
    ])
    func coloursAreAsManyAsTheTerminalHas(colors: String, sequence: String) throws {
        let terminal = try Tmux(environment: ["NO_COLOR": "", "HUCKLEBERRY_HOME": Self.package])
        let description = "made-here|for this test,\n\t\(colors),\n\tuse=xterm-256color,\n"
        try Data(description.utf8).write(to: terminal.folder.appending(path: "made.ti"))
        try terminal.shell("tic -x -o known made.ti && echo compiled")
        try terminal.waitFor("compiled")
        try terminal.shell("clear; TERMINFO=$PWD/known TERM=made-here $HUCKLEBERRY open --theme dark-256 trail.json")
        try terminal.waitFor("2 events")
        try terminal.waitFor(sequence, withColors: true)
        try terminal.press("Q")
        try terminal.waitFor("ready>")
    }

    @Test(arguments: ["vt100", "xterm", "xterm-256color", "screen", "tmux-256color"])
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
