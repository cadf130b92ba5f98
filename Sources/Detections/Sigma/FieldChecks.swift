internal import CloudTrail
internal import Patterns
internal import Sigma

/// Makes what rules ask of values ready to be asked of many.
struct FieldChecks {
    private(set) var slots = FieldSlots()

    /// - Throws: where a regular expression is unsound.
    mutating func check(_ test: FieldTest) throws(RuleFailure) -> FieldCheck {
        var wanted: [FieldCheck.Wanted] = []
        for value in test.values {
            switch value {
            case .exists(let isWanted): wanted.append(.exists(isWanted))
            case .null: wanted.append(.null)
            case .field(let other, let relation, let isCased):
                wanted.append(.field(slots.slot(other), relation, isCased: isCased))
            case .text, .regex, .network, .number, .timePart:
                if let probe = try value.probe(withinText: false) { wanted.append(.value(probe)) }
            }
        }
        return FieldCheck(slot: slots.slot(test.field), wanted: wanted, wantsAll: test.wantsAll)
    }

    /// - Throws: where a regular expression is unsound.
    func check(_ test: KeywordTest) throws(RuleFailure) -> KeywordCheck {
        var probes: [ValueProbe] = []
        for value in test.values {
            if let probe = try value.probe(withinText: true) { probes.append(probe) }
        }
        return KeywordCheck(probes: probes, wantsAll: test.wantsAll)
    }
}

extension ValueCondition {
    /// The condition made ready; nil where it is not one on a text.
    ///
    /// - Parameter withinText: whether a text is looked for anywhere in a value.
    fileprivate func probe(withinText: Bool) throws(RuleFailure) -> ValueProbe? {
        switch self {
        case .text(let pattern, let isCased): return .glob(Glob(pattern, isWhole: !withinText, isCased: isCased))
        case .regex(let pattern):
            do throws(RegularExpression.CompileError) {
                return .regex(try RegularExpression(pattern))
            } catch {
                throw .badRegex(error.message)
            }
        case .network(let block): return .network(block)
        case .number(let relation, let number): return .number(relation, number)
        case .timePart(let part, let relation, let number): return .timePart(part, relation, number)
        case .exists, .null, .field: return nil
        }
    }
}
