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
    var byte: UInt8 {
        guard position < indexes.count else { return 0 }
        let offset = Int(indexes[position])
        return offset < text.count ? text[offset] : 0
    }

    func damage(_ expected: String) -> Damage {
        isAtEnd
            ? Damage(offset: text.count, reason: "the text ends where \(expected) was due", isAtEnd: true)
            : Damage(offset: offset, reason: "\(expected) was due")
    }

    /// Passes over one character that must be next.
    mutating func take(_ expected: UInt8, _ name: String) throws(Damage) {
        guard byte == expected else { throw damage(name) }
        position += 1
    }

    /// The content of the string that comes next, still escaped; passes over it.
    mutating func string() throws(Damage) -> Range<Int> {
        guard byte == UInt8(ascii: "\"") else { throw damage("a string") }
        let start = offset + 1
        position += 1
        // Between a string and the next structural character stands only white space.
        var end = offset - 1
        while end >= start, Self.isSpace(text[end]) { end -= 1 }
        guard end >= start, text[end] == UInt8(ascii: "\"") else {
            throw Damage(offset: start - 1, reason: "the string does not close", isAtEnd: isAtEnd)
        }
        return start..<end
    }

    /// A key and its colon; the content of the key.
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
        var end = start
        while end < text.count, !isDelimiter(text[end]) { end += 1 }
        guard isScalar(text.extracting(start..<end)) else {
            throw Damage(offset: start, reason: "a value was due", isAtEnd: false)
        }
        return end
    }

    static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 }

    private static func isDelimiter(_ byte: UInt8) -> Bool {
        isSpace(byte) || byte == UInt8(ascii: ",") || byte == UInt8(ascii: "}") || byte == UInt8(ascii: "]")
            || byte == UInt8(ascii: ":") || byte == UInt8(ascii: "{") || byte == UInt8(ascii: "[")
            || byte == UInt8(ascii: "\"")
    }

    /// Passes over any value.
    mutating func skipValue() throws(Damage) {
        var depth = 0
        // A bit for each open container, the innermost lowest: 1 for an object.
        var kinds: UInt128 = 0
        while true {
            switch byte {
            case UInt8(ascii: "{"), UInt8(ascii: "["):
                let isObject = byte == UInt8(ascii: "{")
                position += 1
                if byte == (isObject ? UInt8(ascii: "}") : UInt8(ascii: "]")) {
                    position += 1
                } else {
                    depth += 1
                    guard depth <= Self.depthLimit else {
                        throw Damage(offset: offset, reason: "nested deeper than \(Self.depthLimit) levels")
                    }
                    kinds = kinds << 1 | (isObject ? 1 : 0)
                    if isObject { try skipKey() }
                    continue
                }
            case UInt8(ascii: "\""):
                position += 1
            default:
                _ = try scalar()
            }
            closing: while depth > 0 {
                let isObject = kinds & 1 == 1
                switch byte {
                case UInt8(ascii: ","):
                    position += 1
                    if isObject { try skipKey() }
                    break closing
                case UInt8(ascii: "}") where isObject, UInt8(ascii: "]") where !isObject:
                    position += 1
                    depth -= 1
                    kinds >>= 1
                default:
                    throw damage(isObject ? "a comma or }" : "a comma or ]")
                }
            }
            if depth == 0 { return }
        }
    }

    private mutating func skipKey() throws(Damage) {
        guard byte == UInt8(ascii: "\"") else { throw damage("a key") }
        position += 1
        try take(UInt8(ascii: ":"), "a colon")
    }

    /// Calls `member` with each key of the object that comes next; it must pass over the value.
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
    /// Whether the bytes are those of an ASCII literal.
    @inline(__always)
    func equals(_ literal: StaticString) -> Bool {
        guard count == literal.utf8CodeUnitCount else { return false }
        for index in indices where unsafe self[index] != literal.utf8Start[index] { return false }
        return true
    }
}
