internal import Glibc

/// Bytes in memory of their own, with readable zeros behind them, to be filled again and again.
///
/// The one place where ingest manages memory by hand: decompressors write into it, the scanner loads whole registers
/// from it, and growing it must not touch what lies in a few gigabytes twice.
@safe
final class PaddedBuffer {
    /// Readable bytes behind the content.
    static let padding = 64
    /// Larger memory is given back when the content is dropped.
    private static let keptCapacity = 64 << 20

    private let turn: LargeTextTurn?
    private var base: UnsafeMutableRawPointer?
    private var capacity = 0
    private(set) var count = 0

    /// - Parameter turn: waited for before it grows large.
    init(turn: LargeTextTurn? = nil) {
        self.turn = turn
    }

    deinit {
        unsafe free(base)
    }

    /// Drops the content.
    func removeAll() {
        count = 0
        if capacity > Self.keptCapacity {
            unsafe free(base)
            unsafe base = nil
            capacity = 0
        }
    }

    /// Makes room for `total` bytes of content; false without memory for them.
    func reserve(_ total: Int) -> Bool {
        guard total > capacity - Self.padding || capacity == 0 else { return true }
        turn?.wait(toHold: total)
        let (wanted, overflow) = max(total, 4_096).addingReportingOverflow(Self.padding)
        guard !overflow, let moved = unsafe realloc(base, wanted) else { return false }
        unsafe base = moved
        capacity = wanted
        return true
    }

    /// Room behind the content, in bytes.
    var room: Int { max(0, capacity - Self.padding - count) }

    /// Calls `write` with the room behind the content; it returns how many bytes it wrote, which become content.
    func append(_ write: (UnsafeMutableRawBufferPointer) -> Int) {
        guard let base = unsafe base else { return }
        let room = room
        count += min(room, max(0, unsafe write(UnsafeMutableRawBufferPointer(start: base + count, count: room))))
    }

    /// Appends one byte, for which room must have been made.
    func append(_ byte: UInt8) {
        precondition(room > 0)
        unsafe base.unsafelyUnwrapped.storeBytes(of: byte, toByteOffset: count, as: UInt8.self)
        count += 1
    }

    /// Appends a copy of content that begins `distance` bytes before the end; it may reach into itself.
    func appendCopy(distance: Int, length: Int) {
        precondition(distance > 0 && distance <= count && length <= room)
        let base = unsafe base.unsafelyUnwrapped
        for _ in 0..<length {
            let byte = unsafe base.load(fromByteOffset: count - distance, as: UInt8.self)
            unsafe base.storeBytes(of: byte, toByteOffset: count, as: UInt8.self)
            count += 1
        }
    }

    /// Cuts the content to its first bytes.
    func truncate(to length: Int) {
        count = min(count, max(0, length))
    }

    /// Calls `body` with the content; `padding` zeros are readable behind it. The content must not change meanwhile.
    func withBytes<Result>(_ body: (Span<UInt8>) throws -> Result) rethrows -> Result {
        guard let base = unsafe base else { return try PaddedBuffer.withNoBytes(body) }
        unsafe memset(base + count, 0, Self.padding)
        let content = unsafe UnsafeBufferPointer(start: base.assumingMemoryBound(to: UInt8.self), count: count)
        return unsafe try body(content.span)
    }

    /// Calls `body` with empty content, which has its padding too.
    private static func withNoBytes<Result>(_ body: (Span<UInt8>) throws -> Result) rethrows -> Result {
        let zeros = [UInt8](repeating: 0, count: padding)
        return try body(zeros.span.extracting(first: 0))
    }
}
