public import Sigma

/// What an alert's rule says of itself.
public struct Rule: Hashable, Sendable {
    /// Where a rule comes from.
    public enum Kind: String, Sendable { case builtin, sigma, correlation, guardduty }

    public var id: String
    public var title: String
    public var level: Level
    /// `attack.t1098.001`, in lower case, as Sigma writes them.
    public var tags: [String]
    public var author: String?
    public var kind: Kind
    /// The file it was read from; nil for built-in rules and findings.
    public var path: String?
    /// What a match means, and what it does not.
    public var explanation: String
    /// Where the author read about it.
    public var references: [String]
    /// What else may match, in the author's words.
    public var falsePositives: [String]

    public init(
        id: String, title: String, level: Level, tags: [String] = [], author: String? = nil, kind: Kind = .builtin,
        path: String? = nil, explanation: String, references: [String] = [], falsePositives: [String] = []
    ) {
        self.id = id
        self.title = title
        self.level = level
        self.tags = tags
        self.author = author
        self.kind = kind
        self.path = path
        self.explanation = explanation
        self.references = references
        self.falsePositives = falsePositives
    }
}
