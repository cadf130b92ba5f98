import Sigma
import Testing
import YAML

@Suite struct ConditionTests {
    /// A rule with selections a, b, x1, x2, x3 and _y in this order, and this condition.
    private func rule(_ condition: String) -> RuleSet {
        Snippet.load(Snippet.rule("a: 1\nb: 1\nx1: 1\nx2: 1\nx3: 1\n_y: 1\ncondition: \(condition)"))
    }

    private func condition(_ text: String) -> Condition? {
        guard case .detection(let detection) = rule(text).rules.first?.content else { return nil }
        return detection.condition
    }

    /// The first error: others speak of selections that are not named.
    private func error(_ text: String) -> String? {
        rule(text).errors.first.map { "\($0.position.column): \($0.message)" }
    }

    private let a = Condition.selection(0)
    private let b = Condition.selection(1)
    private let xs = [Condition.selection(2), .selection(3), .selection(4)]

    @Test func `or binds weaker than and, and that weaker than not`() {
        #expect(condition("a or b and not x1") == .any([a, .all([b, .not(xs[0])])]))
        #expect(condition("not a and b") == .all([.not(a), b]))
        #expect(condition("not (a and b)") == .not(.all([a, b])))
        #expect(condition("(a or b) and x1") == .all([.any([a, b]), xs[0]]))
        #expect(condition("not not a") == a)
    }

    @Test func `The words of the grammar are written in any case`() {
        #expect(condition("a OR b AND NOT x1") == .any([a, .all([b, .not(xs[0])])]))
        #expect(condition("All Of x*") == .all(xs))
    }

    @Test func `Quantities count the selections that fit`() {
        #expect(condition("1 of x*") == .any(xs))
        #expect(condition("any of x*") == .any(xs))
        #expect(condition("all of x*") == .all(xs))
        #expect(condition("2 of x*") == .atLeast(2, xs))
        #expect(condition("3 of x*") == .all(xs))
        #expect(condition("1 of *2") == xs[1])
        #expect(condition("not 1 of x*") == .not(.any(xs)))
        #expect(condition("a and not 1 of x* or b") == .any([.all([a, .not(.any(xs))]), b]))
    }

    @Test func `them leaves out names that begin with an underscore`() {
        #expect(condition("all of them") == .all([a, b] + xs))
        #expect(condition("1 of THEM") == .any([a, b] + xs))
        #expect(condition("1 of _*") == .selection(5))
    }

    @Test func `Several conditions are any of them`() {
        #expect(condition("[a, b and x1]") == .any([a, .all([b, xs[0]])]))
    }

    @Test func `A selection may be called like a word of the grammar`() {
        let set = Snippet.load(Snippet.rule("all: 1\ncondition: all"))
        #expect(set.said == [])
    }

    @Test func `Errors name the column`() {
        #expect(error("a and c") == "22: there is no selection c")
        #expect(error("1 of z*") == "21: no selection fits z*")
        #expect(error("4 of x*") == "16: 4 are wanted, but 3 selections fit x*")
        #expect(error("0 of x*") == "16: at least 1 must be wanted")
        #expect(error("x*") == "16: how many of them? Write 1 of x* or all of x*")
        #expect(error("a b") == "18: b cannot stand here; and, or are missing before it")
        #expect(error("a and") == "18: something must follow and")
        #expect(error("(a") == "16: the parenthesis that opens here is not closed")
        #expect(error("a)") == "17: this parenthesis was not opened")
        #expect(error("()") == "16: something must follow (")
        #expect(error("(a and)") == "19: something must follow and")
        #expect(error("1 of") == "18: something must follow 1 of")
        #expect(error("of a") == "16: of cannot stand here; and, or are missing before it")
        #expect(error("''") == "16: the condition is empty")
        #expect(error("{a: b}") == "16: condition wants a text")
    }

    @Test func `The name that was meant is told`() {
        let set = Snippet.load(Snippet.rule("selection: 1\ncondition: selektion"))
        #expect(set.said == ["10:16 error: there is no selection selektion (did you mean selection?)"])
    }

    @Test func `What stands behind a pipe is outside the specification`() {
        let reason =
            "what stands behind | (counting, near) is outside the Sigma specification; a correlation says the same"
        #expect(error("a | count() by b > 5") == "18: \(reason)")
        #expect(error("a | near b") == "18: \(reason)")
    }

    @Test func `Selections that no condition names are told`() {
        let set = Snippet.load(Snippet.rule("a: 1\nb: 1\ncondition: a"))
        #expect(set.said == ["10:5 warning: no condition names b"])
        #expect(set.rules.count == 1)
    }

    @Test func `A rule without a condition is rejected`() {
        #expect(Snippet.load(Snippet.rule("a: 1")).said == ["8:1 error: condition is missing"])
    }

    @Test func `Parentheses are bounded`() {
        let deep = String(repeating: "(", count: 65) + "a" + String(repeating: ")", count: 65)
        #expect(error(deep) == "80: more than 64 parentheses lie inside each other")
        #expect(condition(String(repeating: "not ", count: 10_000) + "a") == a)
    }

    @Test func `A condition over several lines is told by where it begins`() {
        let set = Snippet.load(Snippet.rule("a: 1\ncondition: >\n    a and\n    c"))
        #expect(set.said == ["10:16 error: there is no selection c"])
    }
}
