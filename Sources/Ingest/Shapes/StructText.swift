internal import JSON

/// Reads the text that Athena, Presto and Java print for structures and maps:
/// `{type=IAMUser, sessioncontext={attributes={mfaauthenticated=false}}, arn=null}`, arrays as `[{...}, {...}]`.
///
/// The notation quotes nothing, so a value may hold what looks like syntax. A comma ends a value only where a name and
/// an equals sign follow it, and a closing brace only where another closing or a comma follows.
struct StructText {
    private let bytes: [UInt8]
    private var position = 0
    private var depth = 0

    private static let depthLimit = 32
    private static let longestName = 128

    private init(_ text: String) {
        bytes = Array(text.utf8)
    }

    /// The value the text stands for, all scalars as strings; nil where it cannot be read to its end.
    static func parse(_ text: String) -> JSONValue? {
        var reader = StructText(text)
        reader.skipSpaces()
        guard let value = reader.value(inList: false) else { return nil }
        reader.skipSpaces()
        return reader.position == reader.bytes.count ? value : nil
    }

    private var byte: UInt8 { position < bytes.count ? bytes[position] : 0 }

    private mutating func skipSpaces() {
        while byte == UInt8(ascii: " ") { position += 1 }
    }

    private mutating func value(inList: Bool) -> JSONValue? {
        switch byte {
        case UInt8(ascii: "{"), UInt8(ascii: "["):
            if let json = embeddedJSON() { return json }
            guard depth < Self.depthLimit else { return nil }
            depth += 1
            defer { depth -= 1 }
            return byte == UInt8(ascii: "{") ? structure() : list()
        default:
            return scalar(inList: inList)
        }
    }

    /// Lake prints maps of strings, of which some are JSON text.
    private mutating func embeddedJSON() -> JSONValue? {
        guard let (value, end) = try? JSONValue.parseFirst(of: bytes.span, from: position), endsValue(at: end) else {
            return nil
        }
        position = end
        return value
    }

    /// Whether a container that ends at the offset is followed by what may follow a value.
    private func endsValue(at offset: Int) -> Bool {
        guard offset < bytes.count else { return true }
        return bytes[offset] == UInt8(ascii: ",") || bytes[offset] == UInt8(ascii: "}")
            || bytes[offset] == UInt8(ascii: "]")
    }

    private mutating func structure() -> JSONValue? {
        position += 1
        var object = JSONObject()
        while true {
            skipSpaces()
            if byte == UInt8(ascii: "}"), object.isEmpty {
                position += 1
                return .object(object)
            }
            guard let end = nameEnd(from: position) else { return nil }
            let name = String(decoding: bytes[position..<end], as: UTF8.self)
            position = end + 1
            guard let value = value(inList: false) else { return nil }
            object.append(name, value)
            switch byte {
            case UInt8(ascii: ","): position += 1
            case UInt8(ascii: "}"):
                position += 1
                return .object(object)
            default: return nil
            }
        }
    }

    private mutating func list() -> JSONValue? {
        position += 1
        var elements: [JSONValue] = []
        while true {
            skipSpaces()
            if byte == UInt8(ascii: "]"), elements.isEmpty {
                position += 1
                return .array(elements)
            }
            guard let value = value(inList: true) else { return nil }
            elements.append(value)
            switch byte {
            case UInt8(ascii: ","): position += 1
            case UInt8(ascii: "]"):
                position += 1
                return .array(elements)
            default: return nil
            }
        }
    }

    /// Where the name ends that begins at the offset: at its equals sign.
    private func nameEnd(from start: Int) -> Int? {
        var offset = start
        while offset < bytes.count, offset - start <= Self.longestName {
            switch bytes[offset] {
            case UInt8(ascii: "="): return offset > start ? offset : nil
            case UInt8(ascii: " "), UInt8(ascii: ","), UInt8(ascii: "{"), UInt8(ascii: "}"), UInt8(ascii: "["),
                UInt8(ascii: "]"), UInt8(ascii: "\""):
                return nil
            default: offset += 1
            }
        }
        return nil
    }

    private mutating func scalar(inList: Bool) -> JSONValue? {
        let start = position
        while position < bytes.count, !endsScalar(at: position, inList: inList) { position += 1 }
        guard position < bytes.count || depth == 0 else { return nil }
        let text = String(decoding: bytes[start..<position], as: UTF8.self)
        return text == "null" ? .null : .string(text)
    }

    private func endsScalar(at offset: Int, inList: Bool) -> Bool {
        guard depth > 0 else { return false }
        switch bytes[offset] {
        case UInt8(ascii: ","):
            guard !inList else { return true }
            var next = offset + 1
            while next < bytes.count, bytes[next] == UInt8(ascii: " ") { next += 1 }
            return nameEnd(from: next) != nil
        case UInt8(ascii: "}"): return !inList && endsValue(at: offset + 1)
        case UInt8(ascii: "]"): return inList && endsValue(at: offset + 1)
        default: return false
        }
    }
}
