/// What the reader should know of a case as long as it is open.
public struct CaseWarning: Hashable, Sendable {
    /// What the crumb says of it in every view, in capitals; nil where the start says enough.
    public var mark: String?
    /// What the status line of the start says, without a full stop.
    public var words: String

    public init(_ words: String, mark: String? = nil) {
        self.mark = mark
        self.words = words
    }
}
