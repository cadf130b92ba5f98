/// Files as they are known, and those that have changed and wait until somebody has done writing to them.
struct FollowedFiles {
    /// As they were when they were read, or were found not to need it.
    private var known: [SourcePath: FileStamp] = [:]
    private var waiting: [SourcePath: Waiting] = [:]

    private struct Waiting {
        var root: Int
        var stamp: FileStamp?
        var since: ContinuousClock.Instant
        /// Whether its writer has closed it, as far as is known.
        var isClosed: Bool
    }

    /// A file of which nobody knows who writes to it is left alone until it has not changed for so long.
    static let stillness = Duration.seconds(2)
    /// What was closed may be renamed into place the next moment.
    static let pause = Duration.milliseconds(200)

    /// Whether no file waits.
    var isSettled: Bool { waiting.isEmpty }

    /// Takes note of a file as it was read.
    mutating func note(_ file: SourceFile) {
        known[file.path] = file.stamp
        waiting[file.path] = nil
    }

    /// Takes a file that a walk has found.
    ///
    /// - Parameter age: for how long nobody has written to it.
    mutating func find(_ file: SourceFile, age: Duration, at now: ContinuousClock.Instant) {
        guard let stamp = file.stamp, known[file.path] != stamp, waiting[file.path] == nil else { return }
        waiting[file.path] = Waiting(root: file.root, stamp: stamp, since: now - age, isClosed: false)
    }

    /// Takes a file of which something was told.
    ///
    /// - Parameter isClosed: whether its writer has done with it.
    mutating func touch(_ path: SourcePath, root: Int, isClosed: Bool, at now: ContinuousClock.Instant) {
        let isKnownClosed = waiting[path]?.isClosed ?? false
        waiting[path] = Waiting(root: root, stamp: nil, since: now, isClosed: isClosed || isKnownClosed)
    }

    /// When the next file may be ready; nil where none waits.
    var due: ContinuousClock.Instant? {
        waiting.values.map { $0.since + ($0.isClosed ? Self.pause : Self.stillness) }.min()
    }

    /// Files that can be read, in the order of their paths. They wait no more.
    ///
    /// - Parameter stamp: what a file is now; nil where it is gone, as files are that were renamed.
    mutating func ready(
        at now: ContinuousClock.Instant, _ stamp: (SourcePath) -> FileStamp? = { FileStamp(of: $0) }
    ) -> [SourceFile] {
        var files: [SourceFile] = []
        for (path, file) in waiting where now - file.since >= (file.isClosed ? Self.pause : Self.stillness) {
            guard let new = stamp(path) else {
                waiting[path] = nil
                continue
            }
            if !file.isClosed, file.stamp != new {
                waiting[path]?.stamp = new
                waiting[path]?.since = now
                continue
            }
            waiting[path] = nil
            files.append(SourceFile(path: path, byteCount: new.byteCount, stamp: new, root: file.root))
        }
        return files.sorted { $0.path.isWalked(before: $1.path) }
    }
}

extension SourcePath {
    /// Whether a walk comes by this path first: it goes by the bytes of names, one after the other.
    func isWalked(before other: SourcePath) -> Bool {
        bytes.lexicographicallyPrecedes(other.bytes) { left, right in
            let slash = UInt8(ascii: "/")
            return (left == slash ? 0 : left) < (right == slash ? 0 : right)
        }
    }
}
