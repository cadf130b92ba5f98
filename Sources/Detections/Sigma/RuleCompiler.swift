internal import CloudTrail
internal import Events
internal import Patterns
internal import Sigma

/// Turns rules into conditions over one index. What is asked of an indexed field is asked once for each distinct value,
/// and once however many rules ask.
struct RuleCompiler {
    private let index: EventIndex
    private var checks = FieldChecks()
    private var known: [Question: Answer] = [:]
    /// By field, the rows of which only the record says what it holds.
    private var open: [String: RowSet] = [:]
    /// Values on which a regular expression of the rule at hand took too many steps.
    private(set) var costly = 0
    /// The rows whose records certainly have neither an `errorCode` nor an `errorMessage`.
    private let withoutErrors: RowSet

    /// Two tests of rules that are the same.
    private struct Question: Hashable {
        var field: String
        var values: [ValueCondition]
        var wantsAll: Bool
    }

    /// What the index says to a question.
    private struct Answer {
        var tree: RowTree<RuleTest>
        var costly = 0
    }

    init(_ index: EventIndex) {
        self.index = index
        withoutErrors = index.rowsWithoutErrorMembers
    }

    /// The numbers of the fields that records are asked for.
    var slots: FieldSlots { checks.slots }

    /// - Throws: where a regular expression is unsound.
    mutating func tree(_ detection: Detection) throws(RuleFailure) -> RowTree<RuleTest> {
        costly = 0
        return try tree(detection.condition, detection)
    }

    private mutating func tree(
        _ condition: Condition, _ detection: Detection
    ) throws(RuleFailure) -> RowTree<RuleTest> {
        switch condition {
        case .selection(let number): try tree(detection.selections[number].item)
        case .not(let inner): .not(try tree(inner, detection))
        case .all(let parts): .all(try trees(parts, detection))
        case .any(let parts): .any(try trees(parts, detection))
        case .atLeast(let count, let parts): .atLeast(count, try trees(parts, detection))
        }
    }

    private mutating func trees(
        _ parts: [Condition], _ detection: Detection
    ) throws(RuleFailure) -> [RowTree<RuleTest>] {
        var trees: [RowTree<RuleTest>] = []
        for part in parts { trees.append(try tree(part, detection)) }
        return trees
    }

    /// What a selection, or a part of one, asks for.
    mutating func tree(_ item: Selection.Item) throws(RuleFailure) -> RowTree<RuleTest> {
        switch item {
        case .all(let parts): return .all(try trees(parts))
        case .any(let parts): return .any(try trees(parts))
        case .keywords(let test):
            return .record(.keywords(try checks.check(test)))
        case .field(let test):
            let tree = try tree(test)
            return test.isNegated ? .not(tree) : tree
        }
    }

    private mutating func trees(
        _ items: [Selection.Item]
    ) throws(RuleFailure) -> [RowTree<RuleTest>] {
        var trees: [RowTree<RuleTest>] = []
        for item in items { trees.append(try tree(item)) }
        return trees
    }

    // MARK: Fields

    private mutating func tree(_ test: FieldTest) throws(RuleFailure) -> RowTree<RuleTest> {
        let question = Question(field: test.field, values: test.values, wantsAll: test.wantsAll)
        let answer: Answer
        if let known = known[question] { answer = known } else { answer = try self.answer(test) }
        known[question] = answer
        costly += answer.costly
        return answer.tree
    }

    private mutating func answer(_ test: FieldTest) throws(RuleFailure) -> Answer {
        let check = try checks.check(test)
        let record = RowTree.record(RuleTest.field(check))
        var answer = Answer(tree: record)
        guard !check.comparesFields else { return answer }
        if test.field == "errorMessage" {
            answer.tree = .any([decided(withoutErrors, check), .all([.rows(withoutErrors.complement), record])])
            return answer
        }
        guard let field = IndexedField(test.field) else { return answer }
        var open = openRows(field, test.field)
        var verdicts = Verdicts(check)
        var accepted = rows(field.source, &verdicts)
        answer.costly = verdicts.costly
        if verdicts.isGivenUp {
            // Which values were tried hangs on their order.
            answer.tree = .record(.tooCostly)
            return answer
        }
        let costly = verdicts.costly == 0 ? nil : rows(field.source, verdicts.ofCostly).subtracting(open)
        let unknown = costly.map { RowTree.all([.rows($0), .record(RuleTest.tooCostly)]) }
        guard field.isExact else {
            // Whoever lacks the member may still have a value in the column; the contrary does not happen.
            if !check.passesWithoutText {
                answer.tree = .any([.all([.rows(accepted.union(open)), record])] + [unknown].compactMap(\.self))
            }
            return answer
        }
        accepted = accepted.subtracting(open)
        if case .column(let column) = field.source, check.passesWithoutText {
            open = open.union(index.rows(column, code: StringTable.missing))
        }
        var parts: [RowTree<RuleTest>] = [.rows(accepted)]
        if case .column(.error) = field.source {
            parts.append(decided(open.intersection(withoutErrors), check))
            open = open.subtracting(withoutErrors)
        }
        if !open.isEmpty { parts.append(.all([.rows(open), record])) }
        if let unknown { parts.append(unknown) }
        answer.tree = parts.count == 1 ? parts[0] : .any(parts)
        return answer
    }

    private mutating func openRows(_ field: IndexedField, _ path: String) -> RowSet {
        if let known = open[path] { return known }
        let rows = field.openRows(in: index)
        open[path] = rows
        return rows
    }

    /// Rows whose records certainly lack the member, as far as a check lets them through.
    private func decided(_ rows: RowSet, _ check: FieldCheck) -> RowTree<RuleTest> {
        .rows(check.passesWithoutField ? rows : .none(of: index.count))
    }

    /// The rows with a value that passes.
    private func rows(_ source: IndexedField.Source, _ verdicts: inout Verdicts) -> RowSet {
        switch source {
        case .caller(let member):
            return index.rows(member, whereAbsent: verdicts.ofAbsent) { verdicts.judge($0) }
        case .column(let column):
            let table = index.table(column)
            let accepted = (0..<table.codeCount).map { code in
                code > 0 && table.withBytes(of: UInt32(code)) { verdicts.judge($0) }
            }
            return index.rows(column, accepting: accepted)
        }
    }

    private func rows(_ source: IndexedField.Source, _ verdicts: consuming Verdicts) -> RowSet {
        var verdicts = verdicts
        return rows(source, &verdicts)
    }
}

extension FieldCheck {
    fileprivate var comparesFields: Bool {
        wanted.contains { if case .field = $0 { true } else { false } }
    }

    /// Whether an event without the field passes.
    var passesWithoutField: Bool {
        holds { wanted in
            switch wanted {
            case .exists(let isWanted): !isWanted
            case .null: true
            case .value, .field: false
            }
        }
    }

    /// Whether an event may pass whose field is missing, null, empty or no text.
    fileprivate var passesWithoutText: Bool {
        holds { wanted in
            switch wanted {
            case .exists, .null: true
            case .value(let probe): (try? probe.matches("")) ?? true
            case .field: true
            }
        }
    }
}
