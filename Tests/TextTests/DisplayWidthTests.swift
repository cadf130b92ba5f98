import Testing
import Text

@Suite struct DisplayWidthTests {
    @Test(arguments: [
        ("", 0), ("svc-backup", 10), ("é", 1), ("e\u{301}", 1), ("鍵", 2), ("キー", 4), ("한", 2),
        ("\u{1112}\u{1161}\u{11AB}", 2),
        ("🔑", 2), ("✓", 1), ("▁▂▃", 3), ("\u{200B}", 0), ("👩\u{200D}💻", 4), ("🇩🇪", 2), ("Ω", 1), ("ＡＢ", 4),
    ])
    func countsCells(text: String, width: Int) {
        #expect(DisplayWidth.of(text) == width)
    }

    @Test func aSubstringIsMeasuredLikeAString() {
        #expect(DisplayWidth.of("鍵鍵鍵".dropFirst()) == 4)
    }

    @Test(arguments: [
        ("svc-backup", 10, "svc-backup"), ("svc-backup", 9, "svc-back…"), ("svc-backup", 1, "…"), ("svc-backup", 0, ""),
        ("svc-backup", -3, ""), ("鍵鍵鍵", 5, "鍵鍵…"), ("鍵鍵鍵", 4, "鍵…"), ("e\u{301}e\u{301}e\u{301}", 2, "e\u{301}…"),
        ("👩\u{200D}💻x", 4, "…"),
    ])
    func cutsTheEnd(text: String, width: Int, expected: String) {
        #expect(Truncation.end(text, to: width) == expected)
    }

    @Test(arguments: [
        ("arn:aws:iam::111122223333:user/svc-backup", 20, "arn:aws…r/svc-backup"), ("鍵鍵鍵鍵", 5, "…鍵鍵"),
        ("abcdef", 6, "abcdef"), ("abcdef", 2, "…f"), ("abcdef", 1, "…"),
    ])
    func cutsTheMiddle(text: String, width: Int, expected: String) {
        #expect(Truncation.middle(text, to: width) == expected)
    }

    @Test func neverExceedsTheWidthItWasGiven() {
        let texts = ["plain", "鍵a鍵b鍵c", "e\u{301}\u{302}xyz", "👩\u{200D}💻👩\u{200D}💻", "🇩🇪🇫🇷"]
        for text in texts {
            for width in 0...12 {
                #expect(DisplayWidth.of(Truncation.end(text, to: width)) <= width)
                #expect(DisplayWidth.of(Truncation.middle(text, to: width)) <= width)
                #expect(DisplayWidth.of(Truncation.end(text, to: width, ellipsis: "...")) <= width)
            }
        }
    }
}
