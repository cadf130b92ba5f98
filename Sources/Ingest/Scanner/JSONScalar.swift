/// What JSON writes without quotes.
enum JSONScalar {
    /// Whether the text is a number, `true`, `false` or `null`, by RFC 8259.
    static func isSound(_ text: Span<UInt8>) -> Bool {
        guard text.count > 0 else { return false }
        switch text[0] {
        case UInt8(ascii: "t"): return text.equals("true")
        case UInt8(ascii: "f"): return text.equals("false")
        case UInt8(ascii: "n"): return text.equals("null")
        default: return isNumber(text)
        }
    }

    private static func isNumber(_ text: Span<UInt8>) -> Bool {
        var offset = 0
        func isDigit(_ offset: Int) -> Bool { offset < text.count && text[offset] &- UInt8(ascii: "0") < 10 }
        if text[0] == UInt8(ascii: "-") { offset += 1 }
        guard isDigit(offset) else { return false }
        if text[offset] == UInt8(ascii: "0") {
            offset += 1
        } else {
            while isDigit(offset) { offset += 1 }
        }
        if offset < text.count, text[offset] == UInt8(ascii: ".") {
            offset += 1
            guard isDigit(offset) else { return false }
            while isDigit(offset) { offset += 1 }
        }
        if offset < text.count, text[offset] | 0x20 == UInt8(ascii: "e") {
            offset += 1
            if offset < text.count, text[offset] == UInt8(ascii: "+") || text[offset] == UInt8(ascii: "-") {
                offset += 1
            }
            guard isDigit(offset) else { return false }
            while isDigit(offset) { offset += 1 }
        }
        return offset == text.count
    }
}
