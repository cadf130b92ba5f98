internal import CChecksum
internal import CDeflate
import Testing

@Suite struct ChecksumTests {
    private func checksum(_ bytes: [UInt8]) -> UInt32 { unsafe huckleberry_crc32(bytes, bytes.count) }

    /// Bytes that look random and are the same each time.
    private static let noise: [UInt8] = {
        var state: UInt64 = 1_952
        return (0..<300_000).map { _ in
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return UInt8(state >> 56)
        }
    }()

    /// The lengths at which our checksum of the bytes from a place on is not libdeflate's.
    private func differences(at place: Int, lengths: some Sequence<Int>) -> [Int] {
        unsafe Self.noise.withUnsafeBufferPointer { noise in
            let bytes = unsafe noise.baseAddress.unsafelyUnwrapped + place
            return lengths.filter { unsafe huckleberry_crc32(bytes, $0) != libdeflate_crc32(0, bytes, $0) }
        }
    }

    @Test func valuesAreTheOnesThatAreKnown() {
        // The check value that catalogues of CRCs give.
        #expect(checksum(Array("123456789".utf8)) == 0xCBF4_3926)
        #expect(checksum([]) == 0)
        #expect(huckleberry_crc32(nil, 0) == 0)
        #expect(checksum([0]) == 0xD202_EF8D)
        #expect(checksum(Array("a".utf8)) == 0xE8B7_BE43)
        // Long enough for whole registers. It was calculated with zlib.
        #expect(checksum([UInt8](repeating: 0x61, count: 1_000)) == 0x9A38_DA03)
    }

    @Test(arguments: 0..<32)
    func itIsThatOfLibdeflateWhereverTheBytesLie(place: Int) {
        #expect(differences(at: place, lengths: 0...600) == [])
        #expect(differences(at: place, lengths: [4_095, 4_096, 65_536, 99_991, 131_072, 299_968]) == [])
    }

    @Test func eachBitOfTheBytesCounts() {
        var bytes = Array(Self.noise[..<777])
        let whole = checksum(bytes)
        var overlooked: [Int] = []
        for bit in 0..<bytes.count * 8 {
            bytes[bit / 8] ^= 1 << (bit % 8)
            if checksum(bytes) == whole { overlooked.append(bit) }
            bytes[bit / 8] ^= 1 << (bit % 8)
        }
        #expect(overlooked == [])
    }
}
