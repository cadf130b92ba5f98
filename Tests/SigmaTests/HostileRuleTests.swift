import Sigma
import Testing
import YAML

/// Rule files come from anywhere: none may take long, or much, or end the program.
@Suite struct HostileRuleTests {
    @Test func `A file that is too large is not read`() {
        let set = RuleLoader().load([UInt8](repeating: 0x20, count: 10 << 20), path: "r.yml")
        #expect(set.said == ["1:1 error: the file has 10485760 bytes; it may have 1048576"])
    }

    @Test func `Aliases cannot grow without bound`() {
        var lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
        for level in 1..<30 {
            let aliases = [String](repeating: "*a\(level - 1)", count: 9).joined(separator: ", ")
            lines.append("a\(level): &a\(level) [\(aliases)]")
        }
        lines.append("? *a29\n: key")
        #expect(
            Snippet.load(lines.joined(separator: "\n")).said == [
                "1:1 error: more than 16 aliases; write the values out"
            ])
    }

    @Test func `A few aliases are resolved`() {
        let set = Snippet.load(
            Snippet.rule(
                """
                one: &one {eventName: &name A}
                two: {<<: *one, eventSource: *name}
                condition: one or two
                """))
        #expect(set.said == [])
        #expect(
            Snippet.load("a: *nothing").said == ["1:4 error: not YAML: found undefined alias"])
    }

    @Test func `Few aliases of much are bounded by the values`() {
        let many = [String](repeating: "x", count: 20_000).joined(separator: ",")
        let aliases = [String](repeating: "*a", count: 10).joined(separator: ",")
        #expect(
            Snippet.load("a: &a [\(many)]\nb: [\(aliases)]").errors.map(\.message) == [
                "the document has more than 100000 values"
            ])
    }

    @Test func `Deep nesting is an error`() {
        for depth in [65, 900, 100_000] {
            let deep = String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
            #expect(Snippet.load(deep).errors.count == 1)
            let list = Snippet.load(String(repeating: "- ", count: depth) + "a").errors
            #expect(list.count == 1)
            // What our limit or the parser's own rejects is told in the same words.
            if depth > 65 { #expect(list.map(\.message) == ["more than 64 lists and maps lie inside each other"]) }
        }
        let deep = String(repeating: "[", count: 66) + String(repeating: "]", count: 66)
        #expect(Snippet.load(deep).said == ["1:66 error: more than 64 lists and maps lie inside each other"])
    }

    @Test func `Modifiers cannot make too much of a value`() {
        let flags = [String](repeating: "-a", count: 40).joined(separator: " ")
        #expect(
            Snippet.load(Snippet.selection("userAgent|windash: '\(flags)'")).said == [
                "10:28 error: the modifiers turn these values into too many"
            ])
        let placeholders = ["x": [String](repeating: "value", count: 1_000)]
        #expect(
            Snippet.load(
                Snippet.selection("userAgent|expand: '%x%%x%%x%'"), placeholders: placeholders
            ).said == ["10:27 error: the modifiers turn these values into too many"])
    }

    @Test func `Conditions cannot name everything over and over`() {
        let selections = (0..<1_000).map { "s\($0): a" }.joined(separator: "\n")
        let condition = [String](repeating: "1 of s*", count: 1_000).joined(separator: " or ")
        #expect(
            Snippet.load(Snippet.rule("\(selections)\ncondition: \(condition)")).errors.map(\.message) == [
                "the condition has too many patterns for so many selections"
            ])
    }

    @Test func `Warnings of one rule are bounded`() {
        let fields = (0..<1_000).map { "unknown\($0): a" }.joined(separator: "\n")
        let set = Snippet.load(Snippet.selection(fields))
        #expect(set.problems.count == 101)
        #expect(set.said.first == "1:1 warning: more warnings of this rule are left out")
    }

    @Test func `Odd keys and values are errors, not ends`() {
        let texts = [
            "? [a]\n: b", "{}", "[]", "&a", "*a", "!!binary x", "%", "\u{0}", "---\n%a", "title: !x y",
            "title: a\ndetection: []\nlogsource: {product: aws}",
            "title: a\ndetection: {? [x] : y}\nlogsource: {product: aws}",
            "title: a\ncorrelation: x", "title: a\nfilter: x\nlogsource: {product: aws}", "action: [a]",
            "title: a\nlogsource: {product: [aws]}\ndetection: {}", "'title': \"\\ud800\"",
        ]
        for text in texts { #expect(Snippet.load(text).rules.isEmpty) }
    }

    @Test func `Long texts are cut in messages`() {
        let set = Snippet.load(Snippet.selection("eventName|\(String(repeating: "x", count: 500)): a"))
        #expect(set.said == ["10:19 error: there is no modifier \(String(repeating: "x", count: 120))…"])
        #expect(set.problems.first?.line != nil)
        // A line that nobody can read is not kept either.
        let long = Snippet.load(Snippet.selection("eventName|nothing: \(String(repeating: "x", count: 5_000))"))
        #expect(long.said == ["10:19 error: there is no modifier nothing"])
        #expect(long.problems.first?.line == nil)
    }
}
