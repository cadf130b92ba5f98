extension JSONParser {
    /// Reads the string whose opening quote is at the position.
    mutating func string(_ bytes: Span<UInt8>) throws(JSONError) -> String {
        position += 1
        let start = position
        while position < bytes.count {
            switch bytes[position] {
            case UInt8(ascii: "\""):
                let value = try text(bytes.extracting(start..<position), at: start)
                position += 1
                return value
            case UInt8(ascii: "\\"):
                return try escapedString(bytes, from: start)
            case let control where control < 0x20:
                throw JSONError(offset: position, reason: .controlCharacter(control))
            default:
                position += 1
            }
        }
        throw JSONError(offset: position, reason: .unexpectedEnd)
    }

    /// The rest of a string that has an escape at the position; it began at `start`. The parts between escapes are
    /// checked one by one: an escape can never complete a broken character.
    private mutating func escapedString(_ bytes: Span<UInt8>, from start: Int) throws(JSONError) -> String {
        var result = ""
        var run = start
        while position < bytes.count {
            switch bytes[position] {
            case UInt8(ascii: "\""):
                result += try text(bytes.extracting(run..<position), at: run)
                position += 1
                return result
            case UInt8(ascii: "\\"):
                result += try text(bytes.extracting(run..<position), at: run)
                result.unicodeScalars.append(try escape(bytes))
                run = position
            case let control where control < 0x20:
                throw JSONError(offset: position, reason: .controlCharacter(control))
            default:
                position += 1
            }
        }
        throw JSONError(offset: position, reason: .unexpectedEnd)
    }

    /// Reads the escape whose backslash is at the position; for a surrogate also its partner.
    private mutating func escape(_ bytes: Span<UInt8>) throws(JSONError) -> Unicode.Scalar {
        let start = position
        guard start + 1 < bytes.count else { throw JSONError(offset: bytes.count, reason: .unexpectedEnd) }
        position += 2
        switch bytes[start + 1] {
        case UInt8(ascii: "\""): return "\""
        case UInt8(ascii: "\\"): return "\\"
        case UInt8(ascii: "/"): return "/"
        case UInt8(ascii: "b"): return "\u{08}"
        case UInt8(ascii: "f"): return "\u{0C}"
        case UInt8(ascii: "n"): return "\n"
        case UInt8(ascii: "r"): return "\r"
        case UInt8(ascii: "t"): return "\t"
        case UInt8(ascii: "u"): break
        default: throw JSONError(offset: start, reason: .badEscape)
        }
        let first = try hexadecimal(bytes, escapeAt: start)
        if let scalar = Unicode.Scalar(first) { return scalar }
        let second = position
        guard first < 0xDC00, second + 1 < bytes.count, bytes[second] == UInt8(ascii: "\\"),
            bytes[second + 1] == UInt8(ascii: "u")
        else { return "\u{FFFD}" }
        position += 2
        let low = try hexadecimal(bytes, escapeAt: second)
        guard (0xDC00...0xDFFF).contains(low) else {
            // The second escape is a character of its own: it is read again.
            position = second
            return "\u{FFFD}"
        }
        return Unicode.Scalar(0x10000 + (first - 0xD800) << 10 + (low - 0xDC00)) ?? "\u{FFFD}"
    }

    /// Four hexadecimal digits at the position.
    private mutating func hexadecimal(_ bytes: Span<UInt8>, escapeAt start: Int) throws(JSONError) -> UInt32 {
        var value: UInt32 = 0
        for _ in 0..<4 {
            guard position < bytes.count else { throw JSONError(offset: position, reason: .unexpectedEnd) }
            guard let digit = Character(UnicodeScalar(bytes[position])).hexDigitValue else {
                throw JSONError(offset: start, reason: .badEscape)
            }
            value = value << 4 | UInt32(digit)
            position += 1
        }
        return value
    }
}
