internal import YAML

/// Finds fields by which a correlation groups or counts and that what it rests on does not have: it could never match.
struct CorrelationLint {
    private let rules: [SigmaRule]
    private let names: RuleNames

    /// - Parameter names: of the rules.
    init(_ rules: [SigmaRule], _ names: RuleNames) {
        self.rules = rules
        self.names = names
    }

    /// Warnings, one for each field at most.
    func warnings(_ correlation: Correlation) -> [RuleError] {
        var found: [RuleError] = []
        var seen: Set<String> = []
        for reference in correlation.rules {
            guard let number = names[reference.text] else { continue }
            for field in correlation.fields(correlation.groupBy + correlation.fields, of: reference) {
                let position = correlation.positions[field] ?? reference.position
                guard let warning = warning(field, of: rules[number], reference, at: position),
                    seen.insert(field).inserted
                else { continue }
                found.append(warning)
                if found.count > RuleLimits.warnings { return found }
            }
        }
        return found
    }

    private func warning(
        _ field: String, of rule: SigmaRule, _ reference: Correlation.Reference, at position: RulePosition
    ) -> RuleError? {
        guard case .correlation(let inner) = rule.content else {
            return RuleLint.warning(field, of: rule.logSource, at: position)
        }
        return inner.groupBy.contains(field)
            ? nil : RuleError(.notInCommon(field: field, rule: reference.text), at: position)
    }
}
