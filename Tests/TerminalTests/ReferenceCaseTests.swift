import Console
import Foundation
import Testing

/// The script of the reference case in a real terminal, key by key.
@Suite(.enabled(if: Tmux.isInstalled)) struct ReferenceCaseTests {
    @Test func theScriptHoldsInATerminal() throws {
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let file = root.appending(path: "Tests/Scripts/reference-case.hbs")
        let script = try Script(String(contentsOf: file, encoding: .utf8), file: file.lastPathComponent)
        let terminal = try Tmux(columns: 80, rows: 24, environment: ["HUCKLEBERRY_HOME": root.path])
        try terminal.shell("\"$HUCKLEBERRY\"")
        for step in script.steps {
            switch step.kind {
            case .keys(let keys): for key in keys { try terminal.press(key) }
            case .type(let text): for letter in text { try terminal.press(Key(letter)) }
            case .expect(let text): try terminal.waitFor(text)
            // A terminal has its size, and what is waited for is what is expected.
            case .size, .waitIdle, .waitEvents, .dumpScreen, .expectNot, .expectCopied, .command: break
            }
        }
        let notes = terminal.folder.appending(path: "incident-notes.md")
        #expect(try String(contentsOf: notes, encoding: .utf8).contains("rotate all eight"))
        try terminal.press(Key("Q"))
        try terminal.waitFor("ready>")
    }
}

extension Tmux {
    /// Presses a key of the console: letters as they are, others by tmux's names.
    fileprivate func press(_ key: Key) throws {
        if key.control, case .text(let letter) = key.code { return try press("C-\(letter)") }
        switch key.code {
        case .text(" "): try press("Space")
        case .text(let letter): try press(letter)
        default: try press(key.name)
        }
    }
}
