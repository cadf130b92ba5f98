public import YAML

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

/// Something wrong with a rule: its subject is the title.
public typealias RuleProblem = FileProblem
