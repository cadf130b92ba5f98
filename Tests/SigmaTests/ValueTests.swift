import Patterns
import Sigma
import Testing
import YAML

/// What values of a field are before any modifier.
@Suite struct ValueTests {
    @Test func `A text is compared whole and without case`() {
        #expect(Snippet.values("eventName: GetObject") == [text("GetObject")])
    }

    @Test func `Stars and question marks are wildcards`() {
        #expect(Snippet.values("eventName: 'Get*'") == [text(.literal("Get"), .many)])
        #expect(Snippet.values("eventName: list*") == [text(.literal("list"), .many)])
        #expect(Snippet.values("eventName: 'G?t'") == [text(.literal("G"), .one, .literal("t"))])
    }

    @Test func `A backslash takes a wildcard its meaning, and only that`() {
        #expect(Snippet.values(#"userAgent: 'a\*b'"#) == [text("a*b")])
        #expect(Snippet.values(#"userAgent: 'a\?b'"#) == [text("a?b")])
        #expect(Snippet.values(#"userAgent: 'a\\b'"#) == [text(#"a\b"#)])
        #expect(Snippet.values(#"userAgent: 'a\b'"#) == [text(#"a\b"#)])
        #expect(Snippet.values(#"userAgent: 'a\\*'"#) == [text(.literal(#"a\"#), .many)])
        #expect(Snippet.values(#"userAgent: 'a\\\*'"#) == [text(#"a\*"#)])
        #expect(Snippet.values(#"userAgent: 'a\'"#) == [text(#"a\"#)])
    }

    @Test func `Numbers and truth values keep their spelling`() {
        #expect(
            Snippet.values("apiVersion: [1.10, 0x1F, 010, true, No]")
                == ["1.10", "0x1F", "010", "true", "No"].map { text($0) })
    }

    @Test func `What stands in quotes is a text`() {
        #expect(
            Snippet.values("errorCode: ['No', \"22\", 'false', 'null', '~', '']")
                == ["No", "22", "false", "null", "~", ""].map { text($0) })
        #expect(Snippet.values("errorCode: !!str null") == [text("null")])
    }

    @Test func `Null is no text`() {
        for written in ["null", "~", ""] {
            #expect(Snippet.values("errorCode: \(written)") == [.null])
        }
        #expect(Snippet.values("errorCode: ['', null]") == [text(""), .null])
    }

    @Test func `A list is any of its values`() {
        let test = Snippet.test("eventName:\n    - A\n    - B")
        #expect(test?.values == [text("A"), text("B")])
        #expect(test?.wantsAll == false)
        #expect(test?.field == "eventName")
        #expect(test?.position == RulePosition(path: "r.yml", line: 10, column: 9))
    }

    @Test func `A value that is a map, a list in a list and an empty list are errors`() {
        #expect(
            Snippet.load(Snippet.selection("userIdentity:\n    type: Root")).said == [
                "11:13 error: the value of userIdentity is a map; name the member as userIdentity.member instead"
            ])
        #expect(
            Snippet.load(Snippet.selection("eventName: [[A]]")).said == [
                "10:21 error: a list within a list has no meaning here"
            ])
        #expect(Snippet.load(Snippet.selection("eventName: []")).said == ["10:20 error: eventName has no values"])
    }
}
