extension JSONValue {
    /// Deepest nesting that `parse` allows whatever the caller asks for: values are built and freed by recursion.
    public static let deepestNesting = 1_024

    /// Reads the one JSON value that makes up `bytes`, with white space around it, by the strict grammar of RFC 8259.
    ///
    /// A surrogate without its partner (`"\uD83D"`) is read as U+FFFD: logs cut strings in the middle of a pair, and
    /// such a record is still evidence. Everything else that the grammar forbids is an error. Linear in the bytes.
    public static func parse(_ bytes: Span<UInt8>, maxDepth: Int = 128) throws(JSONError) -> JSONValue {
        let (value, end) = try parseFirst(of: bytes, from: 0, maxDepth: maxDepth)
        var parser = JSONParser(position: end, maxDepth: maxDepth)
        parser.skipWhiteSpace(bytes)
        guard parser.position == bytes.count else {
            throw JSONError(offset: parser.position, reason: .trailingText)
        }
        return value
    }

    /// The same for an array of bytes.
    public static func parse(_ bytes: [UInt8], maxDepth: Int = 128) throws(JSONError) -> JSONValue {
        try parse(bytes.span, maxDepth: maxDepth)
    }

    /// The same for text; offsets count its UTF-8 bytes.
    public static func parse(_ text: String, maxDepth: Int = 128) throws(JSONError) -> JSONValue {
        try parse(Array(text.utf8), maxDepth: maxDepth)
    }

    /// Reads the value that begins at `start`, after white space, and says where it ends; more may follow it.
    public static func parseFirst(
        of bytes: Span<UInt8>, from start: Int, maxDepth: Int = 128
    ) throws(JSONError) -> (value: JSONValue, end: Int) {
        var parser = JSONParser(position: start, maxDepth: maxDepth)
        parser.skipWhiteSpace(bytes)
        let value = try parser.value(bytes)
        return (value, parser.position)
    }
}

/// A position in JSON text. The text is passed to each step instead of being held, because a type that holds a span
/// needs lifetime annotations that the language still calls experimental.
struct JSONParser {
    var position: Int
    private let maxDepth: Int
    private var depth = 0

    init(position: Int, maxDepth: Int) {
        self.position = position
        self.maxDepth = min(maxDepth, JSONValue.deepestNesting)
    }

    mutating func value(_ bytes: Span<UInt8>) throws(JSONError) -> JSONValue {
        guard position < bytes.count else { throw error(.unexpectedEnd) }
        switch bytes[position] {
        case UInt8(ascii: "{"): return .object(try object(bytes))
        case UInt8(ascii: "["): return .array(try array(bytes))
        case UInt8(ascii: "\""): return .string(try string(bytes))
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return .number(try number(bytes))
        case UInt8(ascii: "t"): return try word("true", means: .bool(true), bytes)
        case UInt8(ascii: "f"): return try word("false", means: .bool(false), bytes)
        case UInt8(ascii: "n"): return try word("null", means: .null, bytes)
        case let other: throw error(.notAValue(other))
        }
    }

    mutating func skipWhiteSpace(_ bytes: Span<UInt8>) {
        while position < bytes.count {
            switch bytes[position] {
            case 0x20, 0x09, 0x0A, 0x0D: position += 1
            default: return
            }
        }
    }

    private func error(_ reason: JSONError.Reason) -> JSONError {
        JSONError(offset: position, reason: reason)
    }

    private mutating func object(_ bytes: Span<UInt8>) throws(JSONError) -> JSONObject {
        try enter()
        var members: [JSONObject.Member] = []
        while true {
            skipWhiteSpace(bytes)
            guard position < bytes.count else { throw error(.unexpectedEnd) }
            if members.isEmpty, bytes[position] == UInt8(ascii: "}") { break }
            guard bytes[position] == UInt8(ascii: "\"") else { throw error(.expected("a member name in quotes")) }
            let key = try string(bytes)
            skipWhiteSpace(bytes)
            guard position < bytes.count else { throw error(.unexpectedEnd) }
            guard bytes[position] == UInt8(ascii: ":") else { throw error(.expected("':'")) }
            position += 1
            skipWhiteSpace(bytes)
            members.append(JSONObject.Member(key: key, value: try value(bytes)))
            if try !comma(orClosing: UInt8(ascii: "}"), bytes) { break }
        }
        leave()
        return JSONObject(members: members)
    }

    private mutating func array(_ bytes: Span<UInt8>) throws(JSONError) -> [JSONValue] {
        try enter()
        var elements: [JSONValue] = []
        while true {
            skipWhiteSpace(bytes)
            guard position < bytes.count else { throw error(.unexpectedEnd) }
            if elements.isEmpty, bytes[position] == UInt8(ascii: "]") { break }
            elements.append(try value(bytes))
            if try !comma(orClosing: UInt8(ascii: "]"), bytes) { break }
        }
        leave()
        return elements
    }

    /// Steps over the bracket that begins a container.
    private mutating func enter() throws(JSONError) {
        guard depth < maxDepth else { throw error(.tooDeep(limit: maxDepth)) }
        depth += 1
        position += 1
    }

    /// Steps over the bracket that ends it.
    private mutating func leave() {
        depth -= 1
        position += 1
    }

    /// Steps over a comma and says true, or stays at the closing bracket and says false.
    private mutating func comma(orClosing closing: UInt8, _ bytes: Span<UInt8>) throws(JSONError) -> Bool {
        skipWhiteSpace(bytes)
        guard position < bytes.count else { throw error(.unexpectedEnd) }
        if bytes[position] == closing { return false }
        guard bytes[position] == UInt8(ascii: ",") else {
            throw error(.expected("',' or '\(Character(UnicodeScalar(closing)))'"))
        }
        position += 1
        return true
    }

    private mutating func word(
        _ word: StaticString, means value: JSONValue, _ bytes: Span<UInt8>
    ) throws(JSONError) -> JSONValue {
        let start = position
        for expected in word.description.utf8 {
            guard position < bytes.count else { throw error(.unexpectedEnd) }
            guard bytes[position] == expected else {
                throw JSONError(offset: start, reason: .expected(word.description))
            }
            position += 1
        }
        return value
    }

    private mutating func number(_ bytes: Span<UInt8>) throws(JSONError) -> String {
        let start = position
        if bytes[position] == UInt8(ascii: "-") { position += 1 }
        let firstDigit = position
        try digits(bytes)
        if bytes[firstDigit] == UInt8(ascii: "0"), position > firstDigit + 1 {
            throw JSONError(offset: start, reason: .badNumber)
        }
        if position < bytes.count, bytes[position] == UInt8(ascii: ".") {
            position += 1
            try digits(bytes)
        }
        if position < bytes.count, bytes[position] | 0x20 == UInt8(ascii: "e") {
            position += 1
            if position < bytes.count, bytes[position] == UInt8(ascii: "+") || bytes[position] == UInt8(ascii: "-") {
                position += 1
            }
            try digits(bytes)
        }
        return try text(bytes.extracting(start..<position), at: start)
    }

    /// Steps over one digit or more.
    private mutating func digits(_ bytes: Span<UInt8>) throws(JSONError) {
        let start = position
        while position < bytes.count, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(bytes[position]) {
            position += 1
        }
        guard position > start else { throw error(position < bytes.count ? .badNumber : .unexpectedEnd) }
    }

    func text(_ bytes: Span<UInt8>, at offset: Int) throws(JSONError) -> String {
        do {
            return String(copying: try UTF8Span(validating: bytes))
        } catch {
            throw JSONError(offset: offset + error.byteOffsets.lowerBound, reason: .badUTF8)
        }
    }
}
