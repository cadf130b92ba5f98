internal import Glibc

/// Walks the structural characters of JSON text and checks its grammar. Every read is within bounds: behind the last
/// structural character the walker sees the byte 0 at the offset of the text's end.
struct StructuralWalker: ~Escapable {
    let text: Span<UInt8>
    let indexes: Span<UInt32>
    /// The structural character that comes next.
    var position = 0

    @_lifetime(copy text, copy indexes)
    init(text: Span<UInt8>, indexes: Span<UInt32>) {
        self.text = text
        self.indexes = indexes
    }

    /// What is wrong, and where.
    struct Damage: Error {
        var offset: Int
        var reason: String
        /// The text ended where more was due.
        var isAtEnd = false
    }

    /// Containers may nest this deep; CloudTrail stays below 20.
    static let depthLimit = 100

    var isAtEnd: Bool { position >= indexes.count }

    /// Where the next structural character is.
    var offset: Int { position < indexes.count ? Int(indexes[position]) : text.count }

    /// The next structural character, 0 at the end.
    @inline(__always)
    var byte: UInt8 {
        guard position < indexes.count else { return 0 }
        return text[Int(indexes[position])]
    }

    func damage(_ expected: String) -> Damage {
        isAtEnd
            ? Damage(offset: text.count, reason: "the text ends where \(expected) was due", isAtEnd: true)
            : Damage(offset: offset, reason: "\(expected) was due")
    }

    /// Passes over one character that must be next.
    @inline(__always)
    mutating func take(_ expected: UInt8, _ name: String) throws(Damage) {
        guard byte == expected else { throw damage(name) }
        position += 1
    }

    /// The content of the string that comes next, still escaped; passes over it.
    @inline(__always)
    mutating func string() throws(Damage) -> Range<Int> {
        guard byte == UInt8(ascii: "\"") else { throw damage("a string") }
        let start = offset + 1
        position += 1
        // Between a string and the next structural character stands only white space, in compact text not even that.
        var end = offset - 1
        if end >= start, text[end] == UInt8(ascii: "\"") { return start..<end }
        while end >= start, Self.isSpace(text[end]) { end -= 1 }
        guard end >= start, text[end] == UInt8(ascii: "\"") else {
            throw Damage(offset: start - 1, reason: "the string does not close", isAtEnd: isAtEnd)
        }
        return start..<end
    }

    /// A key and its colon; the content of the key.
    @inline(__always)
    mutating func key() throws(Damage) -> Range<Int> {
        guard byte == UInt8(ascii: "\"") else { throw damage("a key") }
        let key = try string()
        try take(UInt8(ascii: ":"), "a colon")
        return key
    }

    /// The text of the number, `true`, `false` or `null` that comes next; passes over it.
    mutating func scalar() throws(Damage) -> Range<Int> {
        guard !isAtEnd else { throw damage("a value") }
        let start = offset
        let end = try Self.scalarEnd(text, start)
        position += 1
        return start..<end
    }

    private static func scalarEnd(_ text: Span<UInt8>, _ start: Int) throws(Damage) -> Int {
        // The literals, of which records have many, are told in one comparison.
        if let end = literalEnd(text, start) { return end }
        var end = start
        while end < text.count, !isDelimiter(text[end]) { end += 1 }
        // A quote that touches it would be no structural character, and what it opens would be passed over.
        let isTouched = end < text.count && text[end] == UInt8(ascii: "\"")
        guard isScalar(text.extracting(start..<end)), !isTouched else {
            throw Damage(offset: start, reason: "a value was due", isAtEnd: false)
        }
        return end
    }

    /// The end of `true`, `false` or `null` at an offset, where one of them stands there and nothing is stuck to it.
    @inline(__always)
    private static func literalEnd(_ text: Span<UInt8>, _ start: Int) -> Int? {
        guard start + 5 < text.count else { return nil }
        let end: Int
        switch text[start] {
        case UInt8(ascii: "t"): end = text.extracting(start..<start + 4).equals("true") ? start + 4 : start
        case UInt8(ascii: "n"): end = text.extracting(start..<start + 4).equals("null") ? start + 4 : start
        case UInt8(ascii: "f"): end = text.extracting(start..<start + 5).equals("false") ? start + 5 : start
        default: return nil
        }
        return end > start && isDelimiter(text[end]) && text[end] != UInt8(ascii: "\"") ? end : nil
    }

