/// How a source's text is encoded; it is handed on as UTF-8.
public enum TextEncoding: String, Hashable, Sendable {
    case utf8 = "UTF-8"
    /// With the mark EF BB BF in front, which is left out of the text.
    case utf8WithMark = "UTF-8 with byte order mark"
    case utf16LittleEndian = "UTF-16 little endian"
    case utf16BigEndian = "UTF-16 big endian"

    var isUTF16: Bool { self == .utf16LittleEndian || self == .utf16BigEndian }

    /// The encoding of a text, and the length of its byte order mark.
    static func detect(_ text: Span<UInt8>) -> (encoding: TextEncoding, markLength: Int) {
        func begins(_ mark: [UInt8]) -> Bool {
            text.count >= mark.count && mark.indices.allSatisfy { text[$0] == mark[$0] }
        }
        // UTF-32, whose little-endian mark begins like that of UTF-16, is left as it is and recognised as such.
        if begins([0xFF, 0xFE, 0x00, 0x00]) { return (.utf8, 0) }
        if begins([0xEF, 0xBB, 0xBF]) { return (.utf8WithMark, 3) }
        if begins([0xFF, 0xFE]) { return (.utf16LittleEndian, 2) }
        if begins([0xFE, 0xFF]) { return (.utf16BigEndian, 2) }
        return (unmarked(text), 0)
    }

    /// JSON and CSV begin with two ASCII characters at least and hold no NUL, so where the zeros are tells the encoding
    /// (as in RFC 4627, section 3).
    private static func unmarked(_ text: Span<UInt8>) -> TextEncoding {
        guard text.count >= 4 else { return .utf8 }
        switch (text[0], text[1], text[2], text[3]) {
        case (1..., 0, 1..., 0): return .utf16LittleEndian
        case (0, 1..., 0, 1...): return .utf16BigEndian
        default: return .utf8
        }
    }

    /// Fills `output` with UTF-16 text as UTF-8; surrogates without partner become U+FFFD. False without memory.
    static func transcode(_ text: Span<UInt8>, isBigEndian: Bool, into output: PaddedBuffer) -> Bool {
        output.removeAll()
        // A unit of two bytes takes three at most.
        guard output.reserve(text.count / 2 * 3) else { return false }
        let count = text.count / 2
        func unit(_ index: Int) -> UInt32 {
            let (first, second) = (UInt32(text[index * 2]), UInt32(text[index * 2 + 1]))
            return isBigEndian ? first << 8 | second : second << 8 | first
        }
        var index = 0
        while index < count {
            var value = unit(index)
            index += 1
            if (0xD800..<0xE000).contains(value) {
                if value < 0xDC00, index < count, (0xDC00..<0xE000).contains(unit(index)) {
                    value = 0x10000 + (value - 0xD800) << 10 + (unit(index) - 0xDC00)
                    index += 1
                } else {
                    value = 0xFFFD
                }
            }
            append(value, to: output)
        }
        return true
    }

    private static func append(_ value: UInt32, to output: PaddedBuffer) {
        switch value {
        case 0..<0x80:
            output.append(UInt8(value))
        case 0x80..<0x800:
            output.append(UInt8(0xC0 | value >> 6))
            output.append(UInt8(0x80 | value & 0x3F))
        case 0x800..<0x10000:
            output.append(UInt8(0xE0 | value >> 12))
            output.append(UInt8(0x80 | value >> 6 & 0x3F))
            output.append(UInt8(0x80 | value & 0x3F))
        default:
            output.append(UInt8(0xF0 | value >> 18))
            output.append(UInt8(0x80 | value >> 12 & 0x3F))
            output.append(UInt8(0x80 | value >> 6 & 0x3F))
            output.append(UInt8(0x80 | value & 0x3F))
        }
    }
}
