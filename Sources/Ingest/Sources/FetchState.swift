internal import Glibc

/// What `huckleberry fetch` keeps beside a folder that it brings files to: what it knows of them, and those on their way. None
/// of it is evidence, and a walk goes past it.
public enum FetchState {
    /// What its folder has behind the name of the other one.
    public static let suffix = ".fetch"
    /// The file in it by which it is told from a folder that somebody else calls so.
    public static let lock = "lock"

    static func isKept(at path: SourcePath) -> Bool {
        guard path.bytes.suffix(suffix.utf8.count).elementsEqual(suffix.utf8) else { return false }
        var status = stat()
        let lock = path.appending(Array(lock.utf8)[...])
        return unsafe lock.withCString { unsafe stat($0, &status) } == 0 && status.st_mode & S_IFMT == S_IFREG
    }
}
