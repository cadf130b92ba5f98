internal import Crypto
internal import Events
internal import Glibc
internal import Synchronization

/// A large plain file with a record in each line, read in segments by several workers.
///
/// What it holds is believed only if every segment is sound to its last line: else the whole file is read again from its
/// beginning, by one worker, who tells what is wrong with it.
final class SplitFile: Sendable {
    /// One thing to do.
    enum Step: Sendable {
        /// SHA-256 of the whole file.
        case hash
        /// The lines that begin in a part of the file.
        case segment(Int)
    }

    /// How far the whole is when a step is done.
    enum Standing: Sendable {
        case unfinished
        /// This was the last step.
        case done
        /// This was the last step, and the file has to be read in one go.
        case unsuitable
    }

    let file: SourceFile
    let number: Int
    private let descriptor: Int32
    private let byteCount: Int
    private let lastChange: timespec
    private let state: Mutex<State>

    private struct State {
        var left: Int
        var sha256: String?
        var isSuitable = true
    }

    private let segmentBytes: Int
    /// How far a line may reach beyond its segment, in bytes; the largest record has as many.
    private static let longestOverhang = 16 << 20
    /// How far ahead of a segment the file is fetched from the disk, in bytes.
    private static let fetchedAhead = 64 << 20

    /// Nil where the file cannot be opened, is not what the walk saw, or does not begin with a line that is a JSON object.
    init?(_ file: SourceFile, number: Int, limits: LoadLimits) {
        guard file.byteCount >= limits.splitBytes, file.spool == nil else { return nil }
        segmentBytes = max(1, limits.segmentBytes)
        let descriptor = unsafe file.path.withCString { unsafe open($0, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY) }
        guard descriptor >= 0 else { return nil }
        self.descriptor = descriptor
        var status = stat()
        guard unsafe fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG,
            Int(status.st_size) == file.byteCount
        else {
            close(descriptor)
            return nil
        }
        self.file = file
        self.number = number
        byteCount = Int(status.st_size)
        lastChange = status.st_mtim
        state = Mutex(State(left: 0))
        let isSuitable = Self.beginsWithLine(descriptor, byteCount)
        state.withLock { [count = segmentCount] in
            $0.left = count + 1
            $0.isSuitable = isSuitable
        }
        guard isSuitable else { return nil }
        fetch(0..<Self.fetchedAhead)
    }

    deinit {
        close(descriptor)
    }

    private var segmentCount: Int { (byteCount + segmentBytes - 1) / segmentBytes }

    /// Everything that has to be done. Hashing takes longest and comes first.
    var steps: [Step] { [.hash] + (0..<segmentCount).map { .segment($0) } }

    /// Whether the first line is a JSON object.
    private static func beginsWithLine(_ descriptor: Int32, _ byteCount: Int) -> Bool {
        let buffer = PaddedBuffer()
        guard read(descriptor, 0..<min(1 << 20, byteCount), into: buffer) else { return false }
        return buffer.withBytes { text in
            guard let end = text.lineEnd(from: 0), JSONText.firstKey(of: text.extracting(first: end)) != nil else {
                return false
            }
            return JSONText.valueEnd(text.extracting(first: end - 1), 0) != nil
        }
    }

