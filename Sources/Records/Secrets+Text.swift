extension Secrets {
    /// Where secrets stand in bytes that are no readable record: values behind the name of a secret, as in
    /// `"sessionToken": "..."`, `\\"password\\":\\"...\\"` or `password=...`. A value that does not end reaches to the end.
    ///
    /// - Complexity: O(*n*) in the bytes.
    public static func ranges(in bytes: [UInt8]) -> [Range<Int>] {
        var found: [Range<Int>] = []
        var position = 0
        while position < bytes.count {
            guard bytes[position].isLetter else {
                position += 1
                continue
            }
            let start = position
            while position < bytes.count, bytes[position].isLetter { position += 1 }
            // No name of a secret is longer: a run of letters is not made a text for nothing.
            guard position - start <= 32 else { continue }
            let name = String(decoding: bytes[start..<position], as: UTF8.self).lowercased()
            guard namesSecret(name), let value = value(in: bytes, behind: position) else { continue }
            if !value.isEmpty { found.append(value) }
            position = max(position, value.upperBound)
        }
        return found
    }

    /// The value behind a name, without its quotes; nil where no value follows.
    private static func value(in bytes: [UInt8], behind end: Int) -> Range<Int>? {
        var position = end
        func skip(_ signs: String) {
            while position < bytes.count, signs.utf8.contains(bytes[position]) { position += 1 }
        }
        skip("\\\"' \t\r\n")
        guard position < bytes.count, bytes[position] == UInt8(ascii: ":") || bytes[position] == UInt8(ascii: "=")
        else {
            return nil
        }
        position += 1
        skip(" \t\r\n")
        let isEscaped = position < bytes.count && bytes[position] == UInt8(ascii: "\\")
        skip("\\")
        guard position < bytes.count else { return nil }
        switch bytes[position] {
        case UInt8(ascii: "\""), UInt8(ascii: "'"):
            return quoted(in: bytes, from: position + 1, by: bytes[position], isEscaped: isEscaped)
        case UInt8(ascii: "{"), UInt8(ascii: "["): return nested(in: bytes, from: position)
        default:
            let start = position
            while position < bytes.count, !" \t\r\n,}]&;".utf8.contains(bytes[position]) { position += 1 }
            return start..<position
        }
    }

    private static func quoted(in bytes: [UInt8], from start: Int, by quote: UInt8, isEscaped: Bool) -> Range<Int> {
        var position = start
        while position < bytes.count, bytes[position] != quote {
            if bytes[position] == UInt8(ascii: "\\") {
                // Within a text that is escaped as a whole, a backslash stands in front of the quote that ends the value.
                if isEscaped { break }
                position += 1
            }
            position += 1
        }
        return start..<min(position, bytes.count)
    }

    /// A whole object or list, brackets and all.
    private static func nested(in bytes: [UInt8], from start: Int) -> Range<Int> {
        var depth = 0
        var position = start
        while position < bytes.count {
            switch bytes[position] {
            case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
            case UInt8(ascii: "}"), UInt8(ascii: "]"): depth -= 1
            default: break
            }
            position += 1
            if depth == 0 { break }
        }
        return start..<position
    }
}

extension UInt8 {
    fileprivate var isLetter: Bool {
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(self | 0x20)
    }
}
