internal import YAML

/// Reads a condition: `or` binds weaker than `and`, that weaker than `not`, that weaker than `1 of x*`.
/// Source: the Sigma specification 2.1, "Condition".
struct ConditionParser {
    private let node: YAMLNode
    private let names: SelectionNames
    private let tokens: [ConditionToken]
    private var next = 0
    private var depth = 0
    /// Numbers of the selections that the condition names.
    private(set) var used: Set<Int> = []
    /// What comparing names with patterns may still take, in their own measure.
    private(set) var comparisonsLeft: Int

    init(
        _ node: YAMLNode, names: SelectionNames, comparisons: Int = RuleLimits.conditionComparisons
    ) throws(RuleError) {
        guard let text = node.text else { throw RuleError(.wantsText("condition"), at: node.position) }
        self.node = node
        self.names = names
        comparisonsLeft = comparisons
        tokens = ConditionToken.all(in: text)
    }

    mutating func parse() throws(RuleError) -> Condition {
        guard !tokens.isEmpty else { throw RuleError(.emptyCondition, at: node.position) }
        // Said of the whole before any part of it: what stands behind a pipe has another grammar.
        if let pipe = tokens.first(where: { $0.kind == .pipe }) { throw error(.aggregation, at: pipe) }
        let condition = try anyOf()
        if let token = tokens.dropFirst(next).first {
            throw error(token.kind == .close ? .unopenedParenthesis : .unexpected(token.text), at: token)
        }
        return condition
    }

    private mutating func anyOf() throws(RuleError) -> Condition {
        var parts = [try allOf()]
        while take("or") { parts.append(try allOf()) }
        return parts.count == 1 ? parts[0] : .any(parts)
    }

    private mutating func allOf() throws(RuleError) -> Condition {
        var parts = [try negation()]
        while take("and") { parts.append(try negation()) }
        return parts.count == 1 ? parts[0] : .all(parts)
    }

    private mutating func negation() throws(RuleError) -> Condition {
        var isNegated = false
        while take("not") { isNegated.toggle() }
        let condition = try primary()
        return isNegated ? .not(condition) : condition
    }

    private mutating func primary() throws(RuleError) -> Condition {
        guard let token = tokens.dropFirst(next).first else {
            // What is missing is missing behind the last word.
            let last = tokens[tokens.count - 1]
            throw error(.missingBehind(last.text), at: last)
        }
        next += 1
        switch token.kind {
        case .open: return try parenthesis(from: token)
        case .close:
            guard depth > 0, next >= 2 else { throw error(.unopenedParenthesis, at: token) }
            throw error(.missingBehind(tokens[next - 2].text), at: tokens[next - 2])
        case .pipe: throw error(.aggregation, at: token)
        case .word(let word):
            if tokens.dropFirst(next).first?.isWord("of") == true { return try quantity(word, at: token) }
            if ["and", "or", "of"].contains(where: token.isWord) { throw error(.unexpected(word), at: token) }
            return try selection(word, at: token)
        }
    }

    private mutating func parenthesis(from token: ConditionToken) throws(RuleError) -> Condition {
        depth += 1
        guard depth <= RuleLimits.conditionDepth else { throw error(.conditionTooDeep, at: token) }
        let inner = try anyOf()
        guard let end = tokens.dropFirst(next).first else { throw error(.unclosedParenthesis, at: token) }
        guard end.kind == .close else { throw error(.unexpected(end.text), at: end) }
        next += 1
        depth -= 1
        return inner
    }

    private mutating func selection(_ name: String, at token: ConditionToken) throws(RuleError) -> Condition {
        guard let number = names[name] else {
            if name.contains("*") { throw error(.patternWithoutQuantity(name), at: token) }
            throw error(.unknownSelection(name, near: Wording.suggestion(for: name, among: names.all)), at: token)
        }
        used.insert(number)
        return .selection(number)
    }

    /// `1 of x*`, `all of them` and the like, from the token with the quantity.
    private mutating func quantity(_ word: String, at token: ConditionToken) throws(RuleError) -> Condition {
        let of = tokens[next]
        next += 1
        let wanted: Int?
        switch word.lowercased() {
        case "all": wanted = nil
        case "any": wanted = 1
        default:
            guard let number = Int(word) else { throw error(.unexpected(of.text), at: of) }
            guard number > 0 else { throw error(.quantityNotPositive, at: token) }
            wanted = number
        }
        guard let target = tokens.dropFirst(next).first, case .word(let pattern) = target.kind else {
            throw error(.missingBehind("\(word) \(of.text)"), at: of)
        }
        next += 1
        comparisonsLeft -= names.cost(ofFitting: pattern)
        guard comparisonsLeft >= 0 else { throw error(.conditionTooLong, at: target) }
        let numbers = names.numbers(fitting: pattern)
        guard !numbers.isEmpty else {
            let isName = !pattern.contains("*") && pattern.lowercased() != "them"
            let reason =
                isName
                ? RuleReason.unknownSelection(pattern, near: Wording.suggestion(for: pattern, among: names.all))
                : .nothingFits(pattern)
            throw error(reason, at: target)
        }
        if let wanted, wanted > numbers.count {
            throw error(.tooFewFit(pattern, wanted: wanted, count: numbers.count), at: token)
        }
        used.formUnion(numbers)
        let selections = numbers.map { Condition.selection($0) }
        guard selections.count > 1 else { return selections[0] }
        guard let wanted, wanted < selections.count else { return .all(selections) }
        return wanted == 1 ? .any(selections) : .atLeast(wanted, selections)
    }

    private mutating func take(_ word: String) -> Bool {
        guard let token = tokens.dropFirst(next).first, token.isWord(word) else { return false }
        next += 1
        return true
    }

    private func error(_ reason: RuleReason, at token: ConditionToken) -> RuleError {
        RuleError(reason, at: node.position(ofCharacter: token.offset))
    }
}
