/// A part of a long text that is scanned at a time, so that what a scan needs beside the text does not grow with it.
struct ScanWindow {
    let bounds: Range<Int>
    /// Whether the text ends with it.
    let isLast: Bool
    /// Whether it ends where no string can be open: behind a line, or with the text.
    let isAtLineEnd: Bool

    /// CloudTrail's own records are no longer, in bytes: where no line ends among so many, records stand in one line.
    private static let longestLine = 256 << 10

    /// The window that begins at an offset: it ends behind the last line that ends near its end, else behind the last `},`
    /// in it, which as a rule parts two elements; or behind the line that follows, where it has neither.
    init(of text: Span<UInt8>, from start: Int, length: Int) {
        guard text.count - start > length else {
            (bounds, isLast, isAtLineEnd) = (start..<text.count, true, true)
            return
        }
        let end = start + length
        if let line = Self.lineEnd(in: text, max(start, end - Self.longestLine)..<end) {
            (bounds, isLast, isAtLineEnd) = (start..<line, line == text.count, true)
        } else if let element = Self.elementEnd(in: text, start..<end) {
            (bounds, isLast, isAtLineEnd) = (start..<element, element == text.count, false)
        } else {
            let line = text.lineEnd(from: end) ?? text.count
            (bounds, isLast, isAtLineEnd) = (start..<line, line == text.count, true)
        }
    }

    private static func lineEnd(in text: Span<UInt8>, _ range: Range<Int>) -> Int? {
        range.last { text[$0] == UInt8(ascii: "\n") }.map { $0 + 1 }
    }

    private static func elementEnd(in text: Span<UInt8>, _ range: Range<Int>) -> Int? {
        range.dropFirst().last { text[$0] == UInt8(ascii: ",") && text[$0 - 1] == UInt8(ascii: "}") }.map { $0 + 1 }
    }
}
