extension RuleProblem {
    init(
        _ error: RuleError, severity: Severity = .error, rule: String? = nil, in source: SourceText? = nil
    ) {
        let line = source?.line(at: error.position)
        let isShort = line.map { $0.utf8.count <= RuleLimits.keptLine } ?? false
        self.init(
            severity: severity, position: error.position, rule: rule, message: error.reason.message,
            line: isShort ? line.map(String.init) : nil)
    }
}
