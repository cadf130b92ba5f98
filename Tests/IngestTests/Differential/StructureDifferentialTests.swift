import Testing

@testable import Ingest

/// Our scan against simdjson's first stage. Where the processor does not have AVX2 both are the same.
@Suite(.serialized) struct StructureDifferentialTests {
    private let ours = StructureScanner(.own)
    private let simdjson = StructureScanner(.simdjson)

    private func expectSame(_ bytes: [UInt8], sourceLocation: SourceLocation = #_sourceLocation) {
        let expected = ScannedStructure(bytes, simdjson)
        let scan = ScannedStructure(bytes, ours, behind: UInt8(ascii: "\""))
        guard scan != expected else { return }
        Issue.record("\(bytes): \(scan), not \(expected)", sourceLocation: sourceLocation)
    }

    @Test func everyByteAtEveryPlaceOfABlock() {
        let text = [UInt8](repeating: UInt8(ascii: "a"), count: 65)
        for byte in UInt8.min...UInt8.max {
            for place in text.indices {
                var bytes = text
                bytes[place] = byte
                expectSame(bytes)
                expectSame([0x22] + bytes + [0x22])
            }
        }
    }

    @Test(
        arguments: [
            "a", "\"", "\"\"", #"\"#, #"\""#, "{", " ", "a ", "\n", "\u{01}", "\u{0C}", "\u{1A}", "é", "€", "😀",
        ])
    func thingsRepeatedToEveryLength(thing: String) {
        for length in 0...200 {
            let bytes = Array(repeating: Array(thing.utf8), count: length).joined().prefix(length)
            expectSame(Array(bytes))
            expectSame([0x22] + bytes)
            expectSame([0x5B, 0x22] + bytes + [0x22, 0x5D])
        }
    }

    /// Mostly letters, as a text is in which blocks differ, or nothing but what is hard.
    @Test(arguments: [0, 7])
    func randomTexts(letters: Int) {
        let hard: [[UInt8]] =
            "\"\"\\{}[],: \na0".utf8.map { [$0] } + [[0x01], [0x0C], [0x1A], [0xC3], [0xA9], [0xC3, 0xA9], [0xFF]]
        // All of it, what sound text may hold, and the same with whole characters.
        let alphabets = [hard, Array(hard.prefix(13)), hard.prefix(13) + [[0xC3, 0xA9]]]
        var lottery = Lottery(seed: 7)
        for round in 0..<10_000 {
            let alphabet = alphabets[round % alphabets.count]
            let length = lottery.below(300)
            var bytes: [UInt8] = []
            while bytes.count < length {
                bytes += lottery.draws(letters, of: letters + 1) ? [UInt8(ascii: "x")] : lottery.pick(alphabet)
            }
            // Half of all texts end within a string: closed, they are sound more often.
            expectSame(bytes)
            expectSame(bytes + [0x22])
        }
    }
}
