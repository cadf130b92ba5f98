internal import Events
internal import Glibc

/// What tells whether anybody has touched a file: what a stamp holds, its number on the disk, and the time of its last
/// change of whatever kind, which only the system sets.
struct FileMark: Hashable, Sendable {
    private let stamp: FileStamp
    private let number: Int
    private let seconds: Int
    private let nanoseconds: Int

    /// Of the regular file at a path now; nil where there is none.
    init?(of path: SourcePath) {
        var status = stat()
        guard unsafe path.withCString({ unsafe stat($0, &status) }) == 0, status.st_mode & S_IFMT == S_IFREG else {
            return nil
        }
        stamp = FileStamp(status)
        number = Int(truncatingIfNeeded: status.st_ino)
        seconds = status.st_ctim.tv_sec
        nanoseconds = status.st_ctim.tv_nsec
    }

    /// Of a file as it was when it was found; nil where it is not that one any more.
    init?(of file: SourceFile) {
        guard let mark = FileMark(of: file.path), mark.byteCount == file.byteCount,
            file.stamp == nil || file.stamp == mark.stamp
        else { return nil }
        self = mark
    }

    var byteCount: Int { stamp.byteCount }

    func write(to file: inout StoredFileWriter) {
        for value in [stamp.byteCount, stamp.seconds, stamp.nanoseconds, number, seconds, nanoseconds] {
            file.write(value)
        }
    }

    init(from file: inout StoredFileReader) throws(StoredFileProblem) {
        stamp = FileStamp(
            byteCount: try file.number(), seconds: try file.number(), nanoseconds: try file.number())
        number = try file.number()
        seconds = try file.number()
        nanoseconds = try file.number()
    }
}
