import CloudTrail
import Patterns
import Sigma
import Testing

@Suite struct ModifierTests {
    /// What is said of a rule with these members in its selection.
    private func said(_ members: String) -> [String] { Snippet.load(Snippet.selection(members)).said }

    @Test func `contains, startswith and endswith are wildcards at the ends`() {
        #expect(Snippet.values("userAgent|contains: kali") == [text(.many, .literal("kali"), .many)])
        #expect(Snippet.values("userAgent|startswith: kali") == [text(.literal("kali"), .many)])
        #expect(Snippet.values("userAgent|endswith: kali") == [text(.many, .literal("kali"))])
        #expect(
            Snippet.values("userAgent|contains: 'a*b'") == [text(.many, .literal("a"), .many, .literal("b"), .many)])
        #expect(Snippet.values("userAgent|contains: '*a'") == [text(.many, .literal("a"), .many)])
    }

    @Test func `all wants every value`() {
        let test = Snippet.test("userAgent|contains|all: [a, b]")
        #expect(test?.wantsAll == true)
        #expect(test?.values.count == 2)
        #expect(test?.written == "userAgent|contains|all")
        #expect(said("userAgent|all: a") == ["10:19 warning: all has no effect on a single value"])
    }

    @Test func `cased counts case`() {
        #expect(Snippet.values("eventName|cased: Get") == [text("Get", isCased: true)])
        #expect(Snippet.values("eventName|contains|cased: Get") == [text(.many, .literal("Get"), .many, isCased: true)])
    }

    @Test func `neq is the contrary of any of the values`() {
        let test = Snippet.test("eventName|neq: [A, B]")
        #expect(test?.isNegated == true)
        #expect(test?.values == [text("A"), text("B")])
        #expect(test?.wantsAll == false)
    }

    // MARK: Regular expressions

    @Test func `A regular expression is taken as it is`() {
        #expect(Snippet.values(#"userAgent|re: '^a\*.?$'"#) == [.regex(RegexPattern(#"^a\*.?$"#))])
        #expect(
            Snippet.values("userAgent|re|i|m|s: a") == [
                .regex(RegexPattern("a", ignoresCase: true, isMultiline: true, dotMatchesNewline: true))
            ])
        #expect(Snippet.values("userAgent|re|contains: a") == [.regex(RegexPattern("a"))])
    }

    @Test func `A bad regular expression is told with PCRE2's reason and the place in it`() {
        #expect(
            said("userAgent|re: 'a(b'") == [
                "10:27 error: the regular expression is wrong here: missing closing parenthesis"
            ])
    }

    @Test func `Flags only follow re`() {
        #expect(said("userAgent|i: a") == ["10:19 error: i only follows re"])
        #expect(said("userAgent|contains|re: a") == ["10:28 error: re does not fit a text"])
    }

    // MARK: Addresses, presence, numbers, times

    @Test func `cidr wants a network, of either version`() throws {
        let networks = [try #require(AddressBlock("10.0.0.0/8")), try #require(AddressBlock("2001:db8::/32"))]
        #expect(Snippet.values("sourceIPAddress|cidr: [10.0.0.0/8, '2001:db8::/32']") == networks.map { .network($0) })
        #expect(
            said("sourceIPAddress|cidr: 10.0.0.0/33") == [
                "10:31 error: 10.0.0.0/33 is no network such as 10.0.0.0/8 or 2001:db8::/32"
            ])
    }

    @Test func `exists asks for the field`() {
        #expect(Snippet.values("errorCode|exists: true") == [.exists(true)])
        #expect(Snippet.values("errorCode|exists: No") == [.exists(false)])
        #expect(said("errorCode|exists: maybe") == ["10:27 error: exists is true or false"])
        #expect(
            said("errorCode|exists: [true, false]") == ["10:19 error: exists goes with one value and no other modifier"]
        )
        #expect(said("errorCode|exists|neq: true") == ["10:19 error: exists goes with one value and no other modifier"])
    }

    @Test func `Comparisons want numbers`() {
        for relation in [NumberRelation.less, .lessOrEqual, .greater, .greaterOrEqual] {
            #expect(Snippet.values("apiVersion|\(relation.rawValue): 1.5") == [.number(relation, number("1.5"))])
        }
        #expect(said("apiVersion|gt: many") == ["10:24 error: gt wants a number, not many"])
        #expect(said("apiVersion|contains|gt: 1") == ["10:29 error: gt does not fit a text"])
        #expect(said("apiVersion|gt: null") == ["10:20 error: gt does not fit null"])
    }

    @Test func `Parts of a time are compared as numbers`() {
        #expect(Snippet.values("eventTime|hour: 22") == [.timePart(.hour, .equal, 22)])
        #expect(Snippet.values("eventTime|hour|gte: 22") == [.timePart(.hour, .greaterOrEqual, 22)])
        #expect(
            Snippet.values("eventTime|week: [1, 53]") == [.timePart(.week, .equal, 1), .timePart(.week, .equal, 53)])
        #expect(said("eventTime|hour: 24") == ["10:25 error: 24 is no hour; it is 0 to 23"])
        #expect(said("eventTime|day: Monday") == ["10:24 error: day wants a number, not Monday"])
    }

    // MARK: Encodings

    @Test func `Base64 of the text`() {
        #expect(Snippet.values("userAgent|base64: foobar") == [text("Zm9vYmFy")])
        #expect(Snippet.values("userAgent|base64|contains: foob") == [text(.many, .literal("Zm9vYg=="), .many)])
        #expect(
            said("userAgent|base64: 'a*'") == [
                #"10:27 error: base64 cannot encode a wildcard; write \* or \? for the sign itself"#
            ])
    }

    @Test func `Base64 at any place of an encoded text has three forms`() {
        // The digits that depend on a neighbour are missing: foobar, ?foobar, ??foobar.
        #expect(
            Snippet.values("userAgent|base64offset|contains: foobar") == [
                text(.many, .literal("Zm9vYmFy"), .many), text(.many, .literal("Zvb2Jhc"), .many),
                text(.many, .literal("mb29iYX"), .many),
            ])
        #expect(said("userAgent|base64offset: a") == ["10:33 error: a is too short for base64offset"])
    }

    @Test func `UTF-16 is encoded before Base64`() {
        #expect(Snippet.values("userAgent|utf16le|base64: ab") == [text("YQBiAA==")])
        #expect(Snippet.values("userAgent|wide|base64: ab") == [text("YQBiAA==")])
        #expect(Snippet.values("userAgent|utf16be|base64: ab") == [text("AGEAYg==")])
        #expect(Snippet.values("userAgent|utf16|base64: ab") == [text("//5hAGIA")])
        #expect(said("userAgent|wide: ab") == ["10:19 error: wide must be followed by base64 or base64offset"])
        #expect(said("userAgent|wide|contains: ab") == ["10:24 error: contains does not fit bytes"])
    }

    @Test func `windash is every sign that may begin a flag`() {
        #expect(
            Snippet.values("userAgent|windash|contains: ' -x a-b'")
                == ["-", "/", "\u{2013}", "\u{2014}", "\u{2015}"].map {
                    text(.many, .literal(" \($0)x a-b"), .many)
                })
        #expect(Snippet.values("userAgent|windash: '-a /b'")?.count == 25)
    }

    @Test func `Where all values are wanted, each form of a value will do`() {
        let items = Snippet.items(Snippet.selection("userAgent|windash|all: ['-a', b]"))
        guard case .all(let tests) = items.first, case .field(let first) = tests.first else {
            Issue.record("two tests are expected, not \(items)")
            return
        }
        #expect(tests.count == 2)
        #expect(first.values.count == 5)
        #expect(!first.wantsAll)
    }

    // MARK: Other fields

    @Test func `fieldref names another field`() {
        #expect(Snippet.values("userAgent|fieldref: eventSource") == [.field("eventSource", .equal, isCased: false)])
        #expect(
            Snippet.values("userAgent|fieldref|endswith|cased: eventSource") == [
                .field("eventSource", .endswith, isCased: true)
            ])
        #expect(said("userAgent|contains|fieldref: eventSource") == ["10:28 error: fieldref does not fit a text"])
    }

    // MARK: Slips

    @Test func `Unknown modifiers reject the rule and name the one that was meant`() {
        #expect(
            said("userAgent|contians: a") == ["10:19 error: there is no modifier contians (did you mean contains?)"])
        #expect(
            said("userAgent|Contains: a") == ["10:19 error: there is no modifier Contains (did you mean contains?)"])
        #expect(said("userAgent|frobnicate: a") == ["10:19 error: there is no modifier frobnicate"])
        #expect(said("userAgent|: a") == ["10:19 error: a modifier is missing behind |"])
        #expect(said("userAgent|contains: null") == ["10:19 error: contains does not fit null"])
    }
}
