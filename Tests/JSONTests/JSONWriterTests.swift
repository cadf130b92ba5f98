import JSON
import Testing

@Suite struct JSONWriterTests {
    @Test func compactTextHasNoSpaces() {
        let value: JSONValue = ["b": [1, nil, true], "a": [:], "c": [], "d": .number("1.10")]
        #expect(JSONWriter().string(value) == #"{"b":[1,null,true],"a":{},"c":[],"d":1.10}"#)
    }

    @Test func prettyTextIsIndentedByTwo() {
        let value: JSONValue = ["a": [1, ["b": "x"]], "c": [], "d": [:]]
        #expect(
            JSONWriter(.pretty).string(value) == """
                {
                  "a": [
                    1,
                    {
                      "b": "x"
                    }
                  ],
                  "c": [],
                  "d": {}
                }
                """)
    }

    @Test(arguments: [
        ("quote \" and \\", #""quote \" and \\""#),
        ("line\nfeed\ttab\rreturn", #""line\nfeed\ttab\rreturn""#),
        ("\u{0}\u{1B}[2J\u{7F}\u{9B}", #""\u0000\u001b[2J\u007f\u009b""#),
        ("\u{2028}\u{2029}", #""\u2028\u2029""#),
        ("\u{202E}txt.exe\u{2066}", #""\u202etxt.exe\u2066""#),
        ("a\u{200B}b\u{FEFF}", #""a\u200bb\ufeff""#),
        ("\u{E0041}", #""\udb40\udc41""#),
        ("gr\u{fc}n \u{1F600} \u{65e5}", "\"gr\u{fc}n \u{1F600} \u{65e5}\""),
        ("a/b", #""a/b""#),
    ])
    func stringsAreSafeForATerminalAndReadBackTheSame(text: String, expected: String) throws {
        #expect(JSONWriter().string(.string(text)) == expected)
        #expect(try JSONValue.parse(expected) == .string(text))
    }

    @Test func aNumberThatIsNoneIsWrittenAsText() {
        #expect(JSONWriter().string(.number("NaN")) == #""NaN""#)
        #expect(JSONWriter().string(.number("1,2")) == #""1,2""#)
        #expect(JSONWriter().string(.number(" 1")) == #"" 1""#)
    }

    @Test func whatIsWrittenReadsBackEqual() throws {
        let value: JSONValue = ["k\u{202E}": ["\u{0}", .number("-1e5"), ["x": nil, "x": 2]]]
        #expect(try JSONValue.parse(JSONWriter().bytes(value)) == value)
        #expect(try JSONValue.parse(JSONWriter(.pretty).bytes(value)) == value)
    }
}
