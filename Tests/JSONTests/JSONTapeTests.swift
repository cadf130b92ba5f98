import JSON
import Testing

@Suite struct JSONTapeTests {
    private func kinds(_ text: String) throws -> [JSONTape.Entry.Kind] {
        var tape = JSONTape()
        try tape.read(Array(text.utf8).span, at: 0)
        return tape.entries.map(\.kind)
    }

    @Test func everyKeyAndValueHasItsPlace() throws {
        #expect(try kinds(#"{"a" : [1, "b"], "c": {}}"#) == [.object, .key, .array, .number, .string, .key, .object])
        let bytes = Array(#"xx{"k\u0041é":"plain"} rest"#.utf8)
        var tape = JSONTape()
        try tape.read(bytes.span, at: 2)
        #expect(tape.entries.map(\.next) == [3, 2, 3])
        #expect(tape.entries.map(\.isPlain) == [false, false, true])
        #expect(tape.string(tape.entries[1], in: bytes.span) == "kAé")
        #expect(tape.string(tape.entries[2], in: bytes.span) == "plain")
    }

    /// Texts with a byte taken out, put in or changed: most are broken, some are not.
    @Test func aTapeAcceptsWhatTheParserAccepts() {
        let sound = Array(#"{"a":[1,-2.5e3,true,false,null,"xé\n\u00e9\ud83d"],"b":{"c":"","":0}}"#.utf8)
        let bytes = Array(#"{}[]:,"\0123456789-+.eEtfnul xé"#.utf8) + [0, 0x1F, 0x80, 0xC3, 0xFF]
        var tape = JSONTape()
        for place in sound.indices.dropFirst() {
            for byte in bytes {
                for text in [
                    sound[..<place] + [byte] + sound[place...], sound[..<place] + [byte] + sound[(place + 1)...],
                    sound[..<place] + sound[(place + 1)...],
                ] {
                    let text = Array(text)
                    let isParsed = (try? JSONValue.parseFirst(of: text.span, from: 0)) != nil
                    let isTaken = (try? tape.read(text.span, at: 0)) != nil
                    #expect(isTaken == isParsed, "\(String(decoding: text, as: UTF8.self))")
                }
            }
        }
    }

    @Test(arguments: [127, 128, 129])
    func nestingIsBoundedAlike(depth: Int) {
        let text = Array((String(repeating: "[", count: depth) + String(repeating: "]", count: depth)).utf8)
        var tape = JSONTape()
        #expect(((try? tape.read(text.span, at: 0)) != nil) == ((try? JSONValue.parse(text)) != nil))
    }
}
