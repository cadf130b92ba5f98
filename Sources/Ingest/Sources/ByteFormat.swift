/// What bytes are stored as, told by their first ones.
enum ByteFormat {
    case gzip, zip, tar
    /// None of these: taken for text.
    case other

    init(_ bytes: Span<UInt8>) {
        if Self.begins(bytes, with: [0x1F, 0x8B, 0x08]) {
            self = .gzip
        } else if Self.begins(bytes, with: [0x50, 0x4B, 0x03, 0x04])
            || Self.begins(bytes, with: [0x50, 0x4B, 0x05, 0x06])
        {
            self = .zip
        } else if Self.isTarHeader(bytes) {
            self = .tar
        } else {
            self = .other
        }
    }

    /// The size of a tar header, of which the first is enough to know the format.
    static let tarHeaderSize = 512

    private static func begins(_ bytes: Span<UInt8>, with signature: [UInt8]) -> Bool {
        bytes.count >= signature.count && signature.indices.allSatisfy { bytes[$0] == signature[$0] }
    }

    /// Whether the bytes begin with a tar header, of whatever age: its checksum is the sum of its bytes, with its own
    /// eight taken for spaces. Source: the `ustar` interchange format of POSIX.1-1988 (pax, IEEE 1003.1).
    private static func isTarHeader(_ bytes: Span<UInt8>) -> Bool {
        guard bytes.count >= tarHeaderSize, bytes[0] != 0 else { return false }
        let field = 148..<156
        var written = 0
        var digits = 0
        for offset in field where (UInt8(ascii: "0")...UInt8(ascii: "7")).contains(bytes[offset]) {
            written = written * 8 + Int(bytes[offset] - UInt8(ascii: "0"))
            digits += 1
        }
        guard digits > 0 else { return false }
        var sum = 0
        for offset in 0..<tarHeaderSize { sum += field.contains(offset) ? 0x20 : Int(bytes[offset]) }
        return sum == written
    }
}
