/// What a rule file may take at most: rules come from anywhere.
enum RuleLimits {
    /// The largest file, in bytes. Rules are a few thousand.
    static let fileBytes = 1 << 20
    /// How deep lists and maps may lie in each other.
    static let depth = 64
    /// Nodes of one document with its aliases resolved.
    static let nodes = 100_000
    /// Aliases in one document. So few cannot grow into much, however they are nested.
    static let aliases = 16
    /// Parentheses and `not`s within each other in a condition.
    static let conditionDepth = 64
    /// What comparing names of selections with the patterns of conditions may take in one document: one for each pair,
    /// and more where they are long.
    static let conditionComparisons = 200_000
    /// Warnings of one document; what is left out is told.
    static let warnings = 100
    /// What one document's values may grow to by modifiers and placeholders, in bytes.
    static let expandedBytes = 8 << 20
    /// A longer word is no slip of another, in characters.
    static let suggestedWord = 64
    /// Texts in messages are cut behind so many characters.
    static let quotedWord = 120
    /// Problems keep the line of the file where it is no longer than this, in bytes.
    static let keptLine = 4_000
}
