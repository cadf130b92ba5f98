import Sigma
import Testing
import YAML

@Suite struct FilterTests {
    private func load(_ rules: String, product: String = "aws") -> RuleSet {
        Snippet.load(
            """
            title: Base
            level: low
            logsource: {product: aws}
            detection:
                s: {eventName: A}
                condition: s
            ---
            title: Not the scanner
            logsource: {product: \(product)}
            filter:
                \(rules)
                selection: {userAgent|startswith: scanner}
                condition: not selection
            """)
    }

    private func filter(_ rules: String) -> RuleFilter? {
        guard case .filter(let filter) = load(rules).rules.last?.content else { return nil }
        return filter
    }

    @Test func `A filter has a detection of its own, and no level`() {
        #expect(load("rules: [Base]").said == [])
        #expect(filter("rules: [Base]")?.rules?.map(\.text) == ["Base"])
        #expect(filter("rules: Base")?.rules?.map(\.text) == ["Base"])
        #expect(filter("rules: [Base]")?.detection.selections.map(\.name) == ["selection"])
        #expect(filter("rules: [Base]")?.detection.condition == .not(.selection(0)))
    }

    @Test func `A filter may be for any rule of its log source`() {
        #expect(filter("rules: any")?.rules == .some(nil))
        #expect(load("rules: any").rules.count == 2)
        #expect(filter("rules: [any]")?.rules == .some(nil))
    }

    @Test func `A filter for rules that are not here is told, and stays`() {
        let set = load("rules: [Bass]")
        #expect(set.said == ["11:13 warning: no rule has the id, name or title Bass (did you mean Base?)"])
        #expect(set.rules.count == 2)
    }

    @Test func `Which rules must be said`() {
        #expect(load("tags: []").errors.map(\.message) == ["rules is missing"])
    }

    @Test func `Filters for other logs are skipped`() {
        #expect(load("rules: any", product: "windows").skipped == ["product windows": 1])
    }
}
