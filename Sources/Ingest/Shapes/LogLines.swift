/// Lines with a time in front of each record, as CloudWatch Logs exports to S3 write them (`TIME {...}`) and as
/// `aws logs tail` prints them (`TIME STREAM {...}`, with `--format json` over many lines).
struct LogLines: RowText {
    /// The lines, when the first one that is not blank is such a line.
    init?(_ text: Span<UInt8>) {
        var position = 0
        while position < text.count {
            let line = Self.line(of: text, at: position)
            if !Self.isBlank(text.extracting(line)) {
                guard Self.recordStart(text.extracting(line)) != nil else { return nil }
                return
            }
            position = line.upperBound + 1
        }
        return nil
    }

    func forEachRow<Failure>(
        of text: Span<UInt8>, _ body: (Range<Int>, Unwrapped) throws(Failure) -> Void
    ) throws(Failure) {
        var position = 0
        while position < text.count {
            let range = range(of: text, at: position)
            if !Self.isBlank(text.extracting(range)) { try body(range, row(of: text, at: position)) }
            position = range.upperBound + 1
        }
    }

    func row(of text: Span<UInt8>, at offset: Int) -> Unwrapped {
        let line = text.extracting(range(of: text, at: offset))
        guard let start = Self.recordStart(line) else {
            return .rejected("the line does not begin with a time and JSON", .cloudwatchLogs)
        }
        guard let message = try? UTF8Span(validating: line.extracting(start..<line.count)) else {
            return .rejected("the line is not UTF-8", .cloudwatchLogs)
        }
        return Unwrapping.unwrap(text: String(copying: message), as: .cloudwatchLogs, depth: 0)
    }

    /// One line; where it ends with the brace that opens the record, also those up to the brace at a line's start that
    /// closes it.
    func range(of text: Span<UInt8>, at offset: Int) -> Range<Int> {
        let first = Self.line(of: text, at: offset)
        guard Self.isOpening(text.extracting(first)) else { return first }
        var next = first.upperBound + 1
        while next < text.count {
            let line = Self.line(of: text, at: next)
            if text[next] == UInt8(ascii: "}") { return offset..<line.upperBound }
            if Self.beginsWithTime(text.extracting(line)) { break }
            next = line.upperBound + 1
        }
        return offset..<min(next - 1, text.count)
    }

    private static func isOpening(_ line: Span<UInt8>) -> Bool {
        guard let start = recordStart(line) else { return false }
        return isBlank(line.extracting(start + 1..<line.count))
    }

    private static func line(of text: Span<UInt8>, at start: Int) -> Range<Int> {
        var end = start
        while end < text.count, text[end] != 0x0A { end += 1 }
        return start..<end
    }

    private static func isBlank(_ line: Span<UInt8>) -> Bool {
        line.indices.allSatisfy { line[$0] <= 0x20 }
    }

    /// Where the JSON begins, behind a time and at most one more word; nil where the line is not of this kind.
    private static func recordStart(_ line: Span<UInt8>) -> Int? {
        guard beginsWithTime(line) else { return nil }
        var position = 0
        for _ in 0..<3 {
            while position < line.count, isSpace(line[position]) { position += 1 }
            guard position < line.count else { return nil }
            if line[position] == UInt8(ascii: "{") { return position }
            while position < line.count, !isSpace(line[position]) { position += 1 }
        }
        return nil
    }

    /// `2020-05-06T08:57:40`, with whatever fraction and zone behind it.
    private static func beginsWithTime(_ line: Span<UInt8>) -> Bool {
        let form: StaticString = "dddd-dd-ddTdd:dd:dd"
        guard line.count > form.utf8CodeUnitCount else { return false }
        for (index, expected) in form.description.utf8.enumerated() {
            let isDigit = (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(line[index])
            guard expected == UInt8(ascii: "d") ? isDigit : line[index] == expected else { return false }
        }
        return true
    }

    private static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }
}
