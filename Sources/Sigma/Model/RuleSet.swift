/// The rules of some files, and what could not be taken of them.
public struct RuleSet: Sendable {
    /// In the order of the files and of the documents in them; of one id the first.
    public var rules: [SigmaRule] = []
    /// In the order of the files.
    public var problems: [RuleProblem] = []
    /// Rules for logs that are none of AWS: how many, by why.
    public var skipped: [String: Int] = [:]
    /// Files that were read.
    public var fileCount = 0
    /// Paths that were asked for and do not exist, in the order asked.
    public var missingPaths: [String] = []

    public init() {}

    /// The rules that were rejected, with the reason.
    public var errors: [RuleProblem] { problems.filter { $0.severity == .error } }
}

/// Something wrong with a rule.
public struct RuleProblem: Error, Hashable, Sendable {
    public enum Severity: String, Sendable {
        /// The rule is rejected.
        case error
        /// The rule works, though perhaps not as its author thinks.
        case warning
    }

    public var severity: Severity
    public var position: RulePosition
    /// The title of the rule, as far as that is known.
    public var rule: String?
    public var message: String
    /// The line of the file at the position, as it stands there; nil where there is none, or it is very long.
    public var line: String?

    public init(
        severity: Severity = .error, position: RulePosition, rule: String? = nil, message: String, line: String? = nil
    ) {
        self.severity = severity
        self.position = position
        self.rule = rule
        self.message = message
        self.line = line
    }
}
