/// Bytes by which JSON text may spell a character in another way than by itself: escapes with a character's number, and
/// where asked for characters beyond ASCII.
struct SuspectBytes: Sendable {
    /// The bit of a byte beyond ASCII; 0 where these do not matter.
    let high: UInt8
    // The same for sixteen bytes: made once, as spreading a byte takes longer than the comparison.
    private let highs: SIMD2<UInt64>
    private let backslashes = SIMD16(repeating: backslash)

    private static let backslash = UInt8(ascii: "\\")

    init(beyondASCII: Bool) {
        high = beyondASCII ? 0x80 : 0
        highs = SIMD2(repeating: beyondASCII ? 0x8080_8080_8080_8080 : 0)
    }

    /// Marks in each of sixteen bytes whether it may be one: any bit of it is set. A backslash is, whatever comes next.
    @inline(__always)
    func fits(_ bytes: SIMD16<UInt8>) -> SIMD2<UInt64> {
        let escapes = unsafe unsafeBitCast(bytes .== backslashes, to: SIMD2<UInt64>.self)
        return unsafe escapes | unsafeBitCast(bytes, to: SIMD2<UInt64>.self) & highs
    }

    /// Whether one stands at a place.
    func stand(at place: Int, in text: Span<UInt8>) -> Bool {
        let byte = text[place]
        if byte & high != 0 { return true }
        return byte == Self.backslash && place + 1 < text.count && text[place + 1] == UInt8(ascii: "u")
    }
}
