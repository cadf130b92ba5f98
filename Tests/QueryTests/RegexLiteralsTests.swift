import Testing

import Patterns
@testable import Query

@Suite struct RegexLiteralsTests {
    @Test(arguments: [
        ("prod-debug", ["prod-debug"]), ("^abc.*longer$", ["longer"]), (#"10\.0\.0\.1"#, ["10.0.0.1"]),
        ("abcd?", ["abc"]), ("abc+de", ["abc"]), ("x{0,2}yz", ["yz"]), ("(foo|bar)baz?", ["foo", "bar"]),
        ("(?:longest|text)x", ["longest", "text"]), ("[a-z]+[]x]deb[^]]ug", ["deb"]), ("[[:alpha:]]qq", ["qq"]),
        ("(?=nothing)here", ["here"]), ("(?<name>inner)", ["inner"]), (#"\bword\b"#, ["word"]), ("(ab){2}", ["ab"]),
        ("(?i)insensitive", ["insensitive"]), (#"a\/b"#, ["a/b"]),
    ])
    func textsThatMustStandThere(source: String, texts: [String]) {
        #expect(RegexLiterals(RegexPattern(source)).texts == texts)
    }

    @Test(arguments: [
        "[a-z]+", "a|", "(abc)?", "(a*)*", #"\x41bc"#, #"(?x)a b c"#, #"\Qabc\E"#, "(?(1)a|b)", "(?R)", "(*UTF)abc",
        "x{,3}abc", "abc|[de]", #"\1abc"#, "", #"(?#note)"#,
    ])
    func whatMayMatchWithoutOrIsNotUnderstoodNamesNone(source: String) {
        #expect(RegexLiterals(RegexPattern(source)).texts == nil)
    }

    @Test func caseIsIgnoredWhereAnyPartSaysSo() {
        #expect(RegexLiterals(RegexPattern("a(?i:b)c")).ignoresCase)
        #expect(RegexLiterals(RegexPattern("abc", ignoresCase: true)).ignoresCase)
        #expect(!RegexLiterals(RegexPattern("(?:abc)")).ignoresCase)
    }
}
