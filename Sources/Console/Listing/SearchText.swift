/// A text that is looked for, without case unless it holds a capital letter.
struct SearchText: Sendable {
    private let needle: String
    /// The same as bytes, where all of it is ASCII.
    private let bytes: [UInt8]?
    private let mindsCase: Bool

    init(_ text: String) {
        mindsCase = text.contains(where: \.isUppercase)
        needle = mindsCase ? text : text.lowercased()
        bytes = needle.utf8.allSatisfy { $0 < 0x80 } ? Array(needle.utf8) : nil
    }

    /// Whether it could be part of a number or a time.
    var isNumeric: Bool { needle.allSatisfy { $0.isNumber || ":-, ".contains($0) } }

    /// A text as it is compared.
    func folded(_ text: String) -> String { mindsCase ? text : text.lowercased() }

    func isIn(_ text: String) -> Bool { isIn(text.utf8.span) ?? folded(text).contains(needle) }

    /// Whether it is in a text of ASCII; nil where one of the two is not that.
    func isIn(_ text: Swift.Span<UInt8>) -> Bool? {
        guard let bytes else { return nil }
        func folded(_ byte: UInt8) -> UInt8 { !mindsCase && byte &- UInt8(ascii: "A") < 26 ? byte | 0x20 : byte }
        for place in text.indices where text[place] >= 0x80 { return nil }
        for start in 0..<max(0, text.count - bytes.count + 1) {
            var matched = 0
            while matched < bytes.count, folded(text[start + matched]) == bytes[matched] { matched += 1 }
            if matched == bytes.count { return true }
        }
        return false
    }

    /// The text's characters, as ``folded(_:)`` leaves those of another.
    var characters: [Character] { Array(needle) }
}
