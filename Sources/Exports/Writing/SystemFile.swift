internal import Glibc

/// The system's calls for files that must be whole or not be there.
enum SystemFile {
    enum Kind { case file, folder, special }

    /// What is at a path, a link being what it leads to; nil where nothing is. A link that leads nowhere is a file.
    static func kind(of path: String) -> Kind? {
        var status = stat()
        guard unsafe stat(path, &status) == 0 else { return unsafe lstat(path, &status) == 0 ? .file : nil }
        switch status.st_mode & S_IFMT {
        case S_IFREG: return .file
        case S_IFDIR: return .folder
        default: return .special
        }
    }

    /// What tells a file from all others, under whatever name; nil where nothing is.
    struct Identity: Hashable {
        var device: UInt64
        var number: UInt64
    }

    static func identity(of path: String) -> Identity? {
        var status = stat()
        guard unsafe stat(path, &status) == 0 else { return nil }
        return Identity(device: UInt64(status.st_dev), number: UInt64(status.st_ino))
    }

    /// The path without links; the path itself where it leads nowhere.
    static func resolved(_ path: String) -> String {
        guard let found = unsafe realpath(path, nil) else { return path }
        defer { unsafe free(found) }
        return unsafe String(cString: found)
    }

    // MARK: Writing

    /// Creates a file that is not there, and returns when it is on the disk.
    ///
    /// - Parameters:
    ///   - shown: the path for messages.
    ///   - fill: writes to it; returns the number of the error that it ended with, 0 for none.
    static func create(_ path: String, shown: String, _ fill: (Int32) -> Int32) throws(ExportError) {
        let file = unsafe open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
        guard file >= 0 else { throw failure(errno, of: shown) }
        var error = fill(file)
        if error == 0, fsync(file) != 0 { error = errno }
        if close(file) != 0, error == 0 { error = errno }
        guard error == 0 else { throw .notWritten(path: shown, error: error) }
    }

    /// Writes to a device or a pipe.
    static func append(to path: String, shown: String, _ fill: (Int32) -> Int32) throws(ExportError) {
        let file = unsafe open(path, O_WRONLY | O_CLOEXEC)
        guard file >= 0 else { throw failure(errno, of: shown) }
        let error = fill(file)
        close(file)
        guard error == 0 else { throw .notWritten(path: shown, error: error) }
    }

    /// The number of the error that it ended with; 0 for none.
    static func write(_ text: String, to file: Int32) -> Int32 {
        var text = text
        return text.withUTF8 { bytes in
            var written = 0
            while written < bytes.count {
                let count = unsafe Glibc.write(file, bytes.baseAddress! + written, bytes.count - written)
                if count >= 0 { written += count } else if errno != EINTR { return errno }
            }
            return 0
        }
    }

    static func createFolder(_ path: String, shown: String) throws(ExportError) {
        guard unsafe mkdir(path, 0o777) == 0 else { throw failure(errno, of: shown) }
    }

    // MARK: Moving

    /// Moves, over whatever is there.
    static func rename(_ path: String, to target: String, shown: String) throws(ExportError) {
        guard unsafe Glibc.rename(path, target) == 0 else { throw failure(errno, of: shown) }
    }

    /// Moves a file to where nothing is: a second name for it is refused where something is there. File systems without
    /// second names get an empty file first, which is refused likewise.
    static func place(_ path: String, at target: String, shown: String) throws(ExportError) {
        if unsafe link(path, target) == 0 { return remove(path) }
        switch errno {
        case EPERM, EOPNOTSUPP, ENOSYS, EMLINK, EACCES:
            let file = unsafe open(target, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
            guard file >= 0 else { throw failure(errno, of: shown) }
            close(file)
            try rename(path, to: target, shown: shown)
        case let error: throw failure(error, of: shown)
        }
    }

    static func remove(_ path: String) { _ = unsafe unlink(path) }

    /// Brings the names in the folder of a path to the disk. Where it cannot be done the file is there all the same.
    static func synchronizeFolder(of path: String) {
        let parts = path.split(separator: "/", omittingEmptySubsequences: true).dropLast()
        let folder = (path.hasPrefix("/") ? "/" : "") + parts.joined(separator: "/")
        let file = unsafe open(folder.isEmpty ? "." : folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard file >= 0 else { return }
        _ = fsync(file)
        close(file)
    }

    /// What a failed call says of a place: a full disk is a matter of writing.
    private static func failure(_ error: Int32, of path: String) -> ExportError {
        switch error {
        case EEXIST, ENOTEMPTY: .occupied(path: path)
        case ENOSPC, EDQUOT, EIO: .notWritten(path: path, error: error)
        default: .notCreated(path: path, error: error)
        }
    }
}
