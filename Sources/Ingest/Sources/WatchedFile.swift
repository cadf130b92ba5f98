internal import Crypto
internal import Glibc

/// A regular file that stays open, and what it was when it was opened.
final class WatchedFile: Sendable {
    let byteCount: Int
    private let descriptor: Int32
    private let lastChange: timespec

    /// Nil where the file cannot be opened, or is no regular file.
    init?(_ path: SourcePath) {
        descriptor = unsafe path.withCString { unsafe open($0, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY) }
        var status = stat()
        guard descriptor >= 0 else { return nil }
        guard unsafe fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
            close(descriptor)
            return nil
        }
        byteCount = Int(status.st_size)
        lastChange = status.st_mtim
    }

    deinit {
        close(descriptor)
    }

    /// Whether nobody has written to the file since it was opened: then its hash is that of what was read.
    var isUnchanged: Bool {
        var now = stat()
        guard unsafe fstat(descriptor, &now) == 0 else { return false }
        return Int(now.st_size) == byteCount && now.st_mtim.tv_sec == lastChange.tv_sec
            && now.st_mtim.tv_nsec == lastChange.tv_nsec
    }

    /// Has the system read a part of the file while the parts before it are worked on, unless it has it in memory.
    func fetch(_ range: Range<Int>) {
        StoredFile.fetch(range.clamped(to: 0..<byteCount), of: descriptor)
    }

    /// Fills a buffer with a part of the file; false where it cannot be read.
    func read(_ range: Range<Int>, into buffer: PaddedBuffer) -> Bool {
        buffer.removeAll()
        return append(range, to: buffer)
    }

    /// Appends a part of the file to a buffer; false where it cannot be read.
    func append(_ range: Range<Int>, to buffer: PaddedBuffer) -> Bool {
        guard buffer.reserve(buffer.count + range.count) else { return false }
        var offset = range.lowerBound
        while offset < range.upperBound {
            var length = 0
            unsafe buffer.append { room in
                unsafe length = pread(descriptor, room.baseAddress, min(room.count, range.upperBound - offset), offset)
                return length
            }
            if length < 0, errno == EINTR { continue }
            guard length > 0 else { return false }
            offset += length
        }
        return true
    }

    /// SHA-256 of the file in lower-case hexadecimal; nil where it cannot be read as it was.
    func hash() -> String? {
        let buffer = PaddedBuffer()
        var hasher = SHA256()
        var offset = 0
        while offset < byteCount {
            let end = min(offset + Self.hashedAtOnce, byteCount)
            fetch(end..<end + Self.hashedAtOnce)
            guard read(offset..<end, into: buffer) else { return nil }
            buffer.withBytes { bytes in unsafe bytes.withUnsafeBytes { unsafe hasher.update(bufferPointer: $0) } }
            offset = end
        }
        return isUnchanged ? SHA256.hexadecimal(of: hasher.finalize()) : nil
    }

    /// Little enough to stay near the processor between reading and hashing, in bytes.
    private static let hashedAtOnce = 256 << 10
}
