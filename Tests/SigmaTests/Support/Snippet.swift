import Sigma
import YAML

/// Small rules for tests: what is not under test is filled in.
enum Snippet {
    /// A rule with a detection, which begins in line 8.
    static func rule(_ detection: String, tags: String = "[]") -> String {
        """
        title: Test
        id: 00000000-0000-4000-8000-000000000001
        level: high
        tags: \(tags)
        logsource:
            product: aws
            service: cloudtrail
        detection:
        \(indented(detection))
        """
    }

    /// A rule with one selection, whose members begin in line 10, at column 9.
    static func selection(_ members: String) -> String {
        rule("selection:\n\(indented(members))\ncondition: selection")
    }

    /// Four spaces in front of each line.
    static func indented(_ text: String) -> String {
        text.split(separator: "\n", omittingEmptySubsequences: false).map { "    " + $0 }.joined(separator: "\n")
    }

    static func load(_ yaml: String, placeholders: [String: [String]] = [:]) -> RuleSet {
        RuleLoader(placeholders: Placeholders(placeholders)).load(yaml, path: "r.yml")
    }

    /// The selections of the one rule of a text.
    static func items(_ yaml: String, placeholders: [String: [String]] = [:]) -> [Selection.Item] {
        guard case .detection(let detection) = load(yaml, placeholders: placeholders).rules.first?.content else {
            return []
        }
        return detection.selections.map(\.item)
    }

    /// The one field test of a selection with these members.
    static func test(_ members: String, placeholders: [String: [String]] = [:]) -> FieldTest? {
        guard case .field(let test) = items(selection(members), placeholders: placeholders).first else { return nil }
        return test
    }

    /// The values of the one field test of a selection with these members.
    static func values(_ members: String, placeholders: [String: [String]] = [:]) -> [ValueCondition]? {
        test(members, placeholders: placeholders)?.values
    }
}

extension RuleSet {
    /// All problems as `line:column severity message`.
    var said: [String] {
        problems.map { "\($0.position.line):\($0.position.column) \($0.severity.rawValue): \($0.message)" }
    }
}
