/// A regular expression as written.
public struct RegexPattern: Hashable, Sendable {
    /// The expression, without what encloses it.
    public let source: String
    public let ignoresCase: Bool
    /// `^` and `$` also match at the ends of lines.
    public let isMultiline: Bool
    /// `.` also matches the end of a line.
    public let dotMatchesNewline: Bool

    public init(
        _ source: String, ignoresCase: Bool = false, isMultiline: Bool = false, dotMatchesNewline: Bool = false
    ) {
        self.source = source
        self.ignoresCase = ignoresCase
        self.isMultiline = isMultiline
        self.dotMatchesNewline = dotMatchesNewline
    }
}
