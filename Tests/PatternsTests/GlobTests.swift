import Testing

@testable import Patterns

@Suite struct GlobTests {
    @Test(arguments: [
        ("", "", true), ("", "a", false), ("abc", "ABC", true), ("abc", "abcd", false),
        ("*", "", true), ("*", "anything", true), ("a*c", "abbbc", true), ("a*c", "ac", true), ("a*c", "acd", false),
        ("a?c", "abc", true), ("a?c", "ac", false), ("?", "ż", true), ("??", "ż", false), ("*.json", "x.JSON", true),
        ("*aab", "aaab", true), ("a*b*c", "a-b-b-c", true), ("STRASSE", "strasse", true), ("ŻÓŁĆ", "żółć", true),
    ])
    func wholeTexts(pattern: String, text: String, matches: Bool) {
        #expect(Glob(Self.pattern(pattern)).matches(text) == matches)
    }

    @Test(arguments: [
        ("buck", "ListBuckets", true), ("", "x", true), ("b*k", "ListBuckets", true), ("xyz", "ListBuckets", false),
        ("日", "今日は", true),
    ])
    func partsOfTexts(pattern: String, text: String, matches: Bool) {
        #expect(Glob(Self.pattern(pattern), isWhole: false).matches(text) == matches)
    }

    @Test func aHostilePatternTakesNoTimeWorthNoting() {
        let pattern = Self.pattern(String(repeating: "a*", count: 200) + "b")
        #expect(!Glob(pattern).matches(String(repeating: "a", count: 2_000)))
    }

    private static func pattern(_ text: String) -> TextPattern {
        TextPattern(text.map { $0 == "*" ? .many : $0 == "?" ? .one : .literal(String($0)) })
    }
}
