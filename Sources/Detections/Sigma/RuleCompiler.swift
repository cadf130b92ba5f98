internal import CloudTrail
internal import Events
internal import Patterns
internal import Sigma

/// Turns rules into conditions over one index. What is asked of an indexed field is asked once for each distinct value,
/// and once however many rules ask.
struct RuleCompiler {
    private let index: EventIndex
    private var checks = FieldChecks()
    private var known: [Question: (tree: RowTree<RuleTest>, costly: Int)] = [:]
    /// Values on which a regular expression of the rule at hand took too many steps.
    private(set) var costly = 0
    /// The rows whose records certainly have neither an `errorCode` nor an `errorMessage`.
    private let withoutErrors: RowSet
    /// Rows of Insights: what they call their event's name stands in another member.
    private let insights: RowSet

    /// Two tests of rules that are the same.
    private struct Question: Hashable {
        var field: String
        var values: [ValueCondition]
        var wantsAll: Bool
    }

    init(_ index: EventIndex) {
        self.index = index
        withoutErrors = index.rowsWithoutErrorMembers
        insights = index.rows(.category, equal: "Insight")
            .union(index.rows(.eventType, equal: "AwsCloudTrailInsight"))
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
        if let (tree, costly) = known[question] {
            self.costly += costly
            return tree
        }
        let before = costly
        let tree = try newTree(test)
        known[question] = (tree, costly - before)
        return tree
    }

    private mutating func newTree(_ test: FieldTest) throws(RuleFailure) -> RowTree<RuleTest> {
        let check = try checks.check(test)
        let record = RowTree.record(RuleTest.field(check))
        guard !check.comparesFields else { return record }
        if test.field == "errorMessage" {
            return .any([decided(withoutErrors, check), .all([.rows(withoutErrors.complement), record])])
        }
        if let member = IdentityMembers.Member(path: test.field) { return callers(member, check, record) }
        guard let column = IndexedField(test.field) else { return record }
        var accepted = rows(column.field, check)
        guard column.isExact else {
            // Whoever lacks the member may still have a value in the column; the contrary does not happen.
            return check.passesWithoutText ? record : .all([.rows(accepted), record])
        }
        var open = RowSet.none(of: index.count)
        if check.passesWithoutText { open = index.rows(column.field, code: StringTable.missing) }
        if column.field == .name || column.field == .service, !insights.isEmpty {
            accepted = accepted.subtracting(insights)
            open = open.union(insights)
        }
        var parts: [RowTree<RuleTest>] = [.rows(accepted)]
        if column.field == .error {
            parts.append(decided(open.intersection(withoutErrors), check))
            open = open.subtracting(withoutErrors)
        }
        if !open.isEmpty { parts.append(.all([.rows(open), record])) }
        return parts.count == 1 ? parts[0] : .any(parts)
    }

    /// Rows whose records certainly lack the member, as far as a check lets them through.
    private func decided(_ rows: RowSet, _ check: FieldCheck) -> RowTree<RuleTest> {
        .rows(check.passesWithoutField ? rows : .none(of: index.count))
    }

    /// What is asked of a member of the caller. Where it has no text, the record says what it has instead.
    private mutating func callers(
        _ member: IdentityMembers.Member, _ check: FieldCheck, _ record: RowTree<RuleTest>
    ) -> RowTree<RuleTest> {
        var found = 0
        let accepted = index.rows(member, whereAbsent: check.passesWithoutField) { passes($0, check, &found) }
        costly += found
        let blank = index.rows(member, whereBlank: true)
        return blank.isEmpty ? .rows(accepted) : .any([.rows(accepted), .all([.rows(blank), record])])
    }

    /// The rows with a value in the column that passes.
    private mutating func rows(_ field: IndexField, _ check: FieldCheck) -> RowSet {
        let table = index.table(field)
        var accepted = [Bool](repeating: false, count: table.codeCount)
        var found = 0
        for code in accepted.indices.dropFirst() {
            accepted[code] = table.withBytes(of: UInt32(code)) { passes($0, check, &found) }
        }
        costly += found
        return index.rows(field, accepting: accepted)
    }

    /// Whether a text passes. One that takes too many steps does not, and is counted; of very many no more are tried.
    private func passes(_ text: Span<UInt8>, _ check: FieldCheck, _ costly: inout Int) -> Bool {
        guard costly <= RuleFailure.mostCostly else { return false }
        do throws(RegularExpression.LimitExceeded) {
            return try check.passes(text)
        } catch {
            costly += 1
            return false
        }
    }
}

extension FieldCheck {
    fileprivate var comparesFields: Bool {
        wanted.contains { if case .field = $0 { true } else { false } }
    }

    /// Whether an event without the field passes.
    fileprivate var passesWithoutField: Bool {
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

    /// Whether an event passes whose field is this text, which is not empty.
    fileprivate func passes(_ text: Span<UInt8>) throws(RegularExpression.LimitExceeded) -> Bool {
        let isPlain = text.indices.allSatisfy { text[$0] < 0x80 }
        let compared: ComparedText = isPlain ? .plain(0..<text.count) : .text(String(utf8: text))
        for one in wanted {
            let isMet: Bool
            switch one {
            case .exists(let isWanted): isMet = isWanted
            case .null, .field: isMet = false
            case .value(let probe): isMet = try probe.matches(compared, of: text)
            }
            if isMet != wantsAll { return isMet }
        }
        return wantsAll
    }

    private func holds(_ isMet: (Wanted) -> Bool) -> Bool {
        wantsAll ? wanted.allSatisfy(isMet) : wanted.contains(where: isMet)
    }
}
