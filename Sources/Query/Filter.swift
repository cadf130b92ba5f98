public import CloudTrail

/// A filter as a person wrote it, and what it means.
public struct Filter: Hashable, Sendable {
    public let text: String
    public let predicate: Predicate

    /// Reads a filter. The empty one matches everything.
    ///
    /// - Parameter moments: words that stand for a time behind `after:`, `before:`, `<` and `>`, such as `{first}`.
    public init(_ text: String, moments: [String: EventTime] = [:]) throws(FilterError) {
        self.text = text
        predicate = try FilterParser.parse(text, moments: moments)
    }

    /// A filter made by the program; its text is the canonical one.
    public init(_ predicate: Predicate) {
        self.predicate = predicate
        text = predicate.description
    }
}
