/// How a stored file is laid out: a header, arrays one behind the other, values in the order in which they were written,
/// and where each array lies. Numbers have their lowest byte first.
///
/// | bytes | |
/// |---|---|
/// | 0 to 7 | `HBINDEX` and a zero |
/// | 8 to 15 | the format |
/// | 16 to 23 | where the values begin |
/// | 24 to 31 | how many bytes they take |
/// | 32 to 39 | how many arrays there are, whose places follow the values |
/// | 40 to 43 | CRC-32 of values and places |
/// | 44 to 63 | zeros |
enum StoredFileLayout {
    static let mark: [UInt8] = Array("HBINDEX\0".utf8)
    /// Goes up whenever what is written, or what it means, changes.
    static let format = 2
    static let headerLength = 64
    /// Arrays begin at multiples of it, in bytes.
    static let alignment = 64

    /// Where an array lies.
    struct Place: Sendable {
        var kind: UInt32
        var checksum: UInt32
        var offset: Int
        var byteCount: Int

        static let length = 24

        var bytes: [UInt8] { kind.stored + checksum.stored + offset.stored + byteCount.stored }

        /// - Parameter bytes: as many as it takes.
        init(_ bytes: ArraySlice<UInt8>) {
            let start = bytes.startIndex
            kind = UInt32(stored: bytes[start..<start + 4])
            checksum = UInt32(stored: bytes[(start + 4)..<start + 8])
            offset = Int(stored: bytes[(start + 8)..<start + 16])
            byteCount = Int(stored: bytes[(start + 16)..<start + 24])
        }

        init(kind: StoredKind, checksum: UInt32, offset: Int, byteCount: Int) {
            self.kind = kind.rawValue
            self.checksum = checksum
            self.offset = offset
            self.byteCount = byteCount
        }
    }
}

extension FixedWidthInteger {
    /// Its bytes, the lowest first.
    var stored: [UInt8] {
        (0..<Self.bitWidth / 8).map { UInt8(truncatingIfNeeded: self >> Self($0 * 8)) }
    }

    /// - Parameter bytes: its bytes, the lowest first.
    init(stored bytes: ArraySlice<UInt8>) {
        self = bytes.reversed().reduce(0) { $0 << 8 | Self(truncatingIfNeeded: $1) }
    }
}
