/// One line of a text list, taken apart. Bytes, not characters: a list may have hundreds of thousands of lines, and
/// whatever means something in them is ASCII.
struct ListLine {
    /// How the fields of a line are told apart.
    enum Separator {
        case comma, tab
        /// The first space ends the address; the rest is one field.
        case space
    }

    /// The fields, without spaces around them and without quotes. At least one.
    private(set) var fields: [String] = []
    private(set) var separator = Separator.space
    /// Where the first field begins, from 1.
    let column: Int

    /// What is wrong with a line.
    struct BadQuotes: Error {}

    private static let quote = UInt8(ascii: "\"")

    /// - Parameter line: UTF-8 without a line break.
    /// - Returns: nil for a line without content: blank, or a comment behind `#` or `;`.
    init?(_ line: ArraySlice<UInt8>) throws(BadQuotes) {
        guard let start = line.firstIndex(where: { !Self.isSpace($0) }), !Self.isComment(line[start]) else {
            return nil
        }
        column = start - line.startIndex + 1
        var rest = line[start...]
        repeat { fields.append(try takeField(&rest)) } while !rest.isEmpty
    }

    /// Takes the next field and the separator behind it. The separator behind the first field is that of the line.
    private mutating func takeField(_ rest: inout ArraySlice<UInt8>) throws(BadQuotes) -> String {
        if rest.first == Self.quote { return try takeQuoted(&rest) }
        var end = rest.startIndex
        var isBehindSpace = !fields.isEmpty
        while end < rest.endIndex {
            let byte = rest[end]
            if isBehindSpace, Self.isComment(byte) {
                rest = rest[..<end]
                break
            }
            if let found = separator(at: byte) {
                if fields.isEmpty { separator = found }
                break
            }
            isBehindSpace = Self.isSpace(byte)
            end += 1
        }
        let field = Self.text(rest[..<end])
        step(over: &rest, to: end)
        return field
    }

    /// What ends a field at a byte.
    private func separator(at byte: UInt8) -> Separator? {
        let found: Separator
        switch byte {
        case UInt8(ascii: ","): found = .comma
        case UInt8(ascii: "\t"): found = .tab
        case UInt8(ascii: " "): found = .space
        default: return nil
        }
        guard !fields.isEmpty else { return found }
        return found == separator && found != .space ? found : nil
    }

    /// A field in quotes, in which doubled quotes stand for one (RFC 4180).
    private mutating func takeQuoted(_ rest: inout ArraySlice<UInt8>) throws(BadQuotes) -> String {
        var field: [UInt8] = []
        var position = rest.startIndex + 1
        while true {
            guard let quote = rest[position...].firstIndex(of: Self.quote) else { throw BadQuotes() }
            field += rest[position..<quote]
            position = quote + 1
            guard position < rest.endIndex, rest[position] == Self.quote else { break }
            field.append(Self.quote)
            position += 1
        }
        while position < rest.endIndex, rest[position] == UInt8(ascii: " ") { position += 1 }
        if position < rest.endIndex {
            if Self.isComment(rest[position]) {
                rest = rest[..<position]
            } else {
                guard let found = separator(at: rest[position]) else { throw BadQuotes() }
                if fields.isEmpty { separator = found }
            }
        }
        step(over: &rest, to: position)
        return Self.text(field[...])
    }

    private func step(over rest: inout ArraySlice<UInt8>, to end: Int) {
        rest = end < rest.endIndex ? rest[(end + 1)...] : rest[rest.endIndex...]
        if separator == .space { rest = rest.drop(while: Self.isSpace) }
        // A comment may stand where a label could.
        if let first = rest.first, Self.isComment(first) { rest = rest[rest.endIndex...] }
    }

    private static func isComment(_ byte: UInt8) -> Bool { byte == UInt8(ascii: "#") || byte == UInt8(ascii: ";") }

    private static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }

    private static func text(_ bytes: ArraySlice<UInt8>) -> String {
        guard let first = bytes.firstIndex(where: { !isSpace($0) }),
            let last = bytes.lastIndex(where: { !isSpace($0) })
        else { return "" }
        return String(decoding: bytes[first...last], as: UTF8.self)
    }
}
