/// What a rule may take at most, beside what any file may: rules come from anywhere.
enum RuleLimits {
    /// Parentheses and `not`s within each other in a condition.
    static let conditionDepth = 64
    /// What comparing names of selections with the patterns of conditions may take in one document: one for each pair,
    /// and more where they are long.
    static let conditionComparisons = 200_000
    /// Warnings of one document; what is left out is told.
    static let warnings = 100
    /// What one document's values may grow to by modifiers and placeholders, in bytes.
    static let expandedBytes = 8 << 20
}
