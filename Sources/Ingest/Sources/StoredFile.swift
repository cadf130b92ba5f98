internal import CFiles
internal import CMapping
internal import Glibc

/// Gets at the bytes of a file.
enum StoredFile {
    /// Calls `body` with the bytes of a file as stored, and what maps them, if it is mapped; `PaddedBuffer.padding` bytes
    /// are readable behind them.
    ///
    /// - Parameters:
    ///   - buffer: memory to use again.
    ///   - largestCopy: larger files are mapped instead of copied, in bytes.
    ///   - prefetch: started by the first read that has to wait.
    ///   - failed: called instead when the file cannot be read, or afterwards when it did not stay what it was: then
    ///     `body` may have seen old bytes, new ones, and zeros where there were none.
    static func withBytes<Result>(
        of file: SourceFile, buffer: PaddedBuffer, largestCopy: Int, prefetch: Prefetch? = nil,
        _ body: (Span<UInt8>, MappedFile?) throws -> Result, failed: (SourceProblem.Reason, Result?) throws -> Result
    ) rethrows -> Result {
        let descriptor: Int32
        if let spool = file.spool {
            descriptor = fcntl(spool.descriptor, F_DUPFD_CLOEXEC, 0)
        } else {
            descriptor = open(file)
        }
        guard descriptor >= 0 else { return try failed(errno == ENOENT ? .vanished : .system(errno), nil) }
        defer { close(descriptor) }
        var status = stat()
        guard unsafe fstat(descriptor, &status) == 0 else { return try failed(.system(errno), nil) }
        guard status.st_mode & S_IFMT == S_IFREG else { return try failed(.special(.other), nil) }
        let size = Int(status.st_size)
        if size > largestCopy, let mapping = MappedFile(descriptor, byteCount: size) {
            let result = try mapping.withBytes { try body($0, mapping) }
            guard isUnchanged(descriptor, since: status) else { return try failed(.changing, result) }
            return mapping.isBroken ? try failed(.system(EIO), result) : result
        }
        switch copy(descriptor, expected: size, to: buffer, prefetch) {
        case .some(let reason): return try failed(reason, nil)
        case .none: return try buffer.withBytes { try body($0, nil) }
        }
    }

    /// The file's descriptor; negative, with `errno`, where it cannot be opened.
    private static func open(_ file: SourceFile) -> Int32 {
        // Should a pipe have taken the file's place, opening must not wait for its writer.
        unsafe file.path.withCString { unsafe Glibc.open($0, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY) }
    }

    /// Has the system read a file into memory, without waiting for it. What cannot be read is not told: whoever reads it
    /// will be.
    ///
    /// - Returns: whether there was need to, as far as the system can tell.
    @discardableResult
    static func fetch(_ file: SourceFile) -> Bool {
        guard file.spool == nil else { return false }
        let descriptor = open(file)
        guard descriptor >= 0 else { return false }
        defer { close(descriptor) }
        return fetch(0..<min(file.byteCount, fetchedBytes), of: descriptor)
    }

    /// The same for a part of a file that is open.
    @discardableResult
    static func fetch(_ range: Range<Int>, of descriptor: Int32) -> Bool {
        guard let last = range.last else { return false }
        posix_fadvise(descriptor, off_t(range.lowerBound), off_t(range.count), POSIX_FADV_WILLNEED)
        // Looked for after it was asked for, and not before: looking alone would have the system read a few pages.
        var byte: UInt8 = 0
        return unsafe huckleberry_read_cached(descriptor, &byte, 1, last) != 1
    }

    /// What is fetched of a large file, in bytes: as it is read on and on, the system runs ahead by itself.
    private static let fetchedBytes = 16 << 20

    /// Whether nobody wrote to the file, as far as its size and the time of its last change tell.
    private static func isUnchanged(_ descriptor: Int32, since before: stat) -> Bool {
        var now = stat()
        guard unsafe fstat(descriptor, &now) == 0 else { return false }
        return now.st_size == before.st_size && now.st_mtim.tv_sec == before.st_mtim.tv_sec
            && now.st_mtim.tv_nsec == before.st_mtim.tv_nsec
    }

    /// Copies the file, up to the size it had when it was opened: one that grows all the while must not be followed
    /// for ever. The reason where that fails.
    private static func copy(
        _ descriptor: Int32, expected: Int, to buffer: PaddedBuffer, _ prefetch: Prefetch?
    ) -> SourceProblem.Reason? {
        buffer.removeAll()
        // What the system makes up as it is read, as under /proc, has no size.
        let limit = expected > 0 ? expected : madeUpLimit
        // One byte more than expected, so that the end is seen without another round.
        guard buffer.reserve(expected + 1) else { return .noMemory }
        while buffer.count < limit {
            if buffer.room == 0, !buffer.reserve(min(limit, buffer.count * 2)) { return .noMemory }
            var failure: Int32 = 0
            let before = buffer.count
            unsafe buffer.append { room in
                let room = unsafe UnsafeMutableRawBufferPointer(rebasing: room[..<min(room.count, limit - before)])
                let length = unsafe read(descriptor, room, before, prefetch)
                if length < 0 { failure = errno }
                return length
            }
            if failure == EINTR { continue }
            guard failure == 0 else { return .system(failure) }
            if buffer.count == before { return nil }
        }
        return nil
    }

    /// Reads bytes of a file. Until files are fetched ahead, it is seen whether that has to wait: where the file system
    /// cannot tell, as networks and layers over other file systems, it is taken to.
    private static func read(
        _ descriptor: Int32, _ room: UnsafeMutableRawBufferPointer, _ offset: Int, _ prefetch: Prefetch?
    ) -> Int {
        if let prefetch, !prefetch.isRunning {
            let length = unsafe huckleberry_read_cached(descriptor, room.baseAddress, room.count, offset)
            if length == HUCKLEBERRY_READ_UNKNOWN {
                prefetch.start()
            } else {
                prefetch.note(hasToWait: length < 0)
            }
            guard length < 0 else { return length }
        }
        return unsafe pread(descriptor, room.baseAddress, room.count, offset)
    }

    /// What is read of a file that has no size, at most, in bytes.
    private static let madeUpLimit = 64 << 20
}

/// A file mapped into memory, with readable zeros behind its end. Pages that are gone when they are read are zeros.
@safe
final class MappedFile {
    private let mapping: Int32
    private let byteCount: Int

    /// Maps the first bytes of a file; nil where the system refuses.
    fileprivate init?(_ descriptor: Int32, byteCount: Int) {
        mapping = huckleberry_mapping_open(descriptor, byteCount, PaddedBuffer.padding)
        self.byteCount = byteCount
        guard mapping >= 0 else { return nil }
    }

    deinit {
        if mapping >= 0 { huckleberry_mapping_close(mapping) }
    }

    /// Whether zeros were read in place of a page.
    fileprivate var isBroken: Bool { huckleberry_mapping_is_broken(mapping) }

    /// Lets the system take back the memory of what was read. It is read again where it is asked for.
    func forget() {
        if mapping >= 0 { huckleberry_mapping_forget(mapping) }
    }

    fileprivate func withBytes<Result>(_ body: (Span<UInt8>) throws -> Result) rethrows -> Result {
        let content = unsafe UnsafeBufferPointer(start: huckleberry_mapping_bytes(mapping), count: byteCount)
        return unsafe try body(content.span)
    }
}
