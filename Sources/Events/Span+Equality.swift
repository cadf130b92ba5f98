extension Span where Element == UInt8 {
    /// Whether two texts have the same bytes; eight are compared at a time.
    @inlinable
    public func isEqual(to other: Span<UInt8>) -> Bool {
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
