import Testing
import Text

@Suite struct CaretTests {
    @Test func theCaretStandsUnderItsCharacter() {
        #expect(Caret.render(line: "name:x evenName:y", column: 8) == "name:x evenName:y\n       ^")
        #expect(Caret.render(line: "", column: 1) == "\n^")
    }

    @Test func aColumnBehindTheEndPointsBehindTheLastCharacter() {
        #expect(Caret.render(line: "a AND", column: 6) == "a AND\n     ^")
        #expect(Caret.render(line: "a", column: 99) == "a\n ^")
    }

    @Test func wideCharactersTakeTwoCells() {
        #expect(Caret.render(line: "日本 x", column: 4) == "日本 x\n     ^")
    }

    @Test func escapesOfHarmfulCharactersMoveTheCaret() {
        #expect(Caret.render(line: "\u{202E}x", column: 2) == "\\u{202E}x\n        ^")
    }

    @Test func ofALongLineOnlyTheSurroundingsAreShown() {
        let line = String(repeating: "a", count: 100) + "x" + String(repeating: "b", count: 100)
        let half = String(repeating: "a", count: 36)
        #expect(
            Caret.render(line: line, column: 101)
                == "…\(half)x\(String(repeating: "b", count: 35))…\n" + String(repeating: " ", count: 37) + "^")
        #expect(Caret.render(line: line, column: 1).hasPrefix("aaa"))
        #expect(Caret.render(line: line, column: 201).hasSuffix("b\n" + String(repeating: " ", count: 72) + "^"))
    }
}
