/// Writes values as JSON text: the same value always gives the same bytes, in the order of its members.
///
/// What could harm a terminal (control characters, DEL, C1) or deceive a reader (bidirectional controls, invisible
/// characters, line separators) is written as `\u` escapes: harmless where it is shown, and the same value when read.
public struct JSONWriter: Hashable, Sendable {
    public enum Style: Hashable, Sendable {
        /// One line without spaces.
        case compact
        /// One member or element a line, indented by two spaces.
        case pretty
    }

    public var style: Style

    public init(_ style: Style = .compact) {
        self.style = style
    }

    /// The text of `value`, without a line break behind it.
    public func string(_ value: JSONValue) -> String {
        String(decoding: bytes(value), as: UTF8.self)
    }

    /// The text of `value` as UTF-8, without a line break behind it.
    public func bytes(_ value: JSONValue) -> [UInt8] {
        var output: [UInt8] = []
        append(value, to: &output)
        return output
    }

    /// Adds the text of `value` to `output`, as if it stood `level` levels deep. A `number` whose text is not a JSON
    /// number is written as a string.
    public func append(_ value: JSONValue, to output: inout [UInt8], level: Int = 0) {
        switch value {
        case .null: output += "null".utf8
        case .bool(let value): output += (value ? "true" : "false").utf8
        case .number(let text):
            if Self.isNumber(text) { output += text.utf8 } else { Self.appendString(text, to: &output) }
        case .string(let text): Self.appendString(text, to: &output)
        case .array(let elements):
            appendList(elements, "[", "]", level, to: &output) { append($0, to: &$1, level: level + 1) }
        case .object(let object):
            appendList(object.members, "{", "}", level, to: &output) { member, output in
                Self.appendString(member.key, to: &output)
                output += (style == .pretty ? ": " : ":").utf8
                append(member.value, to: &output, level: level + 1)
            }
        }
    }

    private func appendList<Item>(
        _ items: [Item], _ opening: Unicode.Scalar, _ closing: Unicode.Scalar, _ level: Int,
        to output: inout [UInt8], each: (Item, inout [UInt8]) -> Void
    ) {
        output.append(UInt8(ascii: opening))
        for (index, item) in items.enumerated() {
            if index > 0 { output.append(UInt8(ascii: ",")) }
            breakLine(level + 1, &output)
            each(item, &output)
        }
        if !items.isEmpty { breakLine(level, &output) }
        output.append(UInt8(ascii: closing))
    }

    private func breakLine(_ level: Int, _ output: inout [UInt8]) {
        guard style == .pretty else { return }
        output.append(UInt8(ascii: "\n"))
        output.append(contentsOf: repeatElement(UInt8(ascii: " "), count: 2 * level))
    }

    private static func isNumber(_ text: String) -> Bool {
        guard text.utf8.first != nil, case .number(let read)? = try? JSONValue.parse(text) else { return false }
        // White space around a number is no part of it.
        return read.utf8.count == text.utf8.count
    }
}
