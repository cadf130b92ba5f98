/// Structural characters of text that is damaged: a scan byte by byte that goes on where `StructureScanner` gives up,
/// and remembers where the damage is.
///
/// A string that meets a line end is taken to end there. Bytes that are no UTF-8, and control characters within
/// strings, are noted, and passed over unless the text is wanted only as far as it is sound.
struct LenientStructure {
    private(set) var indexes: [UInt32] = []
    /// Offsets of bytes that cannot stand in JSON text, ascending.
    private(set) var damage: [Int] = []

    /// - Parameter endsAtDamage: to look no further than the first damage.
    init(_ text: Span<UInt8>, endsAtDamage: Bool = false) {
        var isInString = false
        var isEscaped = false
        var isAfterScalar = false
        var offset = 0
        while offset < text.count {
            let byte = text[offset]
            let length = Self.sequenceLength(text, at: offset)
            if length == 0 {
                damage.append(offset)
            } else if isInString {
                if isEscaped {
                    isEscaped = false
                } else if byte == UInt8(ascii: "\\") {
                    isEscaped = true
                } else if byte == UInt8(ascii: "\"") {
                    isInString = false
                    isAfterScalar = false
                }
                if byte < 0x20 {
                    damage.append(offset)
                    if byte == UInt8(ascii: "\n") {
                        isInString = false
                        isEscaped = false
                        isAfterScalar = false
                    }
                }
            } else {
                switch byte {
                case UInt8(ascii: "\""):
                    indexes.append(UInt32(offset))
                    isInString = true
                case UInt8(ascii: "{"), UInt8(ascii: "}"), UInt8(ascii: "["), UInt8(ascii: "]"), UInt8(ascii: ":"),
                    UInt8(ascii: ","):
                    indexes.append(UInt32(offset))
                    isAfterScalar = false
                case 0x20, 0x09, 0x0A, 0x0D:
                    isAfterScalar = false
                default:
                    if !isAfterScalar { indexes.append(UInt32(offset)) }
                    isAfterScalar = true
                }
            }
            if endsAtDamage, !damage.isEmpty { return }
            offset += max(1, length)
        }
        if isInString { damage.append(text.count) }
    }

    /// The length of the UTF-8 sequence at an offset; 0 where there is none.
    /// Source: the Unicode standard, table 3-7, "Well-Formed UTF-8 Byte Sequences".
    static func sequenceLength(_ text: Span<UInt8>, at offset: Int) -> Int {
        let first = text[offset]
        func follows(_ distance: Int, _ range: ClosedRange<UInt8> = 0x80...0xBF) -> Bool {
            offset + distance < text.count && range.contains(text[offset + distance])
        }
        switch first {
        case 0x00...0x7F: return 1
        case 0xC2...0xDF: return follows(1) ? 2 : 0
        case 0xE0: return follows(1, 0xA0...0xBF) && follows(2) ? 3 : 0
        case 0xED: return follows(1, 0x80...0x9F) && follows(2) ? 3 : 0
        case 0xE1...0xEF: return follows(1) && follows(2) ? 3 : 0
        case 0xF0: return follows(1, 0x90...0xBF) && follows(2) && follows(3) ? 4 : 0
        case 0xF1...0xF3: return follows(1) && follows(2) && follows(3) ? 4 : 0
        case 0xF4: return follows(1, 0x80...0x8F) && follows(2) && follows(3) ? 4 : 0
        default: return 0
        }
    }
}
