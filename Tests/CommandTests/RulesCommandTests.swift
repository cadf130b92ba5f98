import Foundation
import JSON
import Testing

@Suite struct RulesCommandTests {
    private static let sound = """
        title: Sound
        id: sound
        level: low
        tags: [attack.discovery]
        logsource: {product: aws}
        detection: {s: {eventName: A}, condition: s}
        """

    private static let others = #"""
        title: "Hostile \e[31m"
        level: high
        logsource: {product: aws}
        detection:
            s: {evenName: A}
            condition: s and t
        ---
        title: Odd
        level: low
        logsource: {product: aws}
        detection:
            s: {evenName: A}
            condition: s
        ---
        title: Windows
        logsource: {product: windows}
        detection: {s: a, condition: s}
        """#

    @Test func `Problems are told with the line and a caret, and end with 1`() throws {
        let folder = try InputFolder(["a.yml": Self.sound, "b.yml": Self.others])
        let result = try Program.run(["rules", "check", "a.yml", "b.yml"], folder: folder.url)
        #expect(
            result.output == #"""
                b.yml:6:22: error: Hostile \u{1B}[31m: there is no selection t
                    condition: s and t
                                     ^
                b.yml:12:9: warning: Odd: CloudTrail has no field evenName (did you mean eventName?)
                    s: {evenName: A}
                        ^
                2 files, 2 rules, 0 correlations, 0 filters, 1 rejected, 1 warning, 1 skipped
                skipped: 1 for product windows

                """#)
        #expect(result.errors == "")
        #expect(result.status == 1)
    }

    @Test func `Sound rules end with 0, also with warnings`() throws {
        let folder = try InputFolder(["a.yml": Self.sound])
        let result = try Program.run(["rules", "check", "."], folder: folder.url)
        #expect(result.output == "1 file, 1 rule, 0 correlations, 0 filters, 0 rejected, 0 warnings, 0 skipped\n")
        #expect(result.status == 0)
    }

    @Test func `A missing path is told, and the others are checked`() throws {
        let folder = try InputFolder(["a.yml": Self.sound])
        let result = try Program.run(["rules", "check", "nowhere", "a.yml"], folder: folder.url)
        #expect(result.output.hasPrefix("1 file, 1 rule"))
        #expect(result.errors == "nowhere: there is no such file or folder\n")
        #expect(result.status == 66)
        #expect(try Program.run(["rules", "check"]).status == 64)
    }

    @Test func `Placeholders are read from a file`() throws {
        let rule = Self.sound.replacing("{eventName: A}", with: "{eventName|expand: '%x%'}")
        let folder = try InputFolder(["a.yml": rule, "p.json": #"{"x": ["A", "B"]}"#, "bad.yml": "- a"])
        let arguments = ["rules", "check", "a.yml", "--placeholders"]
        #expect(try Program.run(["rules", "check", "a.yml"], folder: folder.url).status == 1)
        #expect(try Program.run(arguments + ["p.json"], folder: folder.url).status == 0)
        let bad = try Program.run(arguments + ["bad.yml"], folder: folder.url)
        #expect(
            bad.errors == """
                bad.yml:1:1: error: a file of placeholders is a map of names and values
                - a
                ^

                """)
        #expect(bad.status == 65)
        #expect(try Program.run(arguments + ["nowhere"], folder: folder.url).status == 66)
    }

    @Test func `The rules of the program are listed with others`() throws {
        let folder = try InputFolder(["a.yml": Self.sound])
        let all = try Program.run(["rules", "list", "a.yml"], folder: folder.url).output.split(separator: "\n")
        #expect(all.first?.split(separator: " ").map(String.init) == ["id", "level", "kind", "title"])
        #expect(all.contains { $0.hasPrefix("huckleberry-ec2-key-pair-suspicious ") })
        #expect(all.contains { $0.contains(" sigma ") && $0.hasSuffix("  CloudTrail logging stopped") })
        #expect(all.contains { $0.hasPrefix("sound ") })

        let own = try Program.run(["rules", "list", "a.yml", "--no-builtin-rules"], folder: folder.url)
        #expect(own.output == "id     level  kind   title\nsound  low    sigma  Sound\n")
    }

    @Test func `A list in JSON has the same rules`() throws {
        let folder = try InputFolder(["a.yml": Self.sound])
        let result = try Program.run(
            ["rules", "list", "--rules", "a.yml", "--no-builtin-rules", "--format", "json"], folder: folder.url)
        let rules = try #require(try JSONValue.parse(result.output).arrayValue)
        #expect(rules.count == 1)
        #expect(rules.first?["id"]?.stringValue == "sound")
        #expect(rules.first?["kind"]?.stringValue == "sigma")
        #expect(rules.first?["level"]?.stringValue == "low")
        #expect(rules.first?["tags"]?.arrayValue == [.string("attack.discovery")])
        #expect(rules.first?["path"]?.stringValue == "a.yml")
    }

    @Test func `Rejected rules are told on standard error, at most twenty of them`() throws {
        let bad = Self.sound.replacing("condition: s", with: "condition: t").replacing("id: sound\n", with: "")
        let folder = try InputFolder([
            "a.yml": [String](repeating: bad, count: 22).joined(separator: "\n---\n"), "b.yml": Self.sound,
        ])
        let result = try Program.run(["rules", "list", ".", "--no-builtin-rules"], folder: folder.url)
        let lines = result.errors.split(separator: "\n")
        #expect(lines.count == 21)
        #expect(lines.first == "./a.yml:5:43: error: Sound: there is no selection t")
        #expect(lines.last == "2 more; huckleberry rules check lists them all")
        #expect(result.output.contains("sound"))
        #expect(result.status == 0)
        #expect(try Program.run(["rules", "list", "nowhere"], folder: folder.url).status == 66)
    }
}
