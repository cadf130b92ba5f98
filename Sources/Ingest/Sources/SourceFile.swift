/// A file that can be read, as a walk found it.
public struct SourceFile: Sendable {
    public let path: SourcePath
    /// Its size when it was found.
    public let byteCount: Int
    /// Where its bytes are kept when the path cannot be opened again: standard input, pipes.
    let spool: SpooledInput?
    /// As it was when it was found; nil where nobody looked.
    let stamp: FileStamp?
    /// The number of the path that was asked for and led to it.
    let root: Int

    init(path: SourcePath, byteCount: Int, spool: SpooledInput? = nil, stamp: FileStamp? = nil, root: Int = 0) {
        self.path = path
        self.byteCount = byteCount
        self.spool = spool
        self.stamp = stamp
        self.root = root
    }
}

/// What a walk found.
public struct SourceListing: Sendable {
    /// In the order of the paths asked for, and within each by the bytes of the path's components.
    public internal(set) var files: [SourceFile] = []
    /// What was found and cannot be read, in the same order.
    public internal(set) var problems: [SourceProblem] = []
    /// Whether something was left that nobody looked into, as no more was wanted.
    var isCut = false
    /// What of it need not be read.
    public internal(set) var skipped = SkippedFiles()
}
