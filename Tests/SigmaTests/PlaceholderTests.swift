import Foundation
import Patterns
import Sigma
import Testing
import YAML

@Suite struct PlaceholderTests {
    private let known = ["admins": ["breakglass", "ops-*"], "net": ["10.0.0.0/8"]]

    @Test func `A placeholder stands for each of its values`() {
        #expect(
            Snippet.values("userIdentity.userName|expand: '%admins%'", placeholders: known) == [
                text("breakglass"), text(.literal("ops-"), .many),
            ])
        #expect(
            Snippet.values("userIdentity.userName|expand|contains: 'a/%admins%/b'", placeholders: known)?.first
                == text(.many, .literal("a/breakglass/b"), .many))
        #expect(
            Snippet.values("userIdentity.userName|contains|expand: '%admins%'", placeholders: known)
                == [text(.many, .literal("breakglass"), .many), text(.many, .literal("ops-"), .many)])
        #expect(Snippet.values("sourceIPAddress|expand|cidr: '%net%'", placeholders: known)?.count == 1)
    }

    @Test func `Without expand, and behind a backslash, a percent sign is itself`() {
        #expect(Snippet.values("userAgent: '%admins%'") == [text("%admins%")])
        #expect(
            Snippet.values(#"userAgent|expand: '\%x%admins%'"#, placeholders: ["admins": ["a"]]) == [text("%xa")])
    }

    @Test func `A placeholder that nothing is known for rejects the rule`() {
        let set = Snippet.load(Snippet.selection("userAgent|expand: '%admin%'"), placeholders: known)
        #expect(
            set.said == ["10:27 error: nothing is known for the placeholder %admin% (did you mean admins?)"])
        #expect(set.rules.isEmpty)
    }

    @Test func `Placeholders are read from YAML and from JSON`() throws {
        for text in ["admins:\n  - root\n  - 007\none: x\n", #"{"admins": ["root", "007"], "one": "x"}"#] {
            let file = try TextFile(text)
            #expect(try Placeholders(path: file.path).values == ["admins": ["root", "007"], "one": ["x"]])
        }
    }

    @Test func `What is wrong with the file is told with its place`() throws {
        let list = try TextFile("- a\n")
        let problem = #expect(throws: RuleProblem.self) { try Placeholders(path: list.path) }
        #expect(problem?.message == "a file of placeholders is a map of names and values")
        #expect(problem?.position == RulePosition(path: list.path, line: 1, column: 1))
        #expect(throws: RuleProblem.self) { try Placeholders(path: "/nowhere") }
        let nested = try TextFile("a:\n  - {b: c}\n")
        let other = #expect(throws: RuleProblem.self) { try Placeholders(path: nested.path) }
        #expect(other?.message == "a wants a text")
        #expect(other?.position.line == 2)
        #expect(other?.line == "  - {b: c}")
    }
}
