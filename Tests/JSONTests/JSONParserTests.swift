import JSON
import Testing

@Suite struct JSONParserTests {
    @Test func readsEveryKindOfValue() throws {
        let text = #" { "a" : [ null , true, false, -0.5e+3, 10, "x" ], "b": {}, "c": [] } "#
        #expect(
            try JSONValue.parse(text) == [
                "a": [nil, true, false, .number("-0.5e+3"), 10, "x"], "b": [:], "c": [],
            ])
    }

    @Test func numbersKeepTheirText() throws {
        #expect(try JSONValue.parse("1.10") == .number("1.10"))
        #expect(try JSONValue.parse("123456789012345678901234567890") == .number("123456789012345678901234567890"))
        #expect(try JSONValue.parse("1.10") != JSONValue.parse("1.1"))
    }

    @Test func duplicateMembersAreKeptAndTheLastOneAnswers() throws {
        let value = try JSONValue.parse(#"{"a":1,"b":2,"a":3}"#)
        #expect(value.objectValue?.keys == ["a", "b", "a"])
        #expect(value["a"] == 3)
    }

    @Test func escapesAreDecoded() throws {
        #expect(try JSONValue.parse(#""\"\\\/\b\f\n\r\t\u0041\u00e9""#) == "\"\\/\u{08}\u{0C}\n\r\tA\u{e9}")
        #expect(try JSONValue.parse(#""a\u0000b\u001b[31m""#) == "a\u{0}b\u{1b}[31m")
    }

    @Test func surrogatePairsBecomeOneCharacter() throws {
        #expect(try JSONValue.parse(#""\ud83d\ude00!""#) == "\u{1F600}!")
    }

    @Test(arguments: [
        (#""\ud83d""#, "\u{FFFD}"),
        (#""\ude00x""#, "\u{FFFD}x"),
        (#""\ud83dx""#, "\u{FFFD}x"),
        (#""\ud83d\n""#, "\u{FFFD}\n"),
        (#""\ud83d\u0041""#, "\u{FFFD}A"),
        (#""\ud83d\ud83d\ude00""#, "\u{FFFD}\u{1F600}"),
    ])
    func aSurrogateWithoutItsPartnerBecomesTheReplacementCharacter(text: String, expected: String) throws {
        #expect(try JSONValue.parse(text) == .string(expected))
    }

    @Test(arguments: [
        ("", 0, JSONError.Reason.unexpectedEnd),
        ("  ", 2, .unexpectedEnd),
        ("nul", 3, .unexpectedEnd),
        ("nule", 0, .expected("null")),
        ("{", 1, .unexpectedEnd),
        ("[1,", 3, .unexpectedEnd),
        ("[1,]", 3, .notAValue(UInt8(ascii: "]"))),
        ("[1 2]", 3, .expected("',' or ']'")),
        ("{\"a\" 1}", 5, .expected("':'")),
        ("{a:1}", 1, .expected("a member name in quotes")),
        ("{\"a\":1,}", 7, .expected("a member name in quotes")),
        ("'a'", 0, .notAValue(UInt8(ascii: "'"))),
        ("NaN", 0, .notAValue(UInt8(ascii: "N"))),
        ("01", 0, .badNumber),
        ("-", 1, .unexpectedEnd),
        ("-x", 1, .badNumber),
        ("1.x", 2, .badNumber),
        ("1e", 2, .unexpectedEnd),
        ("+1", 0, .notAValue(UInt8(ascii: "+"))),
        ("\"abc", 4, .unexpectedEnd),
        ("\"a\\", 3, .unexpectedEnd),
        ("\"a\\x\"", 2, .badEscape),
        ("\"\\u12g4\"", 1, .badEscape),
        ("\"\\u12", 5, .unexpectedEnd),
        ("\"a\nb\"", 2, .controlCharacter(0x0A)),
        ("\"\\n\u{1}\"", 3, .controlCharacter(0x01)),
        ("{} {}", 3, .trailingText),
        ("1,", 1, .trailingText),
        ("\u{FEFF}{}", 0, .notAValue(0xEF)),
    ])
    func whatTheGrammarForbidsIsAnErrorAtItsByte(text: String, offset: Int, reason: JSONError.Reason) {
        #expect(throws: JSONError(offset: offset, reason: reason)) { try JSONValue.parse(text) }
    }

    @Test(
        arguments: [
            ([0x22, 0x61, 0xFF, 0x22], 2),  // a byte that never occurs
            ([0x22, 0xC3, 0x22], 1),  // half a character
            ([0x22, 0xC0, 0x80, 0x22], 1),  // an overlong NUL
            ([0x22, 0xED, 0xA0, 0x80, 0x22], 1),  // a surrogate written as UTF-8
            ([0x22, 0x5C, 0x6E, 0xFF, 0x22], 3),  // behind an escape
        ] as [([UInt8], Int)])
    func bytesThatAreNotUTF8AreAnError(bytes: [UInt8], offset: Int) {
        #expect(throws: JSONError(offset: offset, reason: .badUTF8)) { try JSONValue.parse(bytes) }
    }

    @Test func nestingIsLimited() throws {
        let deep = String(repeating: "[", count: 128) + String(repeating: "]", count: 128)
        #expect(try JSONValue.parse(deep).arrayValue?.count == 1)
        #expect(throws: JSONError(offset: 128, reason: .tooDeep(limit: 128))) { try JSONValue.parse("[\(deep)]") }
        let abyss = String(repeating: "[", count: 1_000_000)
        #expect(throws: JSONError(offset: 1_024, reason: .tooDeep(limit: 1_024))) {
            try JSONValue.parse(abyss, maxDepth: .max)
        }
    }

    @Test func theFirstOfSeveralValuesCanBeRead() throws {
        let bytes = Array(" {\"a\":1}\n[2]".utf8)
        let first = try JSONValue.parseFirst(of: bytes.span, from: 0)
        #expect(first.value == ["a": 1])
        #expect(first.end == 8)
        let second = try JSONValue.parseFirst(of: bytes.span, from: first.end)
        #expect(second.value == [2])
        #expect(second.end == bytes.count)
    }

    @Test func errorsSayWhatAndWhere() {
        #expect(
            JSONError(offset: 7, reason: .controlCharacter(0x0A)).description
                == "control character 0x0A in a string at byte 7")
        #expect(JSONError(offset: 0, reason: .notAValue(0x3C)).description == "no JSON value begins with '<' at byte 0")
    }
}
