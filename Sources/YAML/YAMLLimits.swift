/// What a file may take at most: rules and robots come from anywhere.
public enum YAMLLimits {
    /// The largest file, in bytes. Rules are a few thousand.
    public static let fileBytes = 1 << 20
    /// How deep lists and maps may lie in each other.
    public static let depth = 64
    /// Nodes of one document with its aliases resolved.
    public static let nodes = 100_000
    /// Aliases in one document. So few cannot grow into much, however they are nested.
    public static let aliases = 16
    /// A longer word is no slip of another, in characters.
    public static let suggestedWord = 64
    /// Texts in messages are cut behind so many characters.
    public static let quotedWord = 120
    /// Problems keep the line of the file where it is no longer than this, in bytes.
    static let keptLine = 4_000
}
