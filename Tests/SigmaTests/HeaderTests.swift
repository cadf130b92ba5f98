import Sigma
import Testing
import YAML

@Suite struct HeaderTests {
    private let body = """
        logsource: {product: aws, service: cloudtrail}
        detection:
            s: {eventName: A}
            condition: s
        """

    @Test func `A rule says what it is`() throws {
        let set = Snippet.load(
            """

            title: Root user acted
            id: not-a-uuid
            name: root_user
            status: experimental
            description: |
                First line.
                Second line.
            author: Ana Lima
            date: 2021/09/03
            references:
                - https://example.com/a
            falsepositives: Break glass
            tags:
                - attack.privilege-escalation
                - attack.initial_access
            level: HIGH
            \(body)
            """)
        #expect(set.said == [])
        let header = try #require(set.rules.first?.header)
        #expect(header.title == "Root user acted")
        #expect(header.id == "not-a-uuid")
        #expect(header.name == "root_user")
        #expect(header.status == "experimental")
        #expect(header.description == "First line.\nSecond line.\n")
        #expect(header.author == "Ana Lima")
        #expect(header.references == ["https://example.com/a"])
        #expect(header.falsePositives == ["Break glass"])
        #expect(header.tags == ["attack.privilege-escalation", "attack.initial_access"])
        #expect(header.level == .high)
        #expect(header.position == RulePosition(path: "r.yml", line: 2, column: 1))
    }

    @Test func `What is null is not there`() throws {
        let set = Snippet.load("title: A\nlevel: low\nreferences:\ntags: null\nauthor: ~\ndescription:\nid:\n\(body)")
        #expect(set.said == [])
        let header = try #require(set.rules.first?.header)
        #expect(header.references == [])
        #expect(header.tags == [])
        #expect(header.author == nil)
        #expect(header.description == "")
        #expect(header.id == "A")
    }

    @Test func `Without an id the name stands for it, else the title`() {
        #expect(Snippet.load("title: A\nname: n\nlevel: low\n\(body)").rules.map(\.header.id) == ["n"])
    }

    @Test func `A title is needed`() {
        #expect(Snippet.load("level: low\n\(body)").said == ["1:1 error: title is missing"])
        #expect(Snippet.load("title: [a]\nlevel: low\n\(body)").said == ["1:8 error: title wants a text"])
    }

    @Test func `A level that is missing or unknown is medium`() {
        let missing = Snippet.load("title: A\n\(body)")
        #expect(missing.said == ["1:1 warning: level is missing; taken as medium"])
        #expect(missing.rules.map(\.header.level) == [.medium])
        #expect(
            Snippet.load("title: A\nlevel: hihg\n\(body)").said == [
                "2:8 warning: there is no level hihg (did you mean high?); taken as medium"
            ])
    }

    @Test func `Old rules are loaded, and an unknown status is told`() {
        for status in ["deprecated", "unsupported"] {
            let set = Snippet.load("title: A\nlevel: low\nstatus: \(status)\n\(body)")
            #expect(set.said == [])
            #expect(set.rules.map(\.header.status) == [status])
        }
        #expect(
            Snippet.load("title: A\nlevel: low\nstatus: tset\n\(body)").said == [
                "3:9 warning: there is no status tset (did you mean test?)"
            ])
    }

    @Test func `A document is one thing`() {
        #expect(
            Snippet.load("title: A\nlogsource: {product: aws}").said == [
                "1:1 error: there is no detection, correlation or filter"
            ])
        #expect(
            Snippet.load("title: A\nlevel: low\n\(body)\nfilter: {}").said == [
                "7:1 error: detection, correlation and filter exclude each other"
            ])
        #expect(Snippet.load("- a\n- b").said == ["1:1 error: a rule is a map of names and values"])
    }
}
