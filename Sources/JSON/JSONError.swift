/// Why bytes are not one JSON value, and where.
public struct JSONError: Error, Hashable, Sendable {
    /// What was wrong.
    public enum Reason: Hashable, Sendable {
        /// The text ends inside a value: it may have been cut off.
        case unexpectedEnd
        /// A byte that cannot begin a value.
        case notAValue(UInt8)
        /// Another byte stands where one of these had to.
        case expected(String)
        /// A number that breaks the grammar, such as `01`, `.5` or `1.`.
        case badNumber
        /// A control character below U+0020 inside a string, not escaped.
        case controlCharacter(UInt8)
        /// A backslash that begins no escape.
        case badEscape
        /// A string whose bytes are not UTF-8.
        case badUTF8
        /// More levels of arrays and objects than the reader allows.
        case tooDeep(limit: Int)
        /// More text behind the value.
        case trailingText
    }

    /// Bytes before the place, counted from the beginning of the parsed span.
    public let offset: Int
    public let reason: Reason

    public init(offset: Int, reason: Reason) {
        self.offset = offset
        self.reason = reason
    }
}

extension JSONError: CustomStringConvertible {
    public var description: String { "\(reason) at byte \(offset)" }
}

extension JSONError.Reason: CustomStringConvertible {
    public var description: String {
        switch self {
        case .unexpectedEnd: "the JSON ends too early"
        case .notAValue(let byte): "no JSON value begins with \(Self.shown(byte))"
        case .expected(let what): "expected \(what)"
        case .badNumber: "malformed number"
        case .controlCharacter(let byte): "control character \(Self.shown(byte)) in a string"
        case .badEscape: "unknown escape in a string"
        case .badUTF8: "a string is not UTF-8"
        case .tooDeep(let limit): "nested more than \(limit) levels deep"
        case .trailingText: "more text behind the JSON value"
        }
    }

    private static func shown(_ byte: UInt8) -> String {
        if (0x21...0x7E).contains(byte) { return "'\(Character(UnicodeScalar(byte)))'" }
        let digits = String(byte, radix: 16, uppercase: true)
        return "0x" + (digits.count < 2 ? "0" : "") + digits
    }
}
