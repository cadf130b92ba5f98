/// Which sequences of four bytes occur in a text, by their hashes: it tells without the text that something cannot stand
/// in it. It may say that a text holds what it does not, never the other way round. Upper and lower case count as one.
///
/// A Bloom filter of n-grams with one hash; of a text of 100 kB it takes 4 kB, and a quarter to a half of its bits are set.
struct GramSignature: Sendable {
    /// One bit for each hash; their number is a power of two.
    private let bits: [UInt64]
    /// Parts the bits of a hash that number one of `bits` from those below.
    private let shift: UInt32
    /// Whether the text may hold an escape with a character's number (`\u`), by which JSON spells any character.
    let holdsEscapes: Bool
    /// Whether it holds characters beyond ASCII.
    let isBeyondASCII: Bool

    /// The bits of the number of a bit, for so many sequences. The longer a text, the fewer of its sequences are new, by a
    /// power law (Heaps' law): of CloudTrail about 6 n^(2/3) of n are distinct, and 8 to 16 n^(2/3) are the bits.
    private static func exponent(_ count: Int) -> Int {
        max(6, 4 + (Int.bitWidth - 1 - max(1, count * count).leadingZeroBitCount) / 3)
    }

    /// Bytes held in memory.
    var byteCount: Int { bits.count * 8 }

    /// - Parameter range: of the text; the sequences that begin in it may end behind it.
    init(of text: Span<UInt8>, in range: Range<Int>) {
        let end = max(range.lowerBound, min(range.upperBound, text.count - Gram.length + 1))
        let exponent = Self.exponent(end - range.lowerBound)
        let shift = UInt32(32 - exponent)
        var bits = [UInt64](repeating: 0, count: 1 << (exponent - 6))
        var span = bits.mutableSpan
        let raw = unsafe text.bytes
        var seen: UInt32 = 0
        var escapes = false
        for place in range.lowerBound..<end {
            let bytes = unsafe UInt32(
                littleEndian: raw.unsafeLoadUnaligned(fromUncheckedByteOffset: place, as: UInt32.self))
            let number = Gram(littleEndian: bytes).hash >> shift
            span[Int(number >> 6)] |= 1 << UInt64(number & 63)
            seen |= bytes
            escapes = escapes || UInt16(truncatingIfNeeded: bytes) == Self.escape
        }
        self.bits = bits
        self.shift = shift
        // The last bytes of a text begin no sequence.
        let rest = end..<range.upperBound
        holdsEscapes = escapes || rest.contains { text[$0] == UInt8(ascii: "\\") }
        isBeyondASCII = seen & 0x8080_8080 != 0 || rest.contains { text[$0] >= 0x80 }
    }

    /// `\u`, the first byte in the low half.
    private static let escape = UInt16(UInt8(ascii: "u")) << 8 | UInt16(UInt8(ascii: "\\"))

    fileprivate func holds(_ gram: Gram) -> Bool {
        let number = gram.hash >> shift
        return bits[Int(number >> 6)] & 1 << UInt64(number & 63) != 0
    }
}

/// Something that is looked for in texts of which there are signatures.
public struct GramProbe: Sendable {
    private let grams: [Gram]

    /// As many bytes are asked for: what begins in a block then ends in it or in the next, which are all that is asked.
    private static let longest = 256

    /// - Parameter bytes: of ASCII. Less than four tell nothing: any text may hold them.
    public init(_ bytes: [UInt8]) {
        let count = min(bytes.count, Self.longest)
        grams = (0..<max(0, count - Gram.length + 1)).map { start in
            Gram(littleEndian: bytes[start..<start + Gram.length].reversed().reduce(0) { $0 << 8 | UInt32($1) })
        }
    }

    /// Whether it may begin in one part of a text, and end there or in the next.
    func mayStand(in part: GramSignature, orIn next: GramSignature?) -> Bool {
        grams.allSatisfy { part.holds($0) || next?.holds($0) ?? false }
    }
}

/// Four bytes, of which case does not matter.
private struct Gram {
    static let length = 4

    /// Its upper bits are mixed best, as those of a product are.
    let hash: UInt32

    /// - Parameter bytes: the first in the lowest bits.
    @inline(__always)
    init(littleEndian bytes: UInt32) {
        // Letters become lower case; what else becomes equal does so wherever it stands.
        hash = (bytes | 0x2020_2020) &* 0x9E37_79B1
    }
}
