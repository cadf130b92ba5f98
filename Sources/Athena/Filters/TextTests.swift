internal import CloudTrail
internal import Patterns

/// What may be asked of one text, as expressions over a column or an element of a list.
enum TextTests {
    /// The whole text, with wildcards; without case unless that is wanted.
    static func matches(_ pattern: TextPattern, _ text: String, isCased: Bool = false) -> Bounds {
        let subject = isCased ? text : "lower(\(text))"
        if let literal = pattern.literal {
            guard let wanted = SQLText.literal(isCased ? literal : literal.lowercased()) else {
                return .unknown(Remainder("text", .expression))
            }
            return Bounds("\(subject) = \(wanted)")
        }
        guard let like = like(pattern, isCased: isCased) else { return .unknown(Remainder("text", .expression)) }
        return Bounds("\(subject) LIKE \(like) ESCAPE '\\'")
    }

    private static func like(_ pattern: TextPattern, isCased: Bool) -> String? {
        var text = ""
        for piece in pattern.pieces {
            switch piece {
            case .many: text += "%"
            case .one: text += "_"
            case .literal(let literal):
                for scalar in (isCased ? literal : literal.lowercased()).unicodeScalars {
                    if scalar == "%" || scalar == "_" || scalar == "\\" { text += "\\" }
                    text.unicodeScalars.append(scalar)
                }
            }
        }
        return SQLText.literal(text)
    }

    /// A regular expression that matches somewhere in the text.
    static func matches(_ pattern: RegexPattern, _ text: String) -> Bounds {
        guard let portable = PortableRegex(pattern), let expression = SQLText.literal(portable.text) else {
            return .unknown(Remainder("/\(pattern.source)/", .expression))
        }
        let found = Bounds("regexp_like(\(text), \(expression))")
        return portable.isWider
            ? Bounds(
                upper: found.upper, lower: .constant(false),
                remainders: [Remainder("/\(pattern.source)/", .expression)]) : found
    }

    /// An address in a network. Those of the sixth version have many spellings, which are told apart here.
    static func lies(_ text: String, in block: AddressBlock) -> Bounds {
        let mayBeV6 = "(strpos(\(text), ':') > 0)"
        let remainder = Remainder("\(block)", .otherForm)
        guard block.base.family == .v4 else {
            return Bounds(upper: .test(mayBeV6), lower: .constant(false), remainders: [remainder])
        }
        let first = UInt64(block.base.bits)
        let last = first + (UInt64(1) << UInt64(32 - block.prefixLength)) - 1
        let parts = zip(1...4, [16_777_216, 65_536, 256, 1]).map { part, weight in
            "CAST(split_part(\(text), '.', \(part)) AS BIGINT) * \(weight)"
        }
        // CASE keeps texts that are no addresses out of the arithmetic.
        let isInside =
            "CASE WHEN regexp_like(\(text), '^([0-9]{1,3}[.]){3}[0-9]{1,3}$') "
            + "THEN (\(parts.joined(separator: " + "))) BETWEEN \(first) AND \(last) ELSE FALSE END"
        return Bounds(isInside)
    }

    /// A text that is a number, in some relation to another.
    static func compares(_ text: String, _ sign: String, _ number: DecimalNumber) -> Bounds {
        // As long as a binary fraction of 64 bits holds all digits, nothing is lost.
        guard number.text.utf8.count(where: { $0 != UInt8(ascii: "0") }) <= 15, let value = Double(number.text) else {
            return .unknown(Remainder(number.text, .otherForm))
        }
        return Bounds(
            "regexp_like(\(text), '^[+-]?[0-9]+([.][0-9]+)?([eE][+-]?[0-9]+)?$') AND "
                + "try_cast(\(text) AS DOUBLE) \(sign) DOUBLE '\(value)'")
    }

    /// A text that is a moment, before or after another.
    static func compares(_ text: String, _ sign: String, _ time: EventTime) -> Bounds {
        Bounds("try(from_iso8601_timestamp(\(text))) \(sign) from_iso8601_timestamp('\(time.iso8601)')")
    }

    /// Texts of which one must stand, without case, in a JSON text that holds one the pattern fits: what may be searched
    /// for before anything is taken apart. Nil where none can be told.
    ///
    /// - Parameter isFolded: whether the JSON text is in lower case.
    static func clue(_ pattern: TextPattern, in json: String, isFolded: Bool = false) -> SQLCondition? {
        let pieces = pattern.pieces.compactMap { piece -> String? in
            guard case .literal(let text) = piece, isWrittenAsItIs(text) else { return nil }
            return text.lowercased()
        }
        guard let longest = pieces.max(by: { $0.utf8.count < $1.utf8.count }), let text = SQLText.literal(longest)
        else { return nil }
        return .test("strpos(\(isFolded ? json : "lower(\(json))"), \(text)) > 0")
    }

    /// Whether JSON writes a text without escapes, whoever writes it.
    private static func isWrittenAsItIs(_ text: String) -> Bool {
        !text.isEmpty
            && text.utf8.allSatisfy { byte in
                (0x20..<0x7F).contains(byte) && byte != UInt8(ascii: "\"") && byte != UInt8(ascii: "\\")
                    && byte != UInt8(ascii: "/") && !Self.marks.contains(byte)
            }
    }

    /// What JSON writers differ in: spaces around marks, and how `<`, `>`, `&` and `'` are written.
    private static let marks = Set(" {}[],:<>&'".utf8)
}
