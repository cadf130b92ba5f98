/// Reads comma-separated values (RFC 4180): fields in quotes may hold separators, line breaks and doubled quotes. Line
/// ends are LF, CRLF or CR.
struct CSVReader {
    let separator: UInt8

    /// One row, blank ones included.
    struct Row: Equatable {
        /// Its bytes, without the line break.
        var range: Range<Int>
        /// Where the next row begins.
        var next: Int
        var fields: [String]
        /// What is wrong with it.
        var damage: Damage?

        var isBlank: Bool { damage == nil && fields == [""] }
    }

    enum Damage: Equatable {
        /// A quoted field does not end before the text does; counted from 1.
        case openQuote(field: Int)
        /// Text stands behind the closing quote of a field.
        case textBehindQuote(field: Int)
        /// A field's bytes are no UTF-8.
        case notUTF8(field: Int)
    }

    private static let quote = UInt8(ascii: "\"")

    /// The row that begins at `start`, which is within the text. A damaged row ends at its line's end, so that the rows
    /// behind it are not lost in an open quote.
    func row(of text: Span<UInt8>, at start: Int) -> Row {
        var fields: [String] = []
        var position = start
        while true {
            let field: Range<Int>
            var isQuoted = false
            if position < text.count, text[position] == Self.quote {
                isQuoted = true
                guard let end = closingQuote(text, from: position + 1) else {
                    return damaged(text, start, .openQuote(field: fields.count + 1))
                }
                field = position + 1..<end
                position = end + 1
                guard position == text.count || text[position] == separator || isLineEnd(text[position]) else {
                    return damaged(text, start, .textBehindQuote(field: fields.count + 1))
                }
            } else {
                let fieldStart = position
                while position < text.count, text[position] != separator, !isLineEnd(text[position]) { position += 1 }
                field = fieldStart..<position
            }
            guard let value = value(text.extracting(field), isQuoted: isQuoted) else {
                return damaged(text, start, .notUTF8(field: fields.count + 1))
            }
            fields.append(value)
            guard position < text.count, text[position] == separator else {
                return Row(range: start..<position, next: behindLineEnd(text, position), fields: fields)
            }
            position += 1
        }
    }

    private func value(_ bytes: Span<UInt8>, isQuoted: Bool) -> String? {
        guard let valid = try? UTF8Span(validating: bytes) else { return nil }
        let text = String(copying: valid)
        guard isQuoted, text.utf8.contains(Self.quote) else { return text }
        var bytes: [UInt8] = []
        var isSecond = false
        for byte in text.utf8 {
            isSecond = byte == Self.quote && !isSecond
            if !isSecond || byte != Self.quote { bytes.append(byte) }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// The quote that ends a field: the first that is not doubled.
    private func closingQuote(_ text: Span<UInt8>, from start: Int) -> Int? {
        var position = start
        while position < text.count {
            if text[position] == Self.quote {
                guard position + 1 < text.count, text[position + 1] == Self.quote else { return position }
                position += 1
            }
            position += 1
        }
        return nil
    }

    private func damaged(_ text: Span<UInt8>, _ start: Int, _ damage: Damage) -> Row {
        var end = start
        while end < text.count, !isLineEnd(text[end]) { end += 1 }
        return Row(range: start..<end, next: behindLineEnd(text, end), fields: [], damage: damage)
    }

    private func isLineEnd(_ byte: UInt8) -> Bool { byte == 0x0A || byte == 0x0D }

    private func behindLineEnd(_ text: Span<UInt8>, _ end: Int) -> Int {
        guard end < text.count else { return end }
        return text[end] == 0x0D && end + 1 < text.count && text[end + 1] == 0x0A ? end + 2 : end + 1
    }
}
