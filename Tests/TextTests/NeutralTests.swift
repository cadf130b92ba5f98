import Testing
import Text

@Suite struct NeutralTests {
    @Test(arguments: [
        ("arn:aws:iam::1:user/a b", "arn:aws:iam::1:user/a b"),
        ("a\u{1B}[31mb", "a\\u{1B}[31mb"), ("a\nb\tc\rd", "a\\nb\\tc\\rd"),
        ("\u{7F}\u{85}\u{9B}", "\\u{7F}\\u{85}\\u{9B}"),
        ("a\u{202E}fdp", "a\\u{202E}fdp"), ("a\u{2066}b", "a\\u{2066}b"), ("ad\u{200B}min", "ad\\u{200B}min"),
        ("\u{FEFF}x", "\\u{FEFF}x"), ("\u{E0041}", "\\u{E0041}"), ("\u{E000}", "\\u{E000}"), ("\u{378}", "\\u{378}"),
        ("a\u{A0}b", "a\\u{A0}b"), ("a\u{3164}b", "a\\u{3164}b"), ("\u{FFFF}", "\\u{FFFF}"),
        ("❤\u{FE0F}", "❤\\u{FE0F}"), ("👩\u{200D}💻", "👩\\u{200D}💻"), ("👍\u{1F3FD}", "👍\\u{1F3FD}"), ("鍵 é ✓", "鍵 é ✓"),
    ])
    func showsWhatCannotBeSeen(raw: String, shown: String) {
        #expect(Neutral.text(raw) == shown)
    }

    @Test func aMarkNeedsABase() {
        #expect(Neutral.text("\u{301}a") == "\\u{301}a")
        #expect(Neutral.text("a\u{301}") == "a\u{301}")
        #expect(Neutral.text("\u{200B}\u{301}") == "\\u{200B}\\u{301}")
    }

    @Test func aPileOfMarksIsShownInFull() {
        let pile = "a\u{301}\u{302}\u{303}\u{304}\u{305}"
        #expect(Neutral.text(pile) == "a\u{301}\u{302}\u{303}\\u{304}\\u{305}")
    }

    @Test func tellsEscapesFromText() {
        let pieces = Neutral.pieces("ab\u{202E}\u{202D}cd")
        #expect(pieces.map(\.text) == ["ab", "\\u{202E}\\u{202D}", "cd"])
        #expect(pieces.map(\.isEscape) == [false, true, false])
        #expect(Neutral.pieces("").isEmpty)
    }

    @Test func everyScalarEndsUpVisible() {
        for value in UInt32(0)...0x1FFFF {
            guard let scalar = Unicode.Scalar(value) else { continue }
            let shown = Neutral.text(String(scalar))
            #expect(DisplayWidth.of(shown) >= 1)
            #expect(!shown.unicodeScalars.contains(where: Neutral.isActive))
        }
    }
}
