import Exports
import Testing

@Suite struct NotesMarkdownTests {
    private let sample = NotesCase.sampleMarkdown

    @Test func theyAnswerTheQuestions() {
        for words in [
            "**SAMPLE DATA**", "- Case: `CASE-1`", "- Analyst: Ana Belić",
            "- Generated: 2020-09-13T12:26:40Z by Huckleberry 1.0.0, ATT&CK v18.1",
            "- Data coverage: grade A, complete", "**EC2 key pair made from a suspicious address**, level critical",
            "The attacker used 8 long-lived access keys of 8 principals, from 2 addresses.",
            "6 of the 8 keys were used by nobody else in the baseline before", "AuthorizeSecurityGroupIngress x261",
            "318 unique rules opened, 197 revoked, 121 still open", "prod-debug", "i-0b77e4b2fb4b3759b",
            "The MITRE Corporation", "| ingress | tcp 5432 |", "T1098.001, formerly T1108",
        ] {
            #expect(sample.contains(words), "\(words)")
        }
        for key in ["AKIAGZR5TKBS7EXAMPLE", "AKIA3I5VQPQ35EXAMPLE"] { #expect(sample.contains("| `\(key)` |")) }
    }

    @Test func everyCitedNumberIsInTheEvidenceTable() {
        let cited = Set(sample.matches(of: /\[E(\d+)\]/).compactMap { Int($0.output.1) })
        let listed = Set(sample.matches(of: /(?m)^\| E(\d+) \|/).compactMap { Int($0.output.1) })
        #expect(!cited.isEmpty)
        #expect(cited == listed)
        #expect(listed == Set(1...listed.count))
    }

    @Test func addressesAreDefanged() {
        #expect(!sample.contains("198.51.100.23"))
        #expect(!sample.contains("203.0.113.77"))
        #expect(sample.contains("198[.]51[.]100[.]23"))
    }

    @Test func theSameInputGivesTheSameBytes() {
        #expect(NotesMarkdown(NotesDocument(NotesCase.sample)).text == sample)
    }

    private static let hostile =
        "evil|\n# Owned <script>alert(1)</script> [click](http://198.51.100.1) ![x](//a.b/c) \u{202E}"

    @Test func textsOfTheLogCannotBreakOutOfTheirCell() throws {
        let tiny = try TinyTrail.keyPair(named: Self.hostile.replacing("\n", with: "\\n"))
        defer { tiny.remove() }
        let notes = NotesMarkdown(NotesDocument(NotesCase.of(tiny.trail))).text
        #expect(notes.contains("evil"))
        #expect(!notes.contains("\n# Owned"))
        #expect(!notes.contains("\u{202E}"))
        // Where it stands between back quotes it is a value, and no markup.
        let prose = notes.replacing(/`[^`\n]*`/, with: "")
        #expect(!prose.contains("<script>"))
        #expect(!prose.contains("[click]("))
        #expect(!prose.contains("![x]"))
    }

    @Test func textsOfTheAnalystAreNoMarkupBeyondTheirSigns() throws {
        var analyst = AnalystRecord()
        analyst.notes = [
            .init(
                time: NotesCase.generated, subject: "", rows: [],
                text: "See ![x](http://a.example/y) <img src=x> [E1]\n\n````\na ``` b\n````\n# Not a heading of ours")
        ]
        let tiny = try TinyTrail.keyPair(named: "debug")
        defer { tiny.remove() }
        let notes = NotesMarkdown(NotesDocument(NotesCase.of(tiny.trail, analyst: analyst))).text
        #expect(notes.contains(#"See \!\[x\](http\://a.example/y) \<img src=x\> \[E1\]"#))
        #expect(notes.contains("````\na ``` b\n````\n\n**Not a heading of ours**\n"))
        #expect(notes.contains("## Notes of the analyst\n\n*The analyst, 2020-09-13T12:26:40Z:*\n"))
    }
}
