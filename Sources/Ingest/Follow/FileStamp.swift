internal import Glibc

/// What tells whether somebody has written to a file: its size and the time of its last change.
struct FileStamp: Hashable {
    let byteCount: Int
    let seconds: Int
    let nanoseconds: Int

    init(byteCount: Int, seconds: Int, nanoseconds: Int) {
        self.byteCount = byteCount
        self.seconds = seconds
        self.nanoseconds = nanoseconds
    }

    init(_ status: stat) {
        byteCount = Int(status.st_size)
        seconds = status.st_mtim.tv_sec
        nanoseconds = status.st_mtim.tv_nsec
    }

    /// For how long nobody has written to it, by the clock of the machine.
    var age: Duration {
        var now = timespec()
        unsafe clock_gettime(CLOCK_REALTIME, &now)
        let age = Duration.seconds(now.tv_sec - seconds) + .nanoseconds(now.tv_nsec - nanoseconds)
        return max(.zero, age)
    }

    /// Of the regular file at a path now; nil where there is none.
    init?(of path: SourcePath) {
        var status = stat()
        guard unsafe path.withCString({ unsafe stat($0, &status) }) == 0, status.st_mode & S_IFMT == S_IFREG else {
            return nil
        }
        self.init(status)
    }
}
