import Testing

@testable import Text

@Suite struct LineWrapTests {
    @Test(arguments: [
        ("one two three", 7, ["one two", "three"]),
        ("one two three", 20, ["one two three"]),
        ("abcdefgh ij", 4, ["abcd", "efgh", "ij"]),
        ("one\n\ntwo  three", 20, ["one", "", "two three"]),
        ("", 10, [""]),
        ("\u{9375}\u{9375}\u{9375}", 4, ["\u{9375}\u{9375}", "\u{9375}"]),
        ("abc", 0, ["a", "b", "c"]),
    ])
    func breaksBetweenWordsAndWithinLongOnes(text: String, width: Int, lines: [String]) {
        #expect(LineWrap.lines(of: text, width: width) == lines)
    }

    @Test(arguments: [
        ("aws iam get", 8, ["aws iam ", "get"]), ("aws  iam", 5, ["aws  ", "iam"]),
        ("abcdefgh", 3, ["abc", "def", "gh"]),
        ("a\nb", 9, ["a", "b"]), ("", 4, [""]), ("ab", 0, ["a", "b"]),
    ])
    func cutsLoseNothing(text: String, width: Int, lines: [String]) {
        #expect(LineWrap.cuts(of: text, width: width) == lines)
    }

    @Test func countsWhatWillBeShownOfHostileText() {
        let lines = LineWrap.lines(of: "\u{1B}\u{1B}\u{1B}\u{1B}", width: 12)
        #expect(lines.allSatisfy { DisplayWidth.of(Neutral.text($0)) <= 12 })
        #expect(lines.joined() == "\u{1B}\u{1B}\u{1B}\u{1B}")
    }
}
