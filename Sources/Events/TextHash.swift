/// A seeded hash of short texts: products of 64-bit words, folded to half their width.
enum TextHash {
    /// Odd numbers without pattern: the fractional parts of square roots of primes (FIPS 180-4, section 5.3.5), made odd.
    private static let first: UInt64 = 0x6A09_E667_F3BC_C909
    private static let second: UInt64 = 0xBB67_AE85_84CA_A73B

    /// The hash of a text's bytes.
    ///
    /// - Complexity: two products for each 32 bytes.
    @inline(__always)
    static func hash(_ bytes: Span<UInt8>, seed: UInt64) -> UInt64 {
        let raw = unsafe bytes.bytes
        let count = raw.byteCount
        var state = seed ^ UInt64(truncatingIfNeeded: count) &* first
        // Neither factor of a product can be made 0 by who does not know the seed.
        let key = seed ^ second
        guard count >= 8 else {
            // Up to seven bytes in one word, the length is in the state.
            var word: UInt64 = 0
            if count >= 4 {
                let low = unsafe raw.unsafeLoadUnaligned(fromByteOffset: 0, as: UInt32.self)
                let high = unsafe raw.unsafeLoadUnaligned(fromByteOffset: count - 4, as: UInt32.self)
                word = UInt64(high) << 32 | UInt64(low)
            } else {
                for offset in 0..<count {
                    word = word << 8 | UInt64(unsafe raw.unsafeLoad(fromByteOffset: offset, as: UInt8.self))
                }
            }
            return fold(state ^ word, key)
        }
        var offset = 0
        while offset + 16 < count {
            state = fold(word(raw, offset) ^ key, word(raw, offset + 8) ^ state)
            offset += 16
        }
        // What is left is at most 16 bytes; the two words of it may overlap what came before.
        let last = word(raw, count - 8)
        let before = count >= 16 ? word(raw, count - 16) : word(raw, 0)
        return fold(fold(before ^ key, last ^ state), first ^ seed)
    }

    @inline(__always)
    private static func word(_ raw: RawSpan, _ offset: Int) -> UInt64 {
        unsafe raw.unsafeLoadUnaligned(fromByteOffset: offset, as: UInt64.self)
    }

    @inline(__always)
    private static func fold(_ left: UInt64, _ right: UInt64) -> UInt64 {
        let product = left.multipliedFullWidth(by: right)
        return product.high ^ product.low
    }
}

extension Span where Element == UInt8 {
    /// Whether two texts have the same bytes; eight are compared at a time.
    @inline(__always)
    func isEqual(to other: Span<UInt8>) -> Bool {
        guard count == other.count else { return false }
        let (left, right) = unsafe (bytes, other.bytes)
        guard count >= 8 else {
            for offset in 0..<count {
                guard
                    unsafe left.unsafeLoad(fromByteOffset: offset, as: UInt8.self)
                        == right.unsafeLoad(fromByteOffset: offset, as: UInt8.self)
                else { return false }
            }
            return true
        }
        var offset = 0
        while offset + 8 < count {
            guard
                unsafe left.unsafeLoadUnaligned(fromByteOffset: offset, as: UInt64.self)
                    == right.unsafeLoadUnaligned(fromByteOffset: offset, as: UInt64.self)
            else { return false }
            offset += 8
        }
        // The last eight bytes, some of them a second time.
        return unsafe left.unsafeLoadUnaligned(fromByteOffset: count - 8, as: UInt64.self)
            == right.unsafeLoadUnaligned(fromByteOffset: count - 8, as: UInt64.self)
    }
}
