internal import YAML

/// Looks up the rules that correlations and filters name, over the whole set.
struct RuleReferences {
    /// Why a correlation is no part of the set.
    enum Fate {
        case rejected(RuleError)
        /// It rests on a rule for other logs.
        case skipped(LogSource)
    }

    /// By the number of the rule.
    private(set) var fates: [Int: Fate] = [:]
    private(set) var warnings: [(rule: Int, error: RuleError)] = []

    private let rules: [SigmaRule]
    private let unused: UnusedRules
    private let names: RuleNames
    /// So many unknown names are compared with all known ones: more would take long.
    private var suggestionsLeft = 100

    init(_ rules: [SigmaRule], unused: UnusedRules) {
        self.rules = rules
        self.unused = unused
        names = RuleNames(rules)
    }

    mutating func settle() {
        for (number, rule) in rules.enumerated() {
            switch rule.content {
            case .detection: continue
            case .correlation(let correlation):
                fates[number] = fate(correlation)
                if fates[number] == nil {
                    warnings += CorrelationLint(rules, names).warnings(correlation).map { (number, $0) }
                }
            case .filter(let filter): check(filter, number)
            }
        }
        rejectDependents()
        rejectCircles()
    }

    /// That of the first reference that leads to no rule of the set.
    private mutating func fate(_ correlation: Correlation) -> Fate? {
        guard let lost = correlation.rules.first(where: { names[$0.text] == nil }) else { return nil }
        if let logSource = unused.skipped[lost.text] { return .skipped(logSource) }
        return .rejected(error(of: lost))
    }

    /// A filter for rules that are not here has nothing to do, and nothing is lost.
    private mutating func check(_ filter: RuleFilter, _ number: Int) {
        for reference in filter.rules ?? []
        where names[reference.text] == nil && unused.skipped[reference.text] == nil {
            warnings.append((number, error(of: reference)))
        }
    }

    private mutating func error(of reference: Correlation.Reference) -> RuleError {
        if unused.rejected.contains(reference.text) {
            return RuleError(.rejectedRule(reference.text), at: reference.position)
        }
        suggestionsLeft -= 1
        let near = suggestionsLeft < 0 ? nil : Wording.suggestion(for: reference.text, among: names.all)
        return RuleError(.unknownRule(reference.text, near: near), at: reference.position)
    }

    /// What rests on a correlation that is no part of the set is none either.
    private mutating func rejectDependents() {
        let dependents = dependents()
        var queue = fates.keys.sorted()
        while let number = queue.popLast() {
            for (dependent, reference) in dependents[number] ?? [] where fates[dependent] == nil {
                switch fates[number] {
                case .skipped(let logSource)?: fates[dependent] = .skipped(logSource)
                default:
                    fates[dependent] = .rejected(RuleError(.rejectedRule(reference.text), at: reference.position))
                }
                queue.append(dependent)
            }
        }
    }

    /// Settles correlations from those that rest on rules alone; what is never reached leads to itself.
    private mutating func rejectCircles() {
        let dependents = dependents()
        var waits: [Int: Int] = [:]
        for (number, _) in dependents.values.joined() { waits[number, default: 0] += 1 }
        var queue = rules.indices.filter { waits[$0] == nil }
        while let number = queue.popLast() {
            for (dependent, _) in dependents[number] ?? [] {
                waits[dependent, default: 0] -= 1
                if waits[dependent] == 0 { queue.append(dependent) }
            }
        }
        let circling = Set(waits.filter { $0.value > 0 && fates[$0.key] == nil }.keys)
        for number in circling {
            let references = rules[number].correlatedRules
            guard let next = references.first(where: { names[$0.text].map(circling.contains) ?? false }) else {
                continue
            }
            fates[number] = .rejected(RuleError(.circle(next.text), at: next.position))
        }
    }

    /// For each rule the correlations that name it.
    private func dependents() -> [Int: [(number: Int, reference: Correlation.Reference)]] {
        var dependents: [Int: [(number: Int, reference: Correlation.Reference)]] = [:]
        for (number, rule) in rules.enumerated() {
            for reference in rule.correlatedRules {
                if let target = names[reference.text] { dependents[target, default: []].append((number, reference)) }
            }
        }
        return dependents
    }
}

extension SigmaRule {
    fileprivate var correlatedRules: [Correlation.Reference] {
        if case .correlation(let correlation) = content { correlation.rules } else { [] }
    }
}
