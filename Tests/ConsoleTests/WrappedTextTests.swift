import Cases
import Testing

@testable import Console

/// Words that are longer than the line for them.
@Suite struct WrappedTextTests {
    @Test func nothingIsLostAndEveryCursorHasItsPlace() {
        let text = "one two three four five six"
        let wrapped = WrappedText(text, width: 10)
        #expect(wrapped.lines == ["one two ", "three ", "four five ", "six"])
        #expect(wrapped.place(of: 0) == (0, 0))
        #expect(wrapped.place(of: 8) == (1, 0))
        #expect(wrapped.place(of: text.count) == (3, 3))
        for cursor in 0...text.count {
            let place = wrapped.place(of: cursor)
            #expect(wrapped.cursor(line: place.line, column: place.column) == cursor)
        }
        #expect(wrapped.cursor(line: 1, column: 9) == 13)
    }

    @Test func aDraftIsEditedAsAWhole() throws {
        var driver = try Driver(desk: SampleCase.desk)
        driver.press("7 e")
        guard case .prompt(let opened) = driver.state.overlay else {
            Issue.record("no prompt")
            return
        }
        let draft = opened.editor.text
        let words = try #require(driver.state.wrappedWords)
        #expect(words.lines.count > 1)
        for line in words.lines { #expect(driver.text.contains(line.split(separator: " ").joined(separator: " "))) }
        try expectSnapshot("answer-edited-80x24", render(driver.state))
        driver.press("Home Down Right")
        driver.type("X")
        guard case .prompt(let edited) = driver.state.overlay else { return }
        #expect(edited.editor.cursor == words.lines[0].count + 2)
        #expect(render(driver.state).cursor?.column == 5)
        driver.press("Backspace End ctrl-w ctrl-a ctrl-k")
        driver.type("mine")
        #expect(driver.lines.last?.contains("mine") == true)
        driver.press("Enter")
        #expect(driver.state.decisions.current.answers.values.map(\.text) == ["mine"])
        #expect(draft.count > 80)
    }
}
