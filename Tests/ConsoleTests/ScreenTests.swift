import Testing

@testable import Console

@Suite struct ScreenTests {
    private func screen(_ text: StyledText, width: Int, fit: Screen.Fit = .leading, isASCII: Bool = false) -> Screen {
        var screen = Screen(size: Size(columns: 12, rows: 1), isASCII: isASCII)
        screen.write(text, at: Point(column: 1, row: 0), width: width, fit: fit)
        return screen
    }

    @Test(arguments: [
        ("plain", 8, Screen.Fit.leading, " plain"), ("plain", 4, .leading, " pla…"),
        ("plain", 8, .trailing, "    plain"),
        ("arn:aws:x", 6, .middle, " ar…s:x"), ("鍵鍵鍵", 5, .leading, " 鍵鍵…"), ("鍵鍵鍵", 4, .leading, " 鍵…"),
        ("a\u{1B}[31mb", 11, .leading, " a\\u{1B}[31…"), ("e\u{301}e", 3, .leading, " e\u{301}e"),
        ("x", 0, .leading, ""),
        ("x", -4, .leading, ""),
    ])
    func textsStayInTheirPlace(text: String, width: Int, fit: Screen.Fit, expected: String) {
        let screen = screen(StyledText(text), width: width, fit: fit)
        #expect(screen.text == expected)
        #expect(screen[0, 0]?.glyph == .space)
    }

    @Test func escapesAreDimAndTheRestKeepsItsRole() {
        let screen = screen(StyledText("a\u{202E}", .sevHigh), width: 11)
        #expect(screen[1, 0]?.paint.role == .sevHigh)
        #expect(screen[2, 0]?.paint.role == .uiDim)
    }

    @Test func halfOfAWideSignIsNeverLeftOver() {
        var screen = screen("鍵鍵", width: 4)
        screen.write("x", at: Point(column: 2, row: 0), width: 1)
        #expect(screen.text == "  x鍵")
        screen.write("y", at: Point(column: 3, row: 0), width: 1)
        #expect(screen.text == "  xy")
        screen.write("鍵", at: Point(column: 11, row: 0), width: 1)
        #expect(screen.text == "  xy       …")
    }

    @Test func asciiHasStandInsForOurSignsAndEscapesForTheRest() {
        #expect(screen("a ▸ b ─", width: 11, isASCII: true).text == " a > b -")
        #expect(screen("é", width: 11, isASCII: true).text == " \\u{E9}")
    }

    @Test func clustersAreRemembered() {
        let screen = screen("e\u{301}o\u{302}e\u{301}", width: 5)
        #expect(screen[1, 0]?.glyph == screen[3, 0]?.glyph)
        #expect(screen.scalars(of: screen[2, 0]?.glyph ?? .space) == ["o", "\u{302}"])
    }

    @Test func writingOutsideTheScreenDoesNothing() {
        var screen = Screen(size: Size(columns: 2, rows: 1))
        screen.write("abc", at: Point(column: 5, row: 0), width: 3)
        screen.write("abc", at: Point(column: 0, row: 7), width: 3)
        screen.write("abc", at: Point(column: -1, row: 0), width: 3)
        screen.clear(Region(column: -3, row: -3, columns: 99, rows: 99))
        #expect(screen.text == "")
    }
}
