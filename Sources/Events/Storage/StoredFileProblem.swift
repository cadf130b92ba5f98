/// Why a stored file cannot be used.
public enum StoredFileProblem: Error, Hashable, Sendable {
    /// It begins with something else.
    case foreign
    /// It was written by another version of the program, in this format.
    case version(Int)
    /// It ends before it should.
    case cutOff
    /// Its bytes are not those that were written, or make no sense; and which part it is.
    case damaged(String)
    /// The system refused, with this error number.
    case system(Int32)
}
