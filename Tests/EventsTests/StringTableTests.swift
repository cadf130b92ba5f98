import Testing

@testable import Events

@Suite struct StringTableTests {
    @Test func codesFollowTheOrderOfInsertionAndAreKept() {
        var table = StringTable()
        #expect(table.intern("a") == 1)
        #expect(table.intern("bb") == 2)
        #expect(table.intern("a") == 1)
        #expect(table.count == 2)
        #expect(table[2] == "bb")
        #expect(table.code(of: "bb") == 2)
        #expect(table.code(of: "b") == nil)
    }

    @Test func anEmptyTextIsMissing() {
        var table = StringTable()
        #expect(table.intern("") == StringTable.missing)
        #expect(table.count == 0)
        #expect(table[StringTable.missing] == nil)
        #expect(table.text(StringTable.missing) == "")
        #expect(table.code(of: "") == nil)
    }

    @Test func manyTextsOfAllLengthsAreTold() {
        var table = StringTable()
        let texts = (1...2_000).map { String(repeating: "x", count: $0 % 40) + "\($0)" }
        for (index, text) in texts.enumerated() { #expect(table.intern(text) == UInt32(index + 1)) }
        for (index, text) in texts.enumerated() {
            #expect(table.code(of: text) == UInt32(index + 1))
            #expect(table[UInt32(index + 1)] == text)
        }
    }

    @Test func theSeedDoesNotShow() {
        var left = StringTable(seed: 1)
        var right = StringTable(seed: 2)
        for text in ["GetObject", "PutObject", "GetObject", "ż"] { #expect(left.intern(text) == right.intern(text)) }
    }
}
