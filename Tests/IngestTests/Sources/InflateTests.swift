import Testing

@testable import Ingest

@Suite struct InflateTests {
    /// What comes out of deflate data, and why it stopped.
    private func inflate(_ data: [UInt8], limit: Int = 1 << 20) -> (bytes: [UInt8], stop: Inflate.Stop?) {
        let output = PaddedBuffer()
        var stop: Inflate.Stop?
        var inflate = Inflate(data.span, at: 0, outputLimit: limit)
        do throws(Inflate.Stop) {
            try inflate.run(into: output)
        } catch {
            stop = error
        }
        return (output.withBytes { bytes in bytes.indices.map { bytes[$0] } }, stop)
    }

    /// Text of some variety: numbers repeat in it, and nothing else.
    private static let text = Array((0..<5_000).map { "\($0 * $0 % 977) " }.joined().utf8)

    @Test(arguments: [0, 1, 6, 12] as [Int32])
    func whatWasCompressedComesOut(level: Int32) {
        let (bytes, stop) = inflate(Archives.deflate(Self.text, level: level))
        #expect(stop == nil)
        #expect(bytes == Self.text)
    }

    @Test func shortTextUsesTheFixedCodes() {
        #expect(inflate(Archives.deflate(Array("abc".utf8))).bytes == Array("abc".utf8))
        #expect(inflate([0x03, 0x00]).bytes == [])
    }

    @Test func everyPrefixOfTheDataGivesAPrefixOfTheText() {
        let data = Archives.deflate(Self.text)
        for length in stride(from: 0, to: data.count, by: 97) {
            let (bytes, stop) = inflate(Array(data[..<length]))
            #expect(stop == .cutOff)
            #expect(bytes.elementsEqual(Self.text.prefix(bytes.count)))
        }
        let most = inflate(Array(data.dropLast(4))).bytes.count
        #expect(most > Self.text.count - 256)
    }

    @Test func damageNeverReadsOrWritesOutOfBounds() {
        let data = Archives.deflate(Self.text)
        for position in stride(from: 0, to: data.count, by: 11) {
            var damaged = data
            damaged[position] ^= 0x55
            #expect(inflate(damaged).bytes.count <= 1 << 20)
        }
    }

    @Test func theLimitEndsTheOutput() {
        let (bytes, stop) = inflate(Archives.deflate(Self.text), limit: 100)
        #expect(stop == .limit)
        #expect(bytes.count <= 100)
        #expect(bytes.elementsEqual(Self.text.prefix(bytes.count)))
    }

    @Test(
        arguments: [
            [0x07],  // the reserved kind of block
            [0x01, 0x01, 0x00, 0x00, 0x00],  // a stored length that its complement denies
            [0x03, 0x02, 0x00],  // a copy of what comes before the beginning
            [0xFD, 0x00, 0x00],  // more symbols than there are
        ] as [[UInt8]])
    func whatTheFormatForbidsIsCorrupt(data: [UInt8]) {
        #expect(inflate(data).stop == .corrupt)
    }
}
