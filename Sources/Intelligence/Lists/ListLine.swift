/// One line of a text list, taken apart.
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

    /// - Returns: nil for a line without content: blank, or a comment behind `#` or `;`.
    init?(_ line: Substring) throws(BadQuotes) {
        guard let start = line.firstIndex(where: { !$0.isWhitespace }), !Self.isComment(line[start]) else { return nil }
        column = line.distance(from: line.startIndex, to: start) + 1
        var rest = line[start...]
        repeat { fields.append(try takeField(&rest)) } while !rest.isEmpty
        // A comment may stand where a label could.
        if fields.count > 1, fields[fields.count - 1].isEmpty, separator == .space { fields.removeLast() }
    }

    /// Takes the next field and the separator behind it. The separator behind the first field is that of the line.
    private mutating func takeField(_ rest: inout Substring) throws(BadQuotes) -> String {
        if rest.first == "\"" { return try takeQuoted(&rest) }
        var end = rest.startIndex
        var isBehindSpace = !fields.isEmpty
        while end < rest.endIndex {
            let character = rest[end]
            if isBehindSpace, Self.isComment(character) {
                rest = rest[..<end]
                break
            }
            if let found = separator(at: character) {
                if fields.isEmpty { separator = found }
                break
            }
            isBehindSpace = character.isWhitespace
            end = rest.index(after: end)
        }
        let field = rest[..<end].trimmingSpaces()
        step(over: &rest, to: end)
        return field
    }

    /// What ends a field at a character.
    private func separator(at character: Character) -> Separator? {
        guard fields.isEmpty else {
            switch separator {
            case .comma: return character == "," ? .comma : nil
            case .tab: return character == "\t" ? .tab : nil
            case .space: return nil
            }
        }
        switch character {
        case ",": return .comma
        case "\t": return .tab
        case _ where character.isWhitespace: return .space
        default: return nil
        }
    }

    /// A field in quotes, in which doubled quotes stand for one (RFC 4180).
    private mutating func takeQuoted(_ rest: inout Substring) throws(BadQuotes) -> String {
        var field = ""
        var position = rest.index(after: rest.startIndex)
        while true {
            guard let quote = rest[position...].firstIndex(of: "\"") else { throw BadQuotes() }
            field += rest[position..<quote]
            position = rest.index(after: quote)
            guard position < rest.endIndex, rest[position] == "\"" else { break }
            field.append("\"")
            position = rest.index(after: position)
        }
        while position < rest.endIndex, rest[position] == " " || rest[position] == "\r" {
            position = rest.index(after: position)
        }
        if position < rest.endIndex {
            if Self.isComment(rest[position]) {
                rest = rest[..<position]
            } else {
                guard let found = separator(at: rest[position]), found != .space else { throw BadQuotes() }
                if fields.isEmpty { separator = found }
            }
        }
        step(over: &rest, to: position)
        return field.trimmingSpaces()
    }

    private func step(over rest: inout Substring, to end: Substring.Index) {
        rest = end < rest.endIndex ? rest[rest.index(after: end)...] : rest[rest.endIndex...]
        if separator == .space { rest = rest.drop { $0.isWhitespace } }
    }

    private static func isComment(_ character: Character) -> Bool { character == "#" || character == ";" }
}
