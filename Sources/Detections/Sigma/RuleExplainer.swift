internal import CloudTrail
internal import JSON
internal import Patterns
internal import Records
internal import Sigma

/// One rule put to one document at a time: whether it matches, which selections fit, and by which values.
struct RuleExplainer {
    private let selections: [(name: String, part: Part)]
    private let condition: Condition
    private var fields: RecordFields
    private var tape = JSONTape()

    /// A selection's item with its checks made ready.
    private indirect enum Part {
        case all([Part])
        case any([Part])
        case field(FieldTest, FieldCheck)
        case keywords(KeywordTest, KeywordCheck)
    }

    /// - Throws: where a regular expression is unsound.
    init(_ detection: Detection) throws(RuleFailure) {
        var checks = FieldChecks()
        var selections: [(name: String, part: Part)] = []
        for selection in detection.selections {
            selections.append((selection.name, try Self.part(selection.item, &checks)))
        }
        self.selections = selections
        condition = detection.condition
        fields = RecordFields(checks.slots)
    }

    private static func part(_ item: Selection.Item, _ checks: inout FieldChecks) throws(RuleFailure) -> Part {
        switch item {
        case .all(let items): return .all(try parts(items, &checks))
        case .any(let items): return .any(try parts(items, &checks))
        case .field(let test): return .field(test, try checks.check(test))
        case .keywords(let test): return .keywords(test, try checks.check(test))
        }
    }

    private static func parts(
        _ items: [Selection.Item], _ checks: inout FieldChecks
    ) throws(RuleFailure) -> [Part] {
        var parts: [Part] = []
        for item in items { parts.append(try part(item, &checks)) }
        return parts
    }

    // MARK: Events

    /// Whether a document fits the rule.
    mutating func matches(_ json: JSONValue) throws(RegularExpression.LimitExceeded) -> Bool {
        let bytes = JSONWriter().bytes(json)
        guard (try? tape.read(bytes.span, at: 0)) != nil else { return false }
        fields.begin()
        return try fits(condition, of: bytes.span)
    }

    private mutating func fits(
        _ condition: Condition, of text: Span<UInt8>
    ) throws(RegularExpression.LimitExceeded) -> Bool {
        switch condition {
        case .selection(let number): return try matching(selections[number].part, of: text) != nil
        case .not(let inner): return try !fits(inner, of: text)
        case .all(let parts): return try count(parts, of: text) == parts.count
        case .any(let parts): return try count(parts, of: text) > 0
        case .atLeast(let wanted, let parts): return try count(parts, of: text) >= wanted
        }
    }

    private mutating func count(
        _ parts: [Condition], of text: Span<UInt8>
    ) throws(RegularExpression.LimitExceeded) -> Int {
        var count = 0
        for part in parts where try fits(part, of: text) { count += 1 }
        return count
    }

    /// What in a record made the rule's selections fit; nil where it does not match.
    mutating func explanation(of record: Record) -> Explanation? {
        let bytes = JSONWriter().bytes(record.json)
        guard (try? tape.read(bytes.span, at: 0)) != nil else { return nil }
        fields.begin()
        // One that takes too many steps is not asked again: it was decided without.
        guard (try? fits(condition, of: bytes.span)) != false else { return nil }
        var matches: [SelectionMatch] = []
        for selection in selections {
            // A selection that takes too many steps is left out: the rule that has it raised no alert.
            guard let found = try? matching(selection.part, of: bytes.span) else { continue }
            matches.append(SelectionMatch(name: selection.name, fields: found))
        }
        return Explanation(selections: matches)
    }

    /// The values by which a part fits; nil where it does not.
    private mutating func matching(
        _ part: Part, of text: Span<UInt8>
    ) throws(RegularExpression.LimitExceeded) -> [FieldMatch]? {
        switch part {
        case .all(let parts):
            var found: [FieldMatch] = []
            for part in parts {
                guard let matches = try matching(part, of: text) else { return nil }
                found += matches
            }
            return found
        case .any(let parts):
            var found: [FieldMatch]?
            for part in parts {
                if let matches = try? matching(part, of: text) { found = (found ?? []) + matches }
            }
            return found
        case .field(let test, let check):
            guard try check.matches(&fields, tape, of: text) != test.isNegated else { return nil }
            return matches(test, check, of: text)
        case .keywords(let test, let check):
            guard try check.matches(tape, of: text) else { return nil }
            return test.values.map { FieldMatch(field: "keywords", value: nil, wanted: $0.spelling) }
        }
    }

    /// Each value that is wanted and there, with the event's own; one line where the rule wants that there is none.
    private mutating func matches(
        _ test: FieldTest, _ check: FieldCheck, of text: Span<UInt8>
    ) -> [FieldMatch] {
        let entries = fields.entries(check.slot, tape, text)
        var found: [FieldMatch] = []
        if !test.isNegated {
            for (condition, wanted) in zip(test.values, check.wanted) {
                var value: String?
                for entry in entries where value == nil {
                    _ = tape.containsText(at: entry, of: text) { compared in
                        // One that takes too many steps did not decide.
                        guard case .value(let probe) = wanted, (try? probe.matches(compared, of: text)) == true else {
                            return false
                        }
                        value = compared.string(in: text)
                        return true
                    }
                }
                if let value {
                    found.append(FieldMatch(field: test.written, value: value, wanted: condition.spelling))
                }
            }
        }
        guard found.isEmpty else { return found }
        var first: String?
        for entry in entries where first == nil {
            _ = tape.containsText(at: entry, of: text) { compared in
                first = compared.string(in: text)
                return true
            }
        }
        let wanted = test.values.map(\.spelling).joined(separator: test.wantsAll ? " and " : " or ")
        return [FieldMatch(field: test.written, value: first, wanted: test.isNegated ? "not \(wanted)" : wanted)]
    }
}

extension ValueCondition {
    /// As a rule spells it, modifiers apart.
    fileprivate var spelling: String {
        switch self {
        case .text(let pattern, _): pattern.spelling
        case .regex(let pattern): "/\(pattern.source)/"
        case .network(let block): block.description
        case .exists(let isWanted): isWanted ? "present" : "absent"
        case .null: "null"
        case .number(let relation, let number): "\(relation.sign) \(number.text)"
        case .timePart(let part, let relation, let number): "\(part.rawValue) \(relation.sign) \(number)"
        case .field(let other, let relation, _): relation == .equal ? "as \(other)" : "\(relation.rawValue) \(other)"
        }
    }
}

extension NumberRelation {
    fileprivate var sign: String {
        switch self {
        case .less: "<"
        case .lessOrEqual: "<="
        case .greater: ">"
        case .greaterOrEqual: ">="
        case .equal: "="
        case .different: "!="
        }
    }
}

extension TextPattern {
    fileprivate var spelling: String {
        pieces.map { piece in
            switch piece {
            case .literal(let text): text
            case .many: "*"
            case .one: "?"
            }
        }.joined()
    }
}
