/// Eight hexadecimal digits, lower case, all read at once: a digit in each byte of a word, the first in the lowest.
struct HexDigits {
    /// For each digit whether it is a letter: 1 in the byte's lowest bit.
    private let letters: UInt64
    private let text: UInt64

    private static let each: UInt64 = 0x0101_0101_0101_0101

    @inline(__always)
    init(_ text: UInt64) {
        self.text = text
        letters = text >> 6 & Self.each
    }

    /// The values of the digits, one in each byte: right only where all are sound.
    @inline(__always)
    private var nibbles: UInt64 { text & (Self.each &* 0x0F) &+ letters &* 9 }

    /// Whether each byte is one of `0` to `9` or `a` to `f`.
    ///
    /// A byte is a digit when it is what its value is written as.
    @inline(__always)
    var areSound: Bool {
        let nibbles = nibbles
        // Above 9 in the lower half: 6 more carries into bit 4. Letters begin 39 above the digits' row.
        let above = (nibbles &+ Self.each &* 6) >> 4 & Self.each
        return nibbles & (Self.each &* 0xF0) == 0
            && nibbles &+ Self.each &* UInt64(UInt8(ascii: "0")) &+ above &* 39 == text
    }

    /// The number that they write.
    @inline(__always)
    var value: UInt32 {
        // Neighbours are joined: bytes to pairs, pairs to fours, fours to all.
        var digits = nibbles
        digits = (digits << 4 | digits >> 8) & 0x00FF_00FF_00FF_00FF
        digits = (digits << 8 | digits >> 16) & 0x0000_FFFF_0000_FFFF
        return UInt32(truncatingIfNeeded: digits << 16 | digits >> 32)
    }
}
