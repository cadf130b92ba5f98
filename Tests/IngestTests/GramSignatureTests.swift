import Testing

@testable import Ingest

@Suite struct GramSignatureTests {
    private func packed(_ text: [UInt8]) throws -> PackedText {
        let packed = PackedText(text.span)
        return try #require(packed)
    }

    private func mayHold(_ wanted: String..., in text: String, beyondASCII: Bool = false) throws -> Bool {
        try packed(Array(text.utf8)).mayHold(anyOf: wanted.map { GramProbe(Array($0.utf8)) }, beyondASCII: beyondASCII)
    }

    @Test func whatStandsInATextIsHeldInAnyCase() throws {
        let text = #"{"requestID":"5A4F7D4C-4bad-8000"}"#
        #expect(try mayHold("4bad", in: text))
        #expect(try mayHold("5a4f7d4c-4BAD", in: text))
        #expect(try mayHold("8000\"}", in: text))
        #expect(try mayHold("nowhere at all", "requestid", in: text))
    }

    @Test func whatDoesNotIsNot() throws {
        let text = #"{"requestID":"5A4F7D4C-4bad-8000"}"#
        #expect(try !mayHold("nowhere at all", in: text))
        #expect(try !mayHold("nowhere at all", "nor anywhere else", in: text))
        #expect(try !mayHold("requestID: none", in: text))
        #expect(try !mayHold("nothing", in: ""))
        #expect(try !mayHold("abcd", in: "abc"))
    }

    /// Three bytes make no sequence of four.
    @Test func anyTextMayHoldWhatIsShort() throws {
        #expect(try mayHold("xyz", in: "{}"))
        #expect(try mayHold("", in: "{}"))
    }

    @Test func anEscapeMaySpellAnything() throws {
        #expect(try mayHold("nowhere", in: #"{"a":"\u006e"}"#))
        #expect(try !mayHold("nowhere", in: #"{"a":"\\ \n u006e"}"#))
    }

    @Test func charactersBeyondASCIICountWhereTheyMayStandForOthers() throws {
        #expect(try mayHold("nowhere", in: #"{"a":"ſ"}"#, beyondASCII: true))
        #expect(try !mayHold("nowhere", in: #"{"a":"ſ"}"#))
        #expect(try !mayHold("nowhere", in: #"{"a":"s"}"#, beyondASCII: true))
    }

    /// A text lies in blocks of 256 KiB, and what is looked for may lie across their border.
    @Test(arguments: -12...2) func whatLiesAcrossBlocksIsHeld(distance: Int) throws {
        var text = [UInt8](repeating: UInt8(ascii: "."), count: 3 * PackedText.blockSize)
        let wanted = Array("-4bad-wanted".utf8)
        let start = PackedText.blockSize + distance
        text.replaceSubrange(start..<start + wanted.count, with: wanted)
        let packed = try packed(text)
        #expect(packed.mayHold(anyOf: [GramProbe(wanted)], beyondASCII: false))
        #expect(!packed.mayHold(anyOf: [GramProbe(wanted.reversed())], beyondASCII: false))
    }

    /// What is longer than a block lies in more than two of them.
    @Test func whatIsLongerThanABlockIsHeld() throws {
        var noise = Noise(state: 3)
        let text = (0..<3 * PackedText.blockSize).map { _ in UInt8(0x61 + noise.next(below: 26)) }
        let wanted = Array(text[100_000..<700_000])
        #expect(try packed(text).mayHold(anyOf: [GramProbe(wanted)], beyondASCII: false))
    }

    /// An escape across the border of two blocks is one as well.
    @Test func anEscapeAcrossBlocksMaySpellAnything() throws {
        var text = [UInt8](repeating: UInt8(ascii: "."), count: 2 * PackedText.blockSize)
        text[PackedText.blockSize - 1] = UInt8(ascii: "\\")
        text[PackedText.blockSize] = UInt8(ascii: "u")
        #expect(try packed(text).mayHold(anyOf: [GramProbe(Array("nowhere".utf8))], beyondASCII: false))
    }

    /// The last three bytes of a text begin no sequence of four.
    @Test(arguments: 1...3) func theLastBytesCountAsWell(length: Int) throws {
        let probe = [GramProbe(Array("nowhere".utf8))]
        for start in [0, 1, PackedText.blockSize - 1, PackedText.blockSize] {
            let beginning = [UInt8](repeating: UInt8(ascii: "."), count: start)
            func ending(_ byte: UInt8) throws -> PackedText {
                try packed(beginning + [UInt8](repeating: byte, count: length))
            }
            #expect(try ending(UInt8(ascii: "\\")).mayHold(anyOf: probe, beyondASCII: false))
            #expect(try ending(0xC5).mayHold(anyOf: probe, beyondASCII: true))
            #expect(try !ending(0xC5).mayHold(anyOf: probe, beyondASCII: false))
            #expect(try !ending(UInt8(ascii: ".")).mayHold(anyOf: probe, beyondASCII: true))
        }
    }

    @Test func everyPartOfARandomTextIsHeld() throws {
        var random = Noise(state: 11)
        for length in [4, 5, 63, 300, 5_000] {
            let text = (0..<length).map { _ in UInt8(0x20 + random.next(below: 0x5F)) }
            let packed = try packed(text)
            for _ in 0..<200 {
                let start = random.next(below: length)
                let part = Array(text[start..<start + 1 + random.next(below: min(20, length - start))])
                #expect(packed.mayHold(anyOf: [GramProbe(part)], beyondASCII: false))
            }
        }
    }

    /// 100 kB of hexadecimal digits hold a fifth of all sequences of four; few texts of sixteen pass for held.
    @Test func fewTextsAreTakenForHeld() throws {
        var random = Noise(state: 5)
        func digits(_ count: Int) -> [UInt8] {
            (0..<count).map { _ in Array("0123456789abcdef".utf8)[random.next(below: 16)] }
        }
        let packed = try packed(digits(20_000) + [UInt8](repeating: UInt8(ascii: " "), count: 80_000))
        let held = (0..<1_000).count { _ in packed.mayHold(anyOf: [GramProbe(digits(16))], beyondASCII: false) }
        #expect(held < 10)
    }
}