    @inline(__always)
    static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 }

    private static func isDelimiter(_ byte: UInt8) -> Bool {
        isSpace(byte) || byte == UInt8(ascii: ",") || byte == UInt8(ascii: "}") || byte == UInt8(ascii: "]")
            || byte == UInt8(ascii: ":") || byte == UInt8(ascii: "{") || byte == UInt8(ascii: "[")
            || byte == UInt8(ascii: "\"")
    }

    /// Passes over any value.
    @inline(__always)
    mutating func skipValue() throws(Damage) {
        switch byte {
        case UInt8(ascii: "\""): position += 1
        case UInt8(ascii: "{"), UInt8(ascii: "["): try skipContainer()
        default: _ = try scalar()
        }
    }

    /// Passes over the object or array that comes next, and checks its grammar.
    private mutating func skipContainer() throws(Damage) {
        var depth = 0
        // A bit for each open container, the innermost lowest: 1 for an object.
        var kinds: UInt128 = 0
        while true {
            // What comes next opens a container.
            var isObject = byte == UInt8(ascii: "{")
            position += 1
            depth += 1
            guard depth <= Self.depthLimit else {
                throw Damage(offset: offset, reason: "nested deeper than \(Self.depthLimit) levels")
            }
            kinds = kinds << 1 | (isObject ? 1 : 0)
            var isEmpty = byte == (isObject ? UInt8(ascii: "}") : UInt8(ascii: "]"))
            while true {
                if !isEmpty {
                    if isObject { try skipKey() }
                    let value = byte
                    if value == UInt8(ascii: "\"") {
                        position += 1
                    } else if value == UInt8(ascii: "{") || value == UInt8(ascii: "[") {
                        break
                    } else {
                        _ = try scalar()
                    }
                }
                // Behind a value, or at the end of an empty container.
                while true {
                    let next = byte
                    if next == UInt8(ascii: ","), !isEmpty {
                        position += 1
                        break
                    }
                    guard next == (isObject ? UInt8(ascii: "}") : UInt8(ascii: "]")) else {
                        throw damage(isObject ? "a comma or }" : "a comma or ]")
                    }
                    isEmpty = false
                    position += 1
                    depth -= 1
                    if depth == 0 { return }
                    kinds >>= 1
                    isObject = kinds & 1 == 1
                }
            }
        }
    }

    @inline(__always)
    private mutating func skipKey() throws(Damage) {
        guard byte == UInt8(ascii: "\"") else { throw damage("a key") }
        position += 1
        guard byte == UInt8(ascii: ":") else { throw damage("a colon") }
        position += 1
    }

    /// Calls `member` with each key of the object that comes next; it must pass over the value.
    @inline(__always)
    mutating func forEachMember(
        _ member: (inout StructuralWalker, Range<Int>) throws(Damage) -> Void
    ) throws(Damage) {
        try take(UInt8(ascii: "{"), "an object")
        if byte == UInt8(ascii: "}") {
            position += 1
            return
        }
        while true {
            let key = try key()
            try member(&self, key)
            if byte == UInt8(ascii: ",") {
                position += 1
            } else {
                try take(UInt8(ascii: "}"), "a comma or }")
                return
            }
        }
    }
}

extension StructuralWalker {
    /// Whether the text is a number, `true`, `false` or `null`, by RFC 8259.
    private static func isScalar(_ text: Span<UInt8>) -> Bool {
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

extension Span where Element == UInt8 {
    /// Whether the bytes are those of an ASCII literal. Where the literal is known to the compiler, a comparison of its
    /// length and of a word or two is left.
    @inline(__always)
    func equals(_ literal: StaticString) -> Bool {
        guard count == literal.utf8CodeUnitCount else { return false }
        return unsafe withUnsafeBytes { bytes in
            guard let start = bytes.baseAddress else { return true }
            return unsafe memcmp(start, literal.utf8Start, literal.utf8CodeUnitCount) == 0
        }
    }
}
