import Testing

@testable import Ingest

@Suite struct LenientStructureTests {
    @Test func structureAndDamageOfADamagedText() {
        let text = Array("{\"a\":1,\"b\u{1}\":[".utf8)
        let structure = LenientStructure(text.span)
        #expect(structure.indexes == [0, 1, 4, 5, 6, 7, 11, 12])
        #expect(structure.damage == [9])
    }

    /// What comes before the first damage is the same, whether what comes behind it is wanted or not.
    @Test func theSoundBeginningIsTheSame() {
        var noise = Noise(state: 23)
        let bytes = Array("{}[]:,\"\\ \n\u{1}a1é".utf8) + [0xFF]
        for length in 0..<200 {
            let text = (0..<length).map { _ in bytes[noise.next(below: bytes.count)] }
            let whole = LenientStructure(text.span)
            let sound = LenientStructure(text.span, endsAtDamage: true)
            #expect(sound.damage == Array(whole.damage.prefix(1)))
            #expect(sound.indexes == whole.indexes.filter { $0 < whole.damage.first ?? text.count })
        }
    }
}
