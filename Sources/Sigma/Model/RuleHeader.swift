public import YAML

/// What a rule says of itself.
public struct RuleHeader: Hashable, Sendable {
    /// The rule's `id`; where it has none, its name, else its title.
    public var id: String
    /// The short name by which correlations may ask for the rule.
    public var name: String?
    public var title: String
    public var level: Level
    /// `stable`, `test`, `experimental`, `deprecated` or `unsupported`, as written.
    public var status: String?
    public var description: String
    public var author: String?
    public var references: [String]
    public var falsePositives: [String]
    /// As written, such as `attack.t1098.001`.
    public var tags: [String]
    /// Where the document begins.
    public var position: RulePosition

    public init(
        id: String, name: String? = nil, title: String, level: Level, status: String? = nil, description: String = "",
        author: String? = nil, references: [String] = [], falsePositives: [String] = [], tags: [String] = [],
        position: RulePosition
    ) {
        self.id = id
        self.name = name
        self.title = title
        self.level = level
        self.status = status
        self.description = description
        self.author = author
        self.references = references
        self.falsePositives = falsePositives
        self.tags = tags
        self.position = position
    }
}

/// A place in a rule file.
public typealias RulePosition = FilePosition
