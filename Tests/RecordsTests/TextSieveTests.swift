import JSON
import Testing

@testable import Records

@Suite struct TextSieveTests {
    /// Numbers of the records that are let through; records stand side by side, as in a file.
    private func candidates(_ records: [String], _ needle: String, ignoresCase: Bool = true) -> [Int] {
        candidates(
            records, anyOf: [TextNeedle(within: needle, ignoresCase: ignoresCase)].compactMap { $0.map(TextClue.text) })
    }

    private func candidates(_ records: [String], anyOf clues: [TextClue]) -> [Int] {
        var text: [UInt8] = Array(#"{"Records":["#.utf8)
        let offsets = records.map { record in
            defer { text += Array((record + ",").utf8) }
            return text.count
        }
        let sieve = TextSieve(anyOf: clues)
        var tape = JSONTape()
        let found = sieve.candidates(in: text.span, offsets: offsets, &tape)
        // What is asked first says no where there is none, and never where there is one.
        #expect(sieve.mayMatchAny(in: text.span, &tape) == !found.isEmpty)
        return found
    }

    /// A member `port` whose value is 80, or holds 80.
    private var port80: [TextClue] {
        let clue = MemberClue(name: "port") { tape, text in
            tape.entries.contains { ![.object, .array].contains($0.kind) && tape.string($0, in: text) == "80" }
        }
        return [clue].compactMap { $0.map(TextClue.member) }
    }

    @Test func recordsWithAMemberWhoseValuePassesAreLetThrough() {
        let records = [
            #"{"port":80}"#, #"{"port":81,"a":80}"#, #"{"a":{"port" : "80"}}"#, #"{"a":"port","b":80}"#,
            #"{"to.port":80}"#, #"{"port":[1,{"b":80}]}"#, #"{"ports":80}"#, #"{"PORT":80}"#,
        ]
        #expect(candidates(records, anyOf: port80) == [0, 2, 4, 5])
    }

    @Test func aMemberThatMayBeSpelledOtherwiseLetsThrough() {
        let records = [
            #"{"p\u006Frt":81}"#, #"{"p\u0061rt":81}"#, #"{"port":"\u0038\u0030"}"#, #"{"port":x}"#, #"{"port":81}"#,
        ]
        #expect(candidates(records, anyOf: port80) == [0, 2, 3])
    }

    @Test func anyOfSeveralCluesLetsThrough() {
        let clues = port80 + [TextNeedle(within: "prod", ignoresCase: true)].compactMap { $0.map(TextClue.text) }
        #expect(candidates([#"{"port":80}"#, #"{"port":81}"#, #"{"a":"PROD"}"#], anyOf: clues) == [0, 2])
        #expect(candidates([#"{"port":81}"#, #"{"a":"PROD"}"#], anyOf: clues) == [1])
        #expect(candidates([#"{"port":81}"#, #"{"a":"pr"}"#], anyOf: clues).isEmpty)
        #expect(candidates([#"{"port":80}"#], anyOf: []).isEmpty)
    }

    @Test func aNameThatJSONMaySpellInSeveralWaysIsNoClue() {
        #expect(MemberClue(name: "a/b") { _, _ in true } == nil)
        #expect(MemberClue(name: "") { _, _ in true } == nil)
        #expect(MemberClue(name: "ż") { _, _ in true } == nil)
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

    @Test func theSearchStopsAtWhatMaySpellACharacter() {
        let search = ByteSearch(Array("needle".utf8))
        let escapes = SuspectBytes(beyondASCII: false)
        let all = SuspectBytes(beyondASCII: true)
        for place in 0..<150 {
            for behind in [0, 1, 5, 6, 20, 90] {
                func text(_ middle: String) -> [UInt8] {
                    Array((String(repeating: "-", count: place) + middle + String(repeating: "-", count: behind)).utf8)
                }
                #expect(search.next(in: text(#"\u"#).span, from: 0, orAt: escapes) == place)
                #expect(search.next(in: text("needle").span, from: 0, orAt: all) == place)
                // A backslash in front of anything else spells no character with its number.
                #expect(search.next(in: text(#"\n"#).span, from: 0, orAt: all) == nil)
                #expect(search.next(in: text("é").span, from: 0, orAt: escapes) == nil)
                #expect(search.next(in: text("é").span, from: 0, orAt: all) == place)
            }
        }
    }
}
