import Patterns
import Sigma
import Testing
import YAML

@Suite struct SelectionTests {
    @Test func `A map is all of its fields`() {
        let items = Snippet.items(Snippet.selection("eventName: A\neventSource: B"))
        guard case .all(let tests) = items.first else {
            Issue.record("\(items)")
            return
        }
        #expect(tests.count == 2)
    }

    @Test func `A list of maps is any of them`() {
        let items = Snippet.items(Snippet.rule("s:\n    - eventName: A\n    - eventSource: B\ncondition: s"))
        guard case .any(let tests) = items.first else {
            Issue.record("\(items)")
            return
        }
        #expect(tests.count == 2)
    }

    @Test func `A list of texts are keywords`() {
        let items = Snippet.items(Snippet.rule("s: [a, 'b*']\ncondition: s"))
        let position = RulePosition(path: "r.yml", line: 9, column: 9)
        #expect(
            items == [.keywords(KeywordTest(values: [text("a"), text(.literal("b"), .many)], position: position))])
    }

    @Test func `Keywords without a field may be wanted all`() {
        let items = Snippet.items(Snippet.rule("s:\n    '|all': [a, b]\n    '|re': c\ncondition: s"))
        guard case .all(let tests) = items.first, case .keywords(let all) = tests.first,
            case .keywords(let expression) = tests.last
        else {
            Issue.record("\(items)")
            return
        }
        #expect(all.values == [text("a"), text("b")])
        #expect(all.wantsAll)
        #expect(expression.values == [.regex(RegexPattern("c"))])
    }

    @Test func `Texts and maps may stand in one list`() {
        let items = Snippet.items(Snippet.rule("s:\n    - a\n    - eventName: A\n    - b\ncondition: s"))
        guard case .any(let parts) = items.first, case .keywords(let words) = parts.first else {
            Issue.record("\(items)")
            return
        }
        #expect(parts.count == 2)
        #expect(words.values == [text("a"), text("b")])
    }

    @Test func `Keywords cannot ask what only a field can answer`() {
        #expect(
            Snippet.load(Snippet.rule("s:\n    '|cidr': 10.0.0.0/8\ncondition: s")).said == [
                "10:11 error: cidr needs a field"
            ])
        #expect(Snippet.load(Snippet.rule("s: [a, null]\ncondition: s")).said == ["9:12 error: null is no keyword"])
    }

    @Test func `An empty selection fits nothing, and is told`() {
        for written in ["{}", "[]", ""] {
            let set = Snippet.load(Snippet.rule("s: \(written)\ncondition: s"))
            #expect(set.said == ["9:5 warning: the selection is empty; no event fits it"])
            #expect(Snippet.items(Snippet.rule("s: \(written)\ncondition: s")) == [.any([])])
        }
    }

    @Test func `The time of an aggregation has no effect alone`() {
        #expect(
            Snippet.load(Snippet.rule("s: a\ntimeframe: 5m\ncondition: s")).said == [
                "10:5 warning: timeframe has no effect; what happens within a time is a correlation"
            ])
    }
}
