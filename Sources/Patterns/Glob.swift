/// A pattern made ready to match many texts: without case, `*` for any bytes, `?` for one character.
///
/// Case is that of Unicode's lower-case mapping; texts are compared byte by byte behind it, so that two texts that only
/// look alike stay two.
public struct Glob: Sendable {
    /// A byte of UTF-8, or a wildcard.
    private let units: [UInt16]
    private static let many: UInt16 = 256
    private static let one: UInt16 = 257
    private let isCased: Bool

    /// - Parameters:
    ///   - isWhole: whether it must match the whole text, or any part of it.
    ///   - isCased: whether case matters, against the habit.
    public init(_ pattern: TextPattern, isWhole: Bool = true, isCased: Bool = false) {
        self.isCased = isCased
        var units: [UInt16] = isWhole ? [] : [Self.many]
        for piece in pattern.pieces {
            switch piece {
            case .many: if units.last != Self.many { units.append(Self.many) }
            case .one: units.append(Self.one)
            case .literal(let text): units += (isCased ? text : text.lowercased()).utf8.map(UInt16.init)
            }
        }
        if !isWhole, units.last != Self.many { units.append(Self.many) }
        self.units = units
    }

    /// - Complexity: O(text × pattern) at worst; linear without wildcards.
    public func matches(_ text: String) -> Bool {
        matches(folded: Array((isCased ? text : text.lowercased()).utf8))
    }

    /// The same for text that is all ASCII.
    public func matches(ascii text: Span<UInt8>) -> Bool {
        isCased ? matches(text) { $0 } : matches(text) { $0 &- UInt8(ascii: "A") < 26 ? $0 | 0x20 : $0 }
    }

    /// The same for the bytes of a text in lower case, unless case matters.
    public func matches(folded text: [UInt8]) -> Bool {
        matches(text.span) { $0 }
    }

    @inline(__always)
    private func matches(_ text: Span<UInt8>, fold: (UInt8) -> UInt8) -> Bool {
        var index = 0
        var unit = 0
        // Where to go on when the rest does not fit: behind the last `*`, one byte further.
        var retryUnit = -1
        var retryIndex = 0
        while index < text.count {
            if unit < units.count, units[unit] == Self.many {
                unit += 1
                if unit == units.count { return true }
                retryUnit = unit
                retryIndex = index
            } else if unit < units.count, units[unit] == UInt16(fold(text[index])) {
                unit += 1
                index += 1
            } else if unit < units.count, units[unit] == Self.one {
                unit += 1
                index += 1
                while index < text.count, text[index] & 0xC0 == 0x80 { index += 1 }
            } else if retryUnit >= 0 {
                retryIndex += 1
                index = retryIndex
                unit = retryUnit
            } else {
                return false
            }
        }
        while unit < units.count, units[unit] == Self.many { unit += 1 }
        return unit == units.count
    }
}