    /// Reads the lines that begin in a segment into a buffer.
    ///
    /// - Returns: where they lie in the buffer, and the offset of the buffer's first byte in the file; nil where the file
    ///   cannot be read as it was.
    func read(segment: Int, into buffer: PaddedBuffer) -> (lines: Range<Int>, offset: Int)? {
        let start = segment * segmentBytes
        let end = min(start + segmentBytes, byteCount)
        fetch(start + Self.fetchedAhead..<end + Self.fetchedAhead)
        // The byte before tells whether a line begins right at the segment's start.
        let offset = max(0, start - 1)
        guard Self.read(descriptor, offset..<end, into: buffer) else { return nil }
        let tail = end - offset - 1
        var searched = tail
        // The last line is read to its end, if it has one within reach: a file that is all one line behind its first
        // would be read whole for each segment.
        while offset + buffer.count < byteCount, buffer.withBytes({ $0.lineEnd(from: searched) }) == nil {
            guard buffer.count < segmentBytes + Self.longestOverhang else { return nil }
            searched = buffer.count
            let more = offset + buffer.count..<min(offset + buffer.count + (1 << 20), byteCount)
            guard Self.append(descriptor, more, to: buffer) else { return nil }
        }
        return buffer.withBytes { bytes in
            let last = bytes.lineEnd(from: tail) ?? bytes.count
            let first = segment == 0 ? 0 : bytes.lineEnd(from: 0) ?? last
            return (min(first, last)..<last, offset)
        }
    }

    /// Has the system read a part of the file while the parts before it are worked on, unless it has it in memory.
    private func fetch(_ range: Range<Int>) {
        StoredFile.fetch(range.clamped(to: 0..<byteCount), of: descriptor)
    }

    /// SHA-256 of the file; nil where it cannot be read as it was.
    func hash(using buffer: PaddedBuffer) -> String? {
        var hasher = SHA256()
        var offset = 0
        while offset < byteCount {
            let end = min(offset + (4 << 20), byteCount)
            guard Self.read(descriptor, offset..<end, into: buffer) else { return nil }
            buffer.withBytes { bytes in unsafe bytes.withUnsafeBytes { unsafe hasher.update(bufferPointer: $0) } }
            offset = end
        }
        return SHA256.hexadecimal(of: hasher.finalize())
    }

    private static func read(_ descriptor: Int32, _ range: Range<Int>, into buffer: PaddedBuffer) -> Bool {
        buffer.removeAll()
        return append(descriptor, range, to: buffer)
    }

    private static func append(_ descriptor: Int32, _ range: Range<Int>, to buffer: PaddedBuffer) -> Bool {
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

    /// Whether nobody has written to the file since it was opened: then its hash is that of the lines that were read.
    private var isUnchanged: Bool {
        var now = stat()
        guard unsafe fstat(descriptor, &now) == 0 else { return false }
        return Int(now.st_size) == byteCount && now.st_mtim.tv_sec == lastChange.tv_sec
            && now.st_mtim.tv_nsec == lastChange.tv_nsec
    }

    /// How many bytes of the file are done with a step, for progress.
    func bytes(of step: Step) -> Int {
        switch step {
        case .hash: 0
        case .segment(let number): min(segmentBytes, byteCount - number * segmentBytes)
        }
    }

    /// What is known of the file as a source.
    var info: SourceInfo {
        SourceInfo(
            path: file.path.shown, file: file, members: [], sha256: sha256 ?? "", byteCount: byteCount, encoding: .utf8,
            damage: nil)
    }

    /// SHA-256 of the file, once it is known.
    var sha256: String? { state.withLock { $0.sha256 } }

    /// Whether nobody has found anything against the file yet.
    var isSuitable: Bool { state.withLock { $0.isSuitable } }

    /// Notes that a step is done.
    ///
    /// - Parameters:
    ///   - sha256: what hashing found.
    ///   - isSuitable: whether the file has proved to be what it seemed, as far as the step has looked.
    func finish(sha256: String? = nil, isSuitable: Bool) -> Standing {
        state.withLock { state in
            state.left -= 1
            if let sha256 { state.sha256 = sha256 }
            if !isSuitable { state.isSuitable = false }
            guard state.left == 0 else { return .unfinished }
            if state.isSuitable, !isUnchanged { state.isSuitable = false }
            return state.isSuitable ? .done : .unsuitable
        }
    }
}

extension Span where Element == UInt8 {
    /// The offset behind the first line feed at or behind an offset; nil where there is none.
    func lineEnd(from start: Int) -> Int? {
        firstOffset(of: UInt8(ascii: "\n"), from: start).map { $0 + 1 }
    }
}
