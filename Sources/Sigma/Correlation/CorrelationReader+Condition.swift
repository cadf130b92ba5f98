internal import Patterns
internal import YAML

extension CorrelationReader {
    private static let conditionKeys = NumberRelation.allCases.map(\.rawValue) + ["field", "percentile"]

    /// Reads what the figure of a window must be.
    func readCondition(
        _ pair: YAMLNode.Pair?, of correlation: YAMLNode.Pair, into result: inout Correlation
    ) throws(RuleError) {
        guard let pair, !pair.value.isNull else {
            if result.kind.isTemporal { return }
            throw RuleError(.missingKey("condition"), at: correlation.key.position)
        }
        if result.kind.isTemporal, pair.value.scalar != nil {
            return try checkNamesAll(result.rules, pair.value)
        }
        guard let members = pair.value.map else {
            throw RuleError(.notAMap(what: "the condition of a correlation"), at: pair.value.position)
        }
        for (key, value) in members {
            switch key.scalar?.text ?? "" {
            case "field": result.fields = try texts(value, "field", &result.positions)
            case "percentile": result.percentile = try percentile(value)
            case let name:
                guard let relation = NumberRelation(rawValue: name) else {
                    let near = Wording.suggestion(for: name, among: Self.conditionKeys)
                    let reason = RuleReason.unknownKey(name, in: "the condition of a correlation", near: near)
                    throw RuleError(reason, at: key.position)
                }
                guard let number = value.text.flatMap({ DecimalNumber($0) }) else {
                    throw RuleError(.badBound(value.scalar?.text ?? ""), at: value.position)
                }
                result.bounds.append(Correlation.Bound(relation, number))
            }
        }
        if result.bounds.isEmpty { throw RuleError(.noBound(result.kind.rawValue), at: pair.key.position) }
        if result.kind.countsValues, result.fields.isEmpty {
            throw RuleError(.noCountedField(result.kind.rawValue), at: pair.key.position)
        }
    }

    private func percentile(_ node: YAMLNode) throws(RuleError) -> Double {
        guard let text = node.text, DecimalNumber(text) != nil, let number = Double(text), (0...100).contains(number)
        else { throw RuleError(.badPercentile(node.scalar?.text ?? ""), at: node.position) }
        return number
    }

    /// A condition in words may say what `temporal` means without one: all rules, joined by `and`.
    private func checkNamesAll(_ rules: [Correlation.Reference], _ node: YAMLNode) throws(RuleError) {
        var parser = try ConditionParser(node, names: SelectionNames(rules.map(\.text)))
        let condition = try parser.parse()
        let isAll =
            switch condition {
            case .selection: rules.count == 1
            case .all(let parts):
                parser.used.count == rules.count
                    && parts.allSatisfy { if case .selection = $0 { true } else { false } }
            default: false
            }
        guard isAll else { throw RuleError(.temporalExpression, at: node.position) }
    }
}

extension Correlation.Kind {
    /// Whether it asks which rules matched, not how many times.
    var isTemporal: Bool { self == .temporal || self == .temporalOrdered }

    /// Whether it looks at the values of a field.
    var countsValues: Bool { !isTemporal && self != .eventCount }
}
