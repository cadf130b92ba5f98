/// A place in a file that a person wrote. Lines and columns count from 1, columns in characters.
public struct FilePosition: Hashable, Sendable {
    public var path: String
    public var line: Int
    public var column: Int

    public init(path: String, line: Int, column: Int) {
        self.path = path
        self.line = line
        self.column = column
    }

    /// Where a file begins.
    public init(startOf path: String) { self.init(path: path, line: 1, column: 1) }
}
