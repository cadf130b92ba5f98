import Testing

@testable import Console

@Suite struct StyledTextWrapTests {
    @Test func rolesStayWithTheirWords() {
        let text = StyledText([Span("from  ", .uiDim), Span("198.51.100.23 "), Span("new to all", .uiStrong)])
        #expect(
            text.wrapped(to: 17) == [
                StyledText([Span("from  ", .uiDim)]), StyledText("198.51.100.23 "),
                StyledText([Span("new to all", .uiStrong)]),
            ])
        #expect(text.wrapped(to: 40) == [text])
    }

    @Test func furtherLinesAreMovedIn() {
        #expect(StyledText("one two three").wrapped(to: 8, indent: 2).map(\.plain) == ["one ", "  two ", "  three"])
        // What fits is no line further.
        #expect(StyledText("one two three").wrapped(to: 13, indent: 2).map(\.plain) == ["one two three"])
    }

    @Test func nothingIsLost() {
        let text = StyledText([Span("e\u{301}"), Span("\u{301}clair "), Span("\u{1B}[31m\n"), Span("end")])
        let lines = text.wrapped(to: 6)
        // A mark that has nothing to stand on is shown by its number.
        #expect(lines.map(\.plain).joined() == "e\u{301}\\u{301}clair \\u{1B}[31m\\nend")
        #expect(lines.allSatisfy { $0.plain.count <= 6 })
        #expect(StyledText("").wrapped(to: 5).map(\.plain) == [""])
    }
}
