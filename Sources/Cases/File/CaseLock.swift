#if canImport(Glibc)
    internal import Glibc
#endif

/// Who has a case file open for writing: an advisory lock on it, which the system lets go of when the process ends,
/// however it ends. SQLite's own locks are of another kind and do not meet it.
final class CaseLock: Sendable {
    private let descriptor: Int32

    private init(_ descriptor: Int32) {
        self.descriptor = descriptor
    }

    deinit { close(descriptor) }

    /// Takes the lock. The file is made, readable by its owner alone, where it is not there.
    ///
    /// - Returns: nil where another process has it.
    /// - Throws: where the file can be neither opened for writing nor made.
    static func take(_ path: String) throws(CaseProblem) -> CaseLock? {
        let descriptor = unsafe open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else {
            let reason: CaseProblem.Reason =
                switch errno {
                case EACCES, EROFS, EPERM: .readOnly
                case ENOSPC, EDQUOT: .full
                case ENOENT: .cannotCreate("its folder is not there")
                case ENOTDIR: .cannotCreate("a file stands where its folder should be")
                case EISDIR: .cannotCreate("a folder has that name")
                default: .cannotCreate(unsafe String(cString: strerror(errno)))
                }
            throw CaseProblem(path: path, reason: reason)
        }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            close(descriptor)
            return nil
        }
        return CaseLock(descriptor)
    }

    /// Whether some process has the lock of a file that is there.
    static func isHeld(_ path: String) -> Bool {
        let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return false }
        defer { close(descriptor) }
        return flock(descriptor, LOCK_SH | LOCK_NB) != 0 && errno == EWOULDBLOCK
    }
}
