import CloudTrail
import Patterns
import Query
import Testing

@testable import Athena

@Suite("Filters as conditions in SQL")
struct FilterTranslatorTests {
    private func bounds(_ filter: String) throws -> Bounds {
        let last = try #require(EventTime("2026-05-06T12:00:00Z"))
        return FilterTranslator(last: last).bounds(try Filter(filter).predicate)
    }

    @Test(
        "what columns hold is asked as the filter says it",
        arguments: [
            ("name:CreateKeyPair", "lower(eventname) = 'createkeypair'"),
            ("name:=CreateKeyPair", "eventname = 'CreateKeyPair'"),
            ("name:Create*", #"lower(eventname) LIKE 'create%' ESCAPE '\'"#),
            ("name:a_b?", #"lower(eventname) LIKE 'a\_b_' ESCAPE '\'"#),
            ("error:*", "errorcode <> ''"),
            ("-key:AKIA*", #"NOT coalesce(lower(useridentity.accesskeyid) LIKE 'akia%' ESCAPE '\', FALSE)"#),
            (
                "name:A region:b OR name:C",
                "(lower(eventname) = 'a' AND lower(awsregion) = 'b') OR lower(eventname) = 'c'"
            ),
            (
                "after:2026-05-06T10:00:00Z",
                "try(from_iso8601_timestamp(eventtime)) >= from_iso8601_timestamp('2026-05-06T10:00:00Z')"
            ),
            (
                "after:-2h",
                "try(from_iso8601_timestamp(eventtime)) >= from_iso8601_timestamp('2026-05-06T10:00:00Z')"
            ),
            (
                "userIdentity.sessionContext.sessionIssuer.userName:x",
                "lower(useridentity.sessioncontext.sessionissuer.username) = 'x'"
            ),
            ("resources.ARN:x", "any_match(resources, r -> coalesce(lower(r.arn) = 'x', FALSE))"),
        ])
    func exactConditions(filter: String, sql: String) throws {
        let bounds = try bounds(filter)
        #expect(bounds.whereClause == sql)
        #expect(bounds.isExact)
        #expect(bounds.remainders.isEmpty)
    }

    @Test("a network is asked as a span of numbers, by addresses alone")
    func networks() throws {
        let sql = try bounds("ip:198.51.100.0/24").whereClause
        // 198 * 2^24 + 51 * 2^16 + 100 * 2^8
        #expect(sql.contains("BETWEEN 3325256704 AND 3325256959"))
        #expect(sql.hasPrefix("CASE WHEN regexp_like(sourceipaddress, "))
    }

    @Test("members of requests are reached through lists, and what else may hold them is let through")
    func requestMembers() throws {
        let bounds = try bounds("requestParameters.groupId:sg-1")
        #expect(
            bounds.whereClause == """
                any_match(CAST(json_parse(json_query(requestparameters, 'lax $."groupId"[*]' \
                WITH UNCONDITIONAL ARRAY WRAPPER)) AS ARRAY(JSON)), j -> \
                coalesce(lower(json_extract_scalar(j, '$')) = 'sg-1' OR (json_extract_scalar(j, '$') IS NULL \
                AND json_format(j) <> 'null' AND strpos(lower(json_format(j)), 'sg-1') > 0), FALSE))
                """)
        #expect(!bounds.isExact)
        #expect(
            bounds.remainders.map(\.description) == [
                "groupId: may be an object or a list, which is looked through here"
            ])
    }

    @Test(
        "what the table cannot tell is left to be looked at here",
        arguments: [
            ("managementEvent:true", "managementEvent: the table has no such column"),
            ("source:a.json", "source: the table holds it in another form"),
            (#"agent:/(y)\1/"#, #"/(y)\1/: the expression means something else to the engine"#),
            ("has:note", "has: no part of an event"),
        ])
    func unknownConditions(filter: String, remainder: String) throws {
        let bounds = try bounds(filter)
        #expect(bounds.remainders.map(\.description) == [remainder])
        #expect(bounds.certainClause == "FALSE")
        #expect(!bounds.isExact)
    }

    @Test("quotes in values stay within the text")
    func quotes() throws {
        #expect(try bounds(#"name:"x' OR 1=1 --""#).whereClause == "lower(eventname) = 'x'' or 1=1 --'")
        #expect(Subject.items("c", ["a'b\""])?.contains(#"'lax $."a''b"""[*]'"#) == true)
    }

    @Test("words are searched for in all columns, unless they are part of a member's name")
    func words() throws {
        #expect(try bounds("stratus").whereClause.hasSuffix("'stratus') > 0"))
        #expect(try bounds("eventname").whereClause == "TRUE")
        #expect(try bounds("stratus").certainClause == "FALSE")
    }

    @Test("a tactic is asked by the calls that serve it")
    func tactics() throws {
        let sql = try bounds("tactic:persistence").whereClause
        #expect(sql.contains("= 'iam' AND eventname IN ("))
        #expect(sql.contains("'CreateUser'"))
    }
}

@Suite("Portable expressions")
struct PortableRegexTests {
    private func portable(_ source: String, ignoresCase: Bool = false) -> String? {
        PortableRegex(.init(source, ignoresCase: ignoresCase))?.text
    }

    @Test(
        "classes are written out",
        arguments: [
            (#"^aws-cli/\d+"#, #"^aws-cli/[0-9]+"#), (#"[\w.]+?x"#, #"[A-Za-z0-9_.]+x"#),
            ("(a|b){2,3}", "(?:a|b){2,3}"),
            ("a.b", #"a[^\n]b"#), (#"\.json$"#, #"\.json$"#),
        ])
    func written(source: String, text: String) {
        #expect(portable(source) == text)
    }

    @Test func caseIsLeftOutOfAccountForTheWholeExpression() {
        #expect(portable("a|b", ignoresCase: true) == "(?i)a|b")
    }

    @Test(
        "assertions are left out, which only restrict",
        arguments: [
            (#"\bkali\b"#, "kali"), ("(?<!x)y", "y"), (#"a(?=b[)]|\))c"#, "ac"), ("^(?!aws).*z", #"^[^\n]*z"#),
        ])
    func widened(source: String, text: String) throws {
        let regex = try #require(PortableRegex(.init(source)))
        #expect(regex.text == text)
        #expect(regex.isWider)
    }

    @Test(
        "what engines read in different ways is not portable",
        arguments: [#"(a)\1"#, "a++", "[[:alpha:]]", "(?i)a", "é", "a{,3}", #"\p{L}"#, "(a", "(?=a"])
    func notPortable(source: String) {
        #expect(portable(source) == nil)
    }
}
