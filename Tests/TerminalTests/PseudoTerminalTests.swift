import CloudTrail
import Console
import Synchronization
import Testing

@testable import Terminal

@Suite struct PseudoTerminalTests {
    @Test(arguments: [
        (Key("g"), "g"), (Key("é"), "é"), (Key(.enter), "\r"), (Key(.escape), "\u{1B}"), (Key(.backspace), "\u{7F}"),
        (Key(.text("s"), control: true), "\u{13}"), (Key(.text("\\"), control: true), "\u{1C}"),
        (Key(.left, alt: true), "\u{1B}\u{1B}OD"), (Key(.function(1)), "\u{1B}OP"),
    ])
    func keysAreSentAsAnXtermSendsThem(key: Key, bytes: String) {
        #expect(key.xtermBytes == bytes)
    }

    @Test func aKeyThatAnXtermHasNoBytesForIsNotSent() throws {
        #expect(try !PseudoTerminal(size: Size(columns: 80, rows: 24)).press(Key(.function(9))))
    }

    /// The real driver, with somebody who types `?`, `q` and `Q` when the one before is on the screen.
    @Test func framesAndBytesOfKeysAreReported() throws {
        let terminal = try PseudoTerminal(size: Size(columns: 80, rows: 24))
        let typed = Mutex(0)
        let drawn = Mutex<[Int]>([])
        let keys = [Key("?"), Key("q"), Key("Q")]
        let session = TerminalSession(
            themes: ThemeSet(["base": .base]), theme: "base", terminalName: "xterm-256color", isInTmux: false,
            allowsColor: true, usesMouse: false, drawing: Drawing(), now: { EventTime(milliseconds: 0) })
        let problem = try session.run(
            registry: .standard(), opener: Failing(), on: terminal,
            observer: { frame in
                // Everything was written before the frame was reported.
                var bytes = 0
                while let more = terminal.takeDrawn(waiting: 20), more > 0 { bytes += more }
                typed.withLock { number in
                    guard frame.keys == number, number < keys.count else { return }
                    drawn.withLock { $0.append(bytes) }
                    _ = terminal.press(keys[number])
                    number += 1
                }
            })
        #expect(problem?.message == "There is nothing.")
        let counts = drawn.withLock { $0 }
        #expect(counts.count == 3)
        #expect(counts.allSatisfy { $0 > 0 && $0 < 10_000 })
    }

    private struct Failing: CaseOpener {
        func open(_ listener: any OpeningListener) throws(Problem) { throw Problem("There is nothing.") }
    }
}
