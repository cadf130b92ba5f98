/// A part of a long text that is scanned at a time, so that what a scan needs beside the text does not grow with it.
struct ScanWindow {
    let bounds: Range<Int>
    /// Whether the text ends with it.
    let isLast: Bool
    /// Whether no string of a sound text is open where it ends: behind a line, before an object, or with the text.
    let endsOutsideStrings: Bool

    /// CloudTrail's own records are no longer, in bytes: where no line ends among so many, records stand in one line.
    private static let longestLine = 256 << 10

    /// The window that begins at an offset: it ends behind the last line that ends near its end, else between the last
    /// two objects in it, else behind its last `},`, else at the first such place that follows.
    init(of text: Span<UInt8>, from start: Int, length: Int) {
        guard text.count - start > length else {
            (bounds, isLast, endsOutsideStrings) = (start..<text.count, true, true)
            return
        }
        let end = start + length
        if let line = Self.lineEnd(in: text, max(start, end - Self.longestLine)..<end) {
            (bounds, isLast, endsOutsideStrings) = (start..<line, line == text.count, true)
        } else if let object = Self.objectEnd(in: text, start..<end, where: { Self.isBeforeObject(text, $0) }) {
            (bounds, isLast, endsOutsideStrings) = (start..<object, false, true)
        } else if let object = Self.objectEnd(in: text, start..<end, where: { _ in true }) {
            (bounds, isLast, endsOutsideStrings) = (start..<object, false, false)
        } else {
            let end = Self.firstEnd(in: text, from: end)
            (bounds, isLast) = (start..<end, end == text.count)
            endsOutsideStrings = isLast || text[end - 1] == UInt8(ascii: "\n") || Self.isBeforeObject(text, end)
        }
    }

    private static func lineEnd(in text: Span<UInt8>, _ range: Range<Int>) -> Int? {
        range.last { text[$0] == UInt8(ascii: "\n") }.map { $0 + 1 }
    }

    /// The offset behind the first line or `},` that ends behind an offset; the text's end where none does.
    private static func firstEnd(in text: Span<UInt8>, from start: Int) -> Int {
        var offset = start
        while offset < text.count {
            let byte = text[offset]
            offset += 1
            if byte == UInt8(ascii: "\n") { break }
            if byte == UInt8(ascii: ","), offset > 1, text[offset - 2] == UInt8(ascii: "}") { break }
        }
        return offset
    }

    /// The offset behind the last `},` whose end meets a condition.
    private static func objectEnd(in text: Span<UInt8>, _ range: Range<Int>, where isMet: (Int) -> Bool) -> Int? {
        range.dropFirst().last {
            text[$0] == UInt8(ascii: ",") && text[$0 - 1] == UInt8(ascii: "}") && isMet($0 + 1)
        }
        .map { $0 + 1 }
    }

    /// Whether an object with a member begins at an offset. No string of a sound text reads like that: its quote would be
    /// the string's end, and what follows a string follows.
    private static func isBeforeObject(_ text: Span<UInt8>, _ offset: Int) -> Bool {
        var offset = offset
        while offset < text.count, StructuralText.isSpace(text[offset]) { offset += 1 }
        guard offset < text.count, text[offset] == UInt8(ascii: "{") else { return false }
        offset += 1
        while offset < text.count, StructuralText.isSpace(text[offset]) { offset += 1 }
        guard offset + 1 < text.count, text[offset] == UInt8(ascii: "\"") else { return false }
        let next = text[offset + 1]
        return !StructuralText.isSpace(next) && !",:]}[{\"".utf8.contains(next)
    }
}

/// How long the next window of a text is to be.
struct WindowLength {
    /// In bytes.
    private(set) var bytes: Int
    private let longest: Int
    private let shortest: Int
    /// Less than this holds no whole element where the next window begins.
    private var needed = 0

    init(_ limits: LoadLimits) {
        longest = max(1, limits.windowBytes)
        shortest = max(1, limits.damagedWindowBytes)
        bytes = longest
    }

    /// Halves the length behind a window, where that can give a smaller one; returns whether it did.
    mutating func halve(_ window: ScanWindow) -> Bool {
        let half = min(bytes, window.bounds.count) / 2
        guard window.bounds.count <= bytes, half >= max(shortest, needed) else { return false }
        bytes = half
        return true
    }

    /// Goes on behind what was read in a window. The next one is at most twice as long as that, though a small one may
    /// always be: where a bad record ends what is read, what lies behind it was scanned for nothing. Where nothing was
    /// read, the window grows until an element fits.
    mutating func advance(by read: Int, in window: ScanWindow) {
        needed = read == 0 ? max(bytes, window.bounds.count) * 2 : 0
        bytes = read == 0 ? needed : min(longest, max(read, shortest) * 2)
    }
}
