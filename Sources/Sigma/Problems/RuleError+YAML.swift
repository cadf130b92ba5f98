internal import YAML

extension RuleError {
    init(_ error: YAMLError) { self.init(.file(error.reason), at: error.position) }
}

extension RuleProblem {
    init(_ error: RuleError, severity: Severity = .error, rule: String? = nil, in source: SourceText? = nil) {
        self.init(
            severity: severity, position: error.position, subject: rule, message: error.reason.message, in: source)
    }
}
