import Sigma
import Testing
import YAML

/// What correlations and filters find of the rules that they name.
@Suite struct ReferenceTests {
    private func correlation(_ name: String, over rules: String...) -> String {
        """
        title: \(name)
        level: high
        correlation:
            type: temporal
            rules: [\(rules.joined(separator: ", "))]
            timespan: 5m
        """
    }

    private func rule(_ title: String, product: String = "aws", condition: String = "s") -> String {
        """
        title: \(title)
        level: low
        logsource: {product: \(product)}
        detection:
            s: {eventName: A}
            condition: \(condition)
        """
    }

    private func load(_ documents: String...) -> RuleSet {
        Snippet.load(documents.joined(separator: "\n---\n"))
    }

    private func titles(_ set: RuleSet) -> [String] { set.rules.map(\.header.title) }

    @Test func `The order of the documents does not matter`() {
        let set = load(correlation("c", over: "a", "d"), rule("a"), correlation("d", over: "a"))
        #expect(set.said == [])
        #expect(titles(set) == ["c", "a", "d"])
    }

    @Test func `A name that nothing answers rejects the correlation, and what rests on it`() {
        let set = load(rule("rule a"), correlation("c", over: "rule b"), correlation("d", over: "c"))
        #expect(
            set.said == [
                "12:13 error: no rule has the id, name or title rule b (did you mean rule a?)",
                "19:13 error: the rule c was rejected",
            ])
        #expect(titles(set) == ["rule a"])
        #expect(set.problems.map(\.subject) == ["c", "d"])
        #expect(set.problems.first?.line == "    rules: [rule b]")
    }

    @Test func `A rule that was rejected is told as that`() {
        let set = load(rule("a", condition: "nothing"), correlation("c", over: "a"))
        #expect(set.said == ["6:16 error: there is no selection nothing", "12:13 error: the rule a was rejected"])
    }

    @Test func `What rests on rules for other logs is for other logs`() {
        let set = load(rule("a", product: "windows"), correlation("c", over: "a"), correlation("d", over: "c"))
        #expect(set.said == [])
        #expect(set.rules.isEmpty)
        #expect(set.skipped == ["product windows": 3])
    }

    @Test func `Circles are rejected, and what leads into them`() {
        let set = load(correlation("c", over: "d"), correlation("d", over: "c"), correlation("e", over: "e"))
        #expect(
            set.said == [
                "5:13 error: the rules lead in a circle, by way of d",
                "12:13 error: the rules lead in a circle, by way of c",
                "19:13 error: the rules lead in a circle, by way of e",
            ])
        #expect(set.rules.isEmpty)
    }

    @Test func `An id comes before a name, and that before a title`() {
        let names = RuleNames(load(rule("x"), "id: x\n" + rule("y"), "name: x\n" + rule("z")).rules)
        #expect(names["x"] == 0)
        #expect(RuleNames(load("name: z\n" + rule("x"), "id: z\n" + rule("y")).rules)["z"] == 0)
        #expect(RuleNames(load(rule("z"), "id: i\nname: z\n" + rule("y")).rules)["y"] == 1)
        #expect(names["nothing"] == nil)
    }

    @Test func `Of one id the first stays`() {
        let set = load("id: x\n" + rule("a"), "id: x\n" + rule("b"))
        #expect(set.said == ["9:1 warning: the id x is taken by the rule at r.yml:1; this one is left out"])
        #expect(titles(set) == ["a"])
    }
}
