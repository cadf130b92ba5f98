/// An ASCII text that others are compared with where case does not matter.
///
/// Case is that of Unicode's lower-case mapping, by which of all characters beyond ASCII only the Kelvin sign becomes an
/// ASCII letter (UnicodeData.txt, U+212A).
public struct FoldedText: Sendable {
    /// In lower case.
    private let bytes: [UInt8]
    private let last: UInt8
    /// Bytes that an equal text may have at most: a Kelvin sign takes three where this one has a letter.
    private let most: Int
    /// Whether it cannot be the last part of a path.
    let hasSlash: Bool

    /// Nil where the text is empty, or in lower case still holds characters beyond ASCII.
    public init?(_ text: String) {
        bytes = Array(text.lowercased().utf8)
        guard let last = bytes.last, bytes.allSatisfy({ $0 < 0x80 }) else { return nil }
        self.last = last
        most = bytes.count + 2 * bytes.count { $0 == UInt8(ascii: "k") }
        hasSlash = bytes.contains(UInt8(ascii: "/"))
    }

    /// Whether a text, in UTF-8, is this one.
    @inline(__always)
    func isEqual(to text: Span<UInt8>) -> Bool {
        // Its length is known before any byte of it is fetched.
        text.count >= bytes.count && text.count <= most && start(in: text, endingAt: text.count) == 0
    }

    /// Where this one begins in a text, in UTF-8, if it ends at a place of it; nil where something else ends there.
    ///
    /// Compares backwards, eight bytes at a time: paths, ARNs and addresses of one trail begin alike.
    @inline(__always)
    func start(in text: Span<UInt8>, endingAt end: Int) -> Int? {
        // Mostly the last byte tells.
        guard end > 0, Self.folded(text[end - 1]) == last || text[end - 1] >= 0x80 else { return nil }
        return wholeStart(in: text, endingAt: end)
    }

    private func wholeStart(in text: Span<UInt8>, endingAt end: Int) -> Int? {
        precondition(end <= text.count, "a place of the text")
        var left = bytes.count
        var place = end
        let (own, other) = unsafe (bytes.span.bytes, text.bytes)
        while left >= 8, place >= 8 {
            let wanted = unsafe own.unsafeLoadUnaligned(fromUncheckedByteOffset: left &- 8, as: UInt64.self)
            let found = unsafe other.unsafeLoadUnaligned(fromUncheckedByteOffset: place &- 8, as: UInt64.self)
            guard found == wanted || Self.folded(found) == wanted else { break }
            left &-= 8
            place &-= 8
        }
        while left > 0 {
            guard place > 0 else { return nil }
            if Self.folded(text[place - 1]) == bytes[left - 1] {
                place -= 1
            } else if bytes[left - 1] == UInt8(ascii: "k"), Self.endsInKelvinSign(text, at: place) {
                place -= 3
            } else {
                return nil
            }
            left -= 1
        }
        return place
    }

    private static func endsInKelvinSign(_ text: Span<UInt8>, at end: Int) -> Bool {
        end >= 3 && text[end - 3] == 0xE2 && text[end - 2] == 0x84 && text[end - 1] == 0xAA
    }

    private static func folded(_ byte: UInt8) -> UInt8 { byte &- UInt8(ascii: "A") < 26 ? byte | 0x20 : byte }

    /// Eight bytes with the ASCII letters among them in lower case.
    private static func folded(_ eight: UInt64) -> UInt64 {
        let ones: UInt64 = 0x0101_0101_0101_0101
        let low = eight & (ones &* 0x7F)
        // The high bit of a byte is set from A on, and from behind Z on.
        let fromA = low &+ ones &* UInt64(0x80 - UInt8(ascii: "A"))
        let behindZ = low &+ ones &* UInt64(0x7F - UInt8(ascii: "Z"))
        let isUpper = (fromA ^ behindZ) & ~eight & (ones &* 0x80)
        return eight | isUpper >> 2
    }
}
