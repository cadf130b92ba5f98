/// Strings of JSON text as bytes.
enum JSONText {
    /// The first escape of the text that JSON does not know, as an offset; nil where all are sound.
    static func badEscape(_ text: Span<UInt8>) -> Int? {
        var offset = 0
        while let next = backslash(in: text, from: offset) {
            offset = next
            guard offset + 1 < text.count else { return offset }
            switch text[offset + 1] {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"), UInt8(ascii: "b"), UInt8(ascii: "f"),
                UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t"):
                offset += 2
            case UInt8(ascii: "u"):
                guard hex(text, offset + 2) != nil else { return offset }
                offset += 6
            default:
                return offset
            }
        }
        return nil
    }

    /// The first backslash at or behind an offset. Records of many kilobytes mostly hold none.
    static func backslash(in text: Span<UInt8>, from start: Int) -> Int? {
        text.firstOffset(of: UInt8(ascii: "\\"), from: start)
    }

    /// Appends the text that an escaped string stands for. Lone surrogates become U+FFFD.
    static func unescape(_ text: Span<UInt8>, into bytes: inout [UInt8]) {
        var offset = 0
        while offset < text.count {
            let next = backslash(in: text, from: offset) ?? text.count
            unsafe text.extracting(offset..<next).withUnsafeBufferPointer { unsafe bytes.append(contentsOf: $0) }
            offset = next
            guard offset < text.count else { return }
            guard offset + 1 < text.count else { return bytes.append(text[offset]) }
            let escape = text[offset + 1]
            offset += 2
            switch escape {
            case UInt8(ascii: "b"): bytes.append(0x08)
            case UInt8(ascii: "f"): bytes.append(0x0C)
            case UInt8(ascii: "n"): bytes.append(0x0A)
            case UInt8(ascii: "r"): bytes.append(0x0D)
            case UInt8(ascii: "t"): bytes.append(0x09)
            case UInt8(ascii: "u"):
                var unit = hex(text, offset) ?? 0xFFFD
                offset += 4
                if (0xD800..<0xDC00).contains(unit), offset + 1 < text.count, text[offset] == UInt8(ascii: "\\"),
                    text[offset + 1] == UInt8(ascii: "u"), let low = hex(text, offset + 2),
                    (0xDC00..<0xE000).contains(low)
                {
                    unit = 0x10000 + (unit - 0xD800) << 10 + (low - 0xDC00)
                    offset += 6
                }
                let scalar = Unicode.Scalar(unit) ?? "\u{FFFD}"
                bytes.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
            default: bytes.append(escape)
            }
        }
    }

    /// The text that an escaped string stands for.
    static func unescaped(_ text: Span<UInt8>) -> [UInt8] {
        var bytes: [UInt8] = []
        unescape(text, into: &bytes)
        return bytes
    }

    private static func hex(_ text: Span<UInt8>, _ start: Int) -> UInt32? {
        guard start + 4 <= text.count else { return nil }
        var value: UInt32 = 0
        for offset in start..<start + 4 {
            let digit: UInt8
            switch text[offset] {
            case UInt8(ascii: "0")...UInt8(ascii: "9"): digit = text[offset] - UInt8(ascii: "0")
            case UInt8(ascii: "a")...UInt8(ascii: "f"): digit = text[offset] - UInt8(ascii: "a") + 10
            case UInt8(ascii: "A")...UInt8(ascii: "F"): digit = text[offset] - UInt8(ascii: "A") + 10
            default: return nil
            }
            value = value << 4 | UInt32(digit)
        }
        return value
    }

    /// The end of the value that begins at an offset, told by its quotes and brackets alone; nil where it does not close.
    static func valueEnd(_ text: Span<UInt8>, _ start: Int) -> Int? {
        var depth = 0
        var offset = start
        while offset < text.count {
            switch text[offset] {
            case UInt8(ascii: "\""):
                guard let end = stringEnd(text, offset) else { return nil }
                offset = end
                if depth == 0 { return offset }
            case UInt8(ascii: "{"), UInt8(ascii: "["):
                depth += 1
                offset += 1
            case UInt8(ascii: "}"), UInt8(ascii: "]"):
                depth -= 1
                offset += 1
                if depth <= 0 { return offset }
            case UInt8(ascii: ","), 0x20, 0x09, 0x0A, 0x0D:
                if depth == 0 { return offset }
                offset += 1
            default:
                offset += 1
            }
        }
        return depth == 0 ? offset : nil
    }

    /// The offset behind the closing quote of the string that opens at an offset.
    private static func stringEnd(_ text: Span<UInt8>, _ quote: Int) -> Int? {
        var offset = quote + 1
        while offset < text.count {
            switch text[offset] {
            case UInt8(ascii: "\""): return offset + 1
            case UInt8(ascii: "\\"): offset += 2
            default: offset += 1
            }
        }
        return nil
    }

    /// The content of the first key of the object that the text begins with; nil where it begins with none.
    static func firstKey(of text: Span<UInt8>) -> Range<Int>? {
        var offset = 0
        for expected in [UInt8(ascii: "{"), UInt8(ascii: "\"")] {
            while offset < text.count, StructuralText.isSpace(text[offset]) { offset += 1 }
            guard offset < text.count, text[offset] == expected else { return nil }
            offset += 1
        }
        return stringEnd(text, offset - 1).map { offset..<$0 - 1 }
    }

    /// Whether the first object or array opens at the end of a line, so that records stand over many lines.
    static func isOpenedByLineEnd(_ text: Span<UInt8>) -> Bool {
        var offset = 0
        while offset < text.count, StructuralText.isSpace(text[offset]) { offset += 1 }
        offset += 1
        while offset < text.count, StructuralText.isSpace(text[offset]) {
            if text[offset] == UInt8(ascii: "\n") { return true }
            offset += 1
        }
        return false
    }

    /// Where the value of an object's member lies; nil where the text is no object or has no such member.
    static func member(_ name: StaticString, of object: Span<UInt8>) -> Range<Int>? {
        var offset = 0
        func skipSpace() {
            while offset < object.count, StructuralText.isSpace(object[offset]) { offset += 1 }
        }
        skipSpace()
        guard offset < object.count, object[offset] == UInt8(ascii: "{") else { return nil }
        offset += 1
        while true {
            skipSpace()
            guard offset < object.count, object[offset] == UInt8(ascii: "\""), let end = stringEnd(object, offset)
            else { return nil }
            let key = object.extracting(offset + 1..<end - 1)
            offset = end
            skipSpace()
            guard offset < object.count, object[offset] == UInt8(ascii: ":") else { return nil }
            offset += 1
            skipSpace()
            guard let valueEnd = valueEnd(object, offset) else { return nil }
            if key.equals(name) { return offset..<valueEnd }
            offset = valueEnd
            skipSpace()
            guard offset < object.count, object[offset] == UInt8(ascii: ",") else { return nil }
            offset += 1
        }
    }
}
