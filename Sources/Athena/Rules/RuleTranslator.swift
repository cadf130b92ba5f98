internal import Patterns
internal import Query
public import Sigma

/// Turns Sigma rules into conditions over the table of CloudTrail's events.
public struct RuleTranslator: Sendable {
    public init() {}

    /// What the engine can decide of a rule's detection.
    public func bounds(_ detection: Detection) -> Bounds {
        bounds(detection.condition, detection)
    }

    private func bounds(_ condition: Sigma.Condition, _ detection: Detection) -> Bounds {
        switch condition {
        case .selection(let number): bounds(detection.selections[number].item)
        case .not(let inner): bounds(inner, detection).negated
        case .all(let parts): .allOf(parts.map { bounds($0, detection) })
        case .any(let parts): .anyOf(parts.map { bounds($0, detection) })
        case .atLeast(let count, let parts): atLeast(count, parts.map { bounds($0, detection) })
        }
    }

    /// So many of several conditions.
    private func atLeast(_ count: Int, _ parts: [Bounds]) -> Bounds {
        if count <= 1 { return .anyOf(parts) }
        if count >= parts.count { return count > parts.count ? Bounds(.constant(false)) : .allOf(parts) }
        let sum = { (conditions: [SQLCondition]) -> SQLCondition in
            let terms = conditions.map { "CASE WHEN \($0.text) THEN 1 ELSE 0 END" }
            return .test("(\(terms.joined(separator: " + "))) >= \(count)")
        }
        return Bounds(
            upper: sum(parts.map(\.upper)), lower: sum(parts.map(\.lower)),
            remainders: parts.flatMap(\.remainders).unique())
    }

    private func bounds(_ item: Selection.Item) -> Bounds {
        switch item {
        case .all(let parts): return .allOf(parts.map(bounds))
        case .any(let parts): return .anyOf(parts.map(bounds))
        case .keywords(let test): return combined(test.values.map(keyword), all: test.wantsAll)
        case .field(let test):
            let found = combined(test.values.map { bounds($0, test.field) }, all: test.wantsAll)
            return test.isNegated ? found.negated : found
        }
    }

    private func combined(_ parts: [Bounds], all wantsAll: Bool) -> Bounds {
        wantsAll ? .allOf(parts) : .anyOf(parts)
    }

    private func keyword(_ value: ValueCondition) -> Bounds {
        guard case .text(let pattern, _) = value else { return .unknown(Remainder("a keyword", .expression)) }
        return WordSearch.bounds(pattern)
    }

    // MARK: Fields

    private func bounds(_ value: ValueCondition, _ field: String) -> Bounds {
        let subject = Subject(path: field)
        switch value {
        case .exists(let isWanted):
            let exists = presence(subject)
            return isWanted ? exists : exists.negated
        case .null: return presence(subject, orNull: true).negated
        case .text(let pattern, let isCased):
            return subject.asks(clue: { TextTests.clue(pattern, in: $0) }) {
                TextTests.matches(pattern, $0, isCased: isCased)
            }
        case .regex(let pattern): return subject.asks(clue: { _ in nil }) { TextTests.matches(pattern, $0) }
        case .network(let block): return subject.asks(clue: { _ in nil }) { TextTests.lies($0, in: block) }
        case .number(let relation, let number):
            return subject.asks(clue: { _ in nil }) { TextTests.compares($0, relation.sign, number) }
        case .timePart, .field: return .unknown(Remainder(field, .otherForm))
        }
    }

    /// Whether an event has a field.
    ///
    /// - Parameter orNull: whether null counts as missing. The table has no value for either; records have null where
    ///   requests and responses are empty, and nowhere else.
    private func presence(_ subject: Subject, orNull: Bool = false) -> Bounds {
        switch subject {
        case .text(let column): return Bounds("\(column) IS NOT NULL")
        case .resources: return Bounds("resources IS NOT NULL")
        case .document(let column):
            let isThere = SQLCondition.test("\(column) IS NOT NULL")
            return orNull
                ? Bounds(isThere)
                : Bounds(upper: .constant(true), lower: isThere, remainders: [Remainder(column, .otherForm)])
        case .json(let column, let names):
            guard let items = Subject.items(column, names) else {
                return .unknown(Remainder(names.joined(separator: "."), .expression))
            }
            let isThere = Subject.any(items, .test(orNull ? "json_format(j) <> 'null'" : "TRUE"))
            // An empty list is there, and has no elements.
            return Bounds(
                upper: .test("\(column) IS NOT NULL"), lower: .allOf([isThere, Subject.dotted(column, names).negated]),
                remainders: [Remainder(names.joined(separator: "."), .structure)])
        case .structure(let path): return .unknown(Remainder(path, .structure))
        case .absent(let path): return .unknown(Remainder(path, .notInTable))
        }
    }
}

extension NumberRelation {
    /// As queries write it.
    fileprivate var sign: String {
        switch self {
        case .less: "<"
        case .lessOrEqual: "<="
        case .greater: ">"
        case .greaterOrEqual: ">="
        case .equal: "="
        case .different: "<>"
        }
    }
}
