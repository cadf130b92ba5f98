internal import Glibc

/// Gets at the bytes of a file.
enum StoredFile {
    /// Larger files are mapped instead of copied: two of them must fit in memory beside what they decompress to. The
    /// price is that a mapped file which someone cuts short while it is read ends the process.
    static let largestCopy = 512 << 20

    /// Calls `body` with the bytes of a file as stored; `PaddedBuffer.padding` bytes are readable behind them.
    ///
    /// - Parameters:
    ///   - buffer: memory to use again.
    ///   - isPartial: only some of the bytes will be looked at, so that copying them all would be waste.
    ///   - failed: called instead when the file cannot be read.
    static func withBytes<Result>(
        of file: SourceFile, buffer: PaddedBuffer, isPartial: Bool = false,
        _ body: (Span<UInt8>) throws -> Result, failed: (SourceProblem.Reason) throws -> Result
    ) rethrows -> Result {
        let descriptor: Int32
        if let spool = file.spool {
            descriptor = fcntl(spool.descriptor, F_DUPFD_CLOEXEC, 0)
        } else {
            // Should a pipe have taken the file's place, opening must not wait for its writer.
            descriptor = unsafe file.path.withCString { unsafe open($0, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY) }
        }
        guard descriptor >= 0 else { return try failed(errno == ENOENT ? .vanished : .system(errno)) }
        defer { close(descriptor) }
        var status = stat()
        guard unsafe fstat(descriptor, &status) == 0 else { return try failed(.system(errno)) }
        guard status.st_mode & S_IFMT == S_IFREG else { return try failed(.special(.other)) }
        let size = Int(status.st_size)
        if size > (isPartial ? 1 << 20 : largestCopy), let mapping = MappedFile(descriptor, byteCount: size) {
            return try mapping.withBytes(body)
        }
        switch copy(descriptor, expected: size, to: buffer) {
        case .some(let reason): return try failed(reason)
        case .none: return try buffer.withBytes(body)
        }
    }

    /// Copies the whole file, whatever size it had a moment ago; the reason where that fails.
    private static func copy(
        _ descriptor: Int32, expected: Int, to buffer: PaddedBuffer
    ) -> SourceProblem.Reason? {
        buffer.removeAll()
        // One byte more than expected, so that the end is seen without another round.
        guard buffer.reserve(expected + 1) else { return .noMemory }
        while true {
            if buffer.room == 0, !buffer.reserve(buffer.count * 2) { return .noMemory }
            var failure: Int32 = 0
            let before = buffer.count
            unsafe buffer.append { room in
                let length = unsafe pread(descriptor, room.baseAddress, room.count, before)
                if length < 0 { failure = errno }
                return length
            }
            if failure == EINTR { continue }
            guard failure == 0 else { return .system(failure) }
            if buffer.count == before { return nil }
        }
    }
}

/// A file mapped into memory, with readable zeros behind its end.
@safe
private final class MappedFile {
    private let base: UnsafeMutableRawPointer
    private let length: Int
    private let byteCount: Int

    /// Maps the first bytes of a file; nil where the system refuses.
    init?(_ descriptor: Int32, byteCount: Int) {
        let page = Int(sysconf(Int32(_SC_PAGESIZE)))
        let pages = (byteCount + page - 1) / page * page
        // A page of zeros is laid out first and the file over its beginning: what remains is the padding.
        let wanted = pages + page
        guard
            let zeros = unsafe mmap(nil, wanted, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0),
            unsafe zeros != MAP_FAILED
        else { return nil }
        let file = unsafe mmap(zeros, byteCount, PROT_READ, MAP_PRIVATE | MAP_FIXED, descriptor, 0)
        guard unsafe file != MAP_FAILED else {
            unsafe munmap(zeros, wanted)
            return nil
        }
        unsafe base = zeros
        length = wanted
        self.byteCount = byteCount
    }

    deinit {
        unsafe munmap(base, length)
    }

    func withBytes<Result>(_ body: (Span<UInt8>) throws -> Result) rethrows -> Result {
        let content = unsafe UnsafeBufferPointer(start: base.assumingMemoryBound(to: UInt8.self), count: byteCount)
        return unsafe try body(content.span)
    }
}
