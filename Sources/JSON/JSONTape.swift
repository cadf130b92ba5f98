/// JSON text taken apart without a value being built: where each key and each value lies, in the order of the text.
///
/// Accepts the same texts as `JSONValue.parse`, at a small part of its cost: for looking into very many records. Its
/// memory is used again for each text.
public struct JSONTape {
    /// A key or a value.
    public struct Entry: Sendable {
        public enum Kind: UInt8, Sendable {
            case object, array, key, string, number, `true`, `false`, null
        }

        public let kind: Kind
        /// Whether a key or string is ASCII without escapes: then its bytes are its text.
        public let isPlain: Bool
        /// Where it lies in the text; keys and strings without their quotes.
        public let start: Int
        public internal(set) var end: Int
        /// The number of the entry behind it and all that is in it. A key's value is not in it but behind it.
        public internal(set) var next: Int
    }

    public private(set) var entries: [Entry] = []
    private var position = 0
    private var depth = 0
    private let maxDepth: Int

    public init(maxDepth: Int = 128) {
        self.maxDepth = min(maxDepth, JSONValue.deepestNesting)
    }

    /// Takes apart the value that begins at an offset; more may follow it.
    ///
    /// - Throws: where `JSONValue.parse` would.
    public mutating func read(_ text: Span<UInt8>, at offset: Int) throws(JSONError) {
        entries.removeAll(keepingCapacity: true)
        position = offset
        depth = 0
        try value(text)
    }

    private mutating func value(_ text: Span<UInt8>) throws(JSONError) {
        guard position < text.count else { throw JSONError(offset: position, reason: .unexpectedEnd) }
        switch text[position] {
        case UInt8(ascii: "{"): try container(text, .object, closing: UInt8(ascii: "}"))
        case UInt8(ascii: "["): try container(text, .array, closing: UInt8(ascii: "]"))
        case UInt8(ascii: "\""): try string(text, .string)
        case UInt8(ascii: "t"): try scalar(text, .true)
        case UInt8(ascii: "f"): try scalar(text, .false)
        case UInt8(ascii: "n"): try scalar(text, .null)
        default: try scalar(text, .number)
        }
    }

    private mutating func container(
        _ text: Span<UInt8>, _ kind: Entry.Kind, closing: UInt8
    ) throws(JSONError) {
        guard depth < maxDepth else { throw JSONError(offset: position, reason: .tooDeep(limit: maxDepth)) }
        depth += 1
        let number = entries.count
        entries.append(Entry(kind: kind, isPlain: false, start: position, end: 0, next: 0))
        position += 1
        var isFirst = true
        while true {
            var byte = try byteBehindSpace(text)
            if isFirst, byte == closing { break }
            isFirst = false
            if kind == .object {
                guard byte == UInt8(ascii: "\"") else {
                    throw JSONError(offset: position, reason: .expected("a member name in quotes"))
                }
                try string(text, .key)
                guard try byteBehindSpace(text) == UInt8(ascii: ":") else {
                    throw JSONError(offset: position, reason: .expected("':'"))
                }
                position += 1
                _ = try byteBehindSpace(text)
            }
            try value(text)
            byte = try byteBehindSpace(text)
            if byte == closing { break }
            guard byte == UInt8(ascii: ",") else { throw JSONError(offset: position, reason: .expected("','")) }
            position += 1
        }
        position += 1
        depth -= 1
        entries[number].end = position
        entries[number].next = entries.count
    }

    private mutating func byteBehindSpace(_ text: Span<UInt8>) throws(JSONError) -> UInt8 {
        while position < text.count {
            switch text[position] {
            case 0x20, 0x09, 0x0A, 0x0D: position += 1
            case let byte: return byte
            }
        }
        throw JSONError(offset: position, reason: .unexpectedEnd)
    }

    private mutating func string(_ text: Span<UInt8>, _ kind: Entry.Kind) throws(JSONError) {
        let start = position + 1
        let end = Self.plainEnd(text, from: start)
        let isPlain = end < text.count && text[end] == UInt8(ascii: "\"")
        if isPlain {
            position = end + 1
        } else {
            // Escapes and characters beyond ASCII are checked by the parser that would also read them.
            var parser = JSONParser(position: position, maxDepth: maxDepth)
            _ = try parser.string(text)
            position = parser.position
        }
        entries.append(
            Entry(kind: kind, isPlain: isPlain, start: start, end: position - 1, next: entries.count + 1))
    }

    /// The place of the first byte that does not stand for itself in a string, eight bytes at a time.
    private static func plainEnd(_ text: Span<UInt8>, from start: Int) -> Int {
        let raw = unsafe text.bytes
        let ones: UInt64 = 0x0101_0101_0101_0101
        var place = start
        while place &+ 8 <= text.count {
            let eight = unsafe raw.unsafeLoadUnaligned(fromUncheckedByteOffset: place, as: UInt64.self)
            let bytes = UInt64(littleEndian: eight)
            // The high bit of a byte is set where it ends the run; what a borrow sets falsely lies behind a true one.
            let quote = bytes ^ (ones &* 0x22)
            let backslash = bytes ^ (ones &* 0x5C)
            let ends =
                (quote &- ones) & ~quote | (backslash &- ones) & ~backslash | (bytes &- (ones &* 0x20)) & ~bytes | bytes
            if ends & (ones &* 0x80) != 0 { return place &+ (ends & (ones &* 0x80)).trailingZeroBitCount / 8 }
            place &+= 8
        }
        while place < text.count, 0x20..<0x80 ~= text[place], text[place] != 0x22, text[place] != 0x5C { place += 1 }
        return place
    }

    private mutating func scalar(_ text: Span<UInt8>, _ kind: Entry.Kind) throws(JSONError) {
        var parser = JSONParser(position: position, maxDepth: maxDepth)
        _ = try parser.value(text)
        entries.append(
            Entry(kind: kind, isPlain: true, start: position, end: parser.position, next: entries.count + 1))
        position = parser.position
    }
}

extension JSONTape {
    /// The text of a key or scalar, escapes undone.
    public func string(_ entry: Entry, in text: Span<UInt8>) -> String {
        guard !entry.isPlain else {
            return unsafe text.extracting(entry.start..<entry.end).withUnsafeBufferPointer {
                unsafe String(decoding: $0, as: UTF8.self)
            }
        }
        var parser = JSONParser(position: entry.start - 1, maxDepth: maxDepth)
        guard let string = try? parser.string(text) else {
            preconditionFailure("checked when the text was taken apart")
        }
        return string
    }
}
