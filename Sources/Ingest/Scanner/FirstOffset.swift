internal import Glibc

extension Span where Element == UInt8 {
    /// The offset of the first such byte at or behind an offset; nil where there is none. The C library looks at whole
    /// registers.
    @inline(__always)
    func firstOffset(of byte: UInt8, from start: Int) -> Int? {
        guard start < count else { return nil }
        return unsafe withUnsafeBytes { bytes in
            guard let base = bytes.baseAddress, let found = unsafe memchr(base + start, CInt(byte), bytes.count - start)
            else { return nil }
            return unsafe UnsafeRawPointer(found) - base
        }
    }
}
