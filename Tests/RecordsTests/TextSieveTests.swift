import Testing

@testable import Records

@Suite struct TextSieveTests {
    /// Numbers of the records that are let through; records stand side by side, as in a file.
    private func candidates(_ records: [String], _ needle: String, ignoresCase: Bool = true) -> [Int] {
        var text: [UInt8] = Array(#"{"Records":["#.utf8)
        let offsets = records.map { record in
            defer { text += Array((record + ",").utf8) }
            return text.count
        }
        let needles = [TextNeedle(within: needle, ignoresCase: ignoresCase)].compactMap { $0 }
        return TextSieve(anyOf: needles).candidates(in: text.span, offsets: offsets)
    }

    @Test func recordsThatHoldTheNeedleAreLetThrough() {
        let records = [#"{"a":"prod-debug"}"#, #"{"a":"other"}"#, #"{"PROD-DEBUG":1}"#, #"{"a":"prod-debu"}"#]
        #expect(candidates(records, "Prod-Debug") == [0, 2])
        #expect(candidates(records, "prod-debug", ignoresCase: false) == [0])
        #expect(candidates([], "x").isEmpty)
    }

    @Test func anEscapeOfOneOfItsCharactersLetsThrough() {
        let records = [
            #"{"a":"\u0070rod"}"#, #"{"a":"\u003d"}"#, #"{"a":"\u004F"}"#, #"{"a":"x\n\"\\"}"#, #"{"a":"\uZZZZ"}"#,
        ]
        #expect(candidates(records, "prod") == [0, 2, 4])
    }

    @Test func lettersBeyondASCIIThatEqualOnesWithinLetThrough() {
        let records = [#"{"a":"\#u{212A}ey"}"#, #"{"a":"ſ"}"#, #"{"a":"İ"}"#, #"{"a":"é"}"#, #"{"a":"\u212a"}"#]
        #expect(candidates(records, "ki") == [0, 2, 4])
        #expect(candidates(records, "s") == [1])
        #expect(candidates(records, "k", ignoresCase: false).isEmpty)
    }

    @Test func whatJSONMaySpellInSeveralWaysIsNotLookedFor() {
        #expect(TextNeedle(within: #"a/bcd"e"#, ignoresCase: true)?.bytes == Array("bcd".utf8))
        #expect(TextNeedle(within: "ŻÓŁĆ", ignoresCase: true) == nil)
        #expect(TextNeedle(within: "Ab\nCde", ignoresCase: false)?.bytes == Array("Cde".utf8))
    }

    @Test(arguments: [1, 2, 5, 16, 40])
    func bytesAreFoundAtEveryPlace(length: Int) {
        let needle = (0..<length).map { UInt8(ascii: "a") + UInt8($0 % 26) }
        let search = ByteSearch(needle, ignoresCase: true)
        for place in 0..<50 {
            var text = [UInt8](repeating: UInt8(ascii: "-"), count: place)
            text += needle.map { $0 - 0x20 }
            for behind in [0, 1, 15, 16, 40] {
                let whole = text + [UInt8](repeating: UInt8(ascii: "a"), count: behind)
                #expect(search.next(in: whole.span, from: 0) == place)
                if length > 1 { #expect(search.next(in: whole.span, from: place + 1) == nil) }
            }
        }
    }
}
