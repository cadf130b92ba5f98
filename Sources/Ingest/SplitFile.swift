internal import Events
internal import Synchronization

/// A large plain file with a record in each line, read in segments by several workers.
///
/// What it holds is believed only if every segment is sound to its last line: else the whole file is read again from its
/// beginning, by one worker, who tells what is wrong with it.
final class SplitFile: Sendable {
    /// How far the whole is when a segment is done.
    enum Standing: Sendable {
        case unfinished
        /// This was the last segment.
        case done
        /// This was the last segment, and the file has to be read in one go.
        case unsuitable
    }

    let file: SourceFile
    let number: Int
    /// SHA-256 of the file, to be worked out when its events are read.
    let hash: SourceHash
    private let content: WatchedFile
    private let state: Mutex<State>

    private struct State {
        var left: Int
        var isSuitable = true
    }

    private let segmentBytes: Int
    /// How far a line may reach beyond its segment, in bytes; the largest record has as many.
    private static let longestOverhang = 16 << 20
    /// So much is read at a time in search of the last line's end: some dozens of records, in bytes.
    private static let lineStep = 32 << 10
    /// How far ahead of a segment the file is fetched from the disk, in bytes.
    private static let fetchedAhead = 64 << 20

    /// Nil where the file cannot be opened, is not what the walk saw, or does not begin with a line that is a JSON object.
    init?(_ file: SourceFile, number: Int, limits: LoadLimits) {
        guard file.byteCount >= limits.splitBytes, file.spool == nil, let content = WatchedFile(file.path),
            content.byteCount == file.byteCount, Self.beginsWithLine(content)
        else { return nil }
        self.file = file
        self.number = number
        self.content = content
        hash = SourceHash(LaterHash(of: content))
        segmentBytes = max(1, limits.segmentBytes)
        state = Mutex(State(left: 0))
        state.withLock { [count = segmentCount] in $0.left = count }
        content.fetch(0..<Self.fetchedAhead)
    }

    private var byteCount: Int { content.byteCount }

    private var segmentCount: Int { (byteCount + segmentBytes - 1) / segmentBytes }

    /// The numbers of all segments.
    var segments: Range<Int> { 0..<segmentCount }

    /// Whether the first line is a JSON object.
    private static func beginsWithLine(_ content: WatchedFile) -> Bool {
        let buffer = PaddedBuffer()
        guard content.read(0..<min(1 << 20, content.byteCount), into: buffer) else { return false }
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
        content.fetch(start + Self.fetchedAhead..<end + Self.fetchedAhead)
        // The byte before tells whether a line begins right at the segment's start.
        let offset = max(0, start - 1)
        guard content.read(offset..<end, into: buffer) else { return nil }
        let tail = end - offset - 1
        var searched = tail
        // The last line is read to its end, if it has one within reach: a file that is all one line behind its first
        // would be read whole for each segment.
        while offset + buffer.count < byteCount, buffer.withBytes({ $0.lineEnd(from: searched) }) == nil {
            guard buffer.count < segmentBytes + Self.longestOverhang else { return nil }
            searched = buffer.count
            let more = offset + buffer.count..<min(offset + buffer.count + Self.lineStep, byteCount)
            guard content.append(more, to: buffer) else { return nil }
        }
        return buffer.withBytes { bytes in
            let last = bytes.lineEnd(from: tail) ?? bytes.count
            let first = segment == 0 ? 0 : bytes.lineEnd(from: 0) ?? last
            return (min(first, last)..<last, offset)
        }
    }

    /// How many bytes of the file begin in a segment, for progress.
    func bytes(of segment: Int) -> Int { min(segmentBytes, byteCount - segment * segmentBytes) }

    /// What is known of the file as a source.
    var info: SourceInfo {
        SourceInfo(
            path: file.path.shown, file: file, members: [], hash: hash, byteCount: byteCount, encoding: .utf8,
            damage: nil)
    }

    /// Whether nobody has found anything against the file yet.
    var isSuitable: Bool { state.withLock { $0.isSuitable } }

    /// Notes that a segment is done.
    ///
    /// - Parameter isSuitable: whether the file has proved to be what it seemed, as far as the segment goes.
    func finish(isSuitable: Bool) -> Standing {
        state.withLock { state in
            state.left -= 1
            if !isSuitable { state.isSuitable = false }
            guard state.left == 0 else { return .unfinished }
            if state.isSuitable, !content.isUnchanged { state.isSuitable = false }
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
