import Testing

@testable import Events

@Suite struct FoldedTextTests {
    private func isEqual(_ wanted: String, _ text: String) -> Bool? {
        FoldedText(wanted)?.isEqual(to: Array(text.utf8).span)
    }

    @Test func caseOfASCIILettersDoesNotMatter() {
        #expect(isEqual("AKIA1234567890", "akia1234567890") == true)
        #expect(isEqual("akia1234567890", "AKIA1234567890") == true)
        #expect(isEqual("AKIA1234567890", "AKIA1234567891") == false)
        #expect(isEqual("AKIA1234567890", "BKIA1234567890") == false)
        #expect(isEqual("AKIA1234567890", "AKIA123456789") == false)
        #expect(isEqual("AKIA1234567890", "xAKIA1234567890") == false)
    }

    /// One by one, and among eight bytes at a time.
    @Test(arguments: [0, 8, 9]) func onlyLettersAreFolded(length: Int) {
        let front = String(repeating: "-", count: length)
        // Neighbours of the letters, and others that differ from one another in the bit of case.
        for (left, right) in [("@", "`"), ("[", "{"), ("]", "}"), ("1", "\u{11}"), ("_", "\u{7F}")] {
            #expect(isEqual(front + right, front + left) == false)
            #expect(isEqual(front + left, front + left) == true)
        }
        for letter in "ABCDEFGHIJKLMNOPQRSTUVWXYZ" {
            #expect(isEqual(front + String(letter) + "-12", front + letter.lowercased() + "-12") == true)
            #expect(isEqual(front + letter.lowercased() + "-12", front + String(letter) + "-12") == true)
        }
    }

    @Test func theKelvinSignIsAK() {
        #expect(isEqual("key", "\u{212A}ey") == true)
        #expect(isEqual("1234567key1234567", "1234567\u{212A}EY1234567") == true)
        #expect(isEqual("kkkkkkkkkk", "\u{212A}kKkkk\u{212A}kkk") == true)
        #expect(isEqual("\u{212A}ey", "KEY") == true)
        #expect(isEqual("hey", "\u{212A}ey") == false)
        #expect(isEqual("key", "\u{212B}ey") == false)
        #expect(isEqual("\u{130}", "i") == nil)
        #expect(isEqual("", "") == nil)
    }

    @Test func everySpellingOfATextIsFound() {
        var table = StringTable()
        for text in ["Key", "keys", "KEY", "k", "\u{212A}ey"] { _ = table.intern(text) }
        #expect(FoldedText("kEy").map { table.codes(equal: $0) } == [1, 3, 5])
        #expect(FoldedText("kEy").map { StringTable().codes(equal: $0) } == [])
    }

    @Test(arguments: [1, 2, 3, 7])
    func manyTextsAreSearchedByAllThreads(threads: Int) {
        var table = StringTable()
        let keys = [1, 32_769, 100_001, 200_000]
        for number in 1...200_000 { _ = table.intern(keys.contains(number) ? "Key" : "\(number)") }
        for text in ["key", "KEY"] { _ = table.intern(text) }
        // "Key" is one text, however often it comes: behind it stand those of the other numbers.
        let crew = Crew(threads: threads)
        #expect(FoldedText("kEy").map { table.codes(equal: $0, crew: crew) } == [1, 199_998, 199_999])
        #expect(FoldedText("100000").map { table.codes(equalToPathOrName: $0, crew: crew) } == [99_999])
    }

    @Test func aPathIsKnownByItsNameToo() {
        var table = StringTable()
        for path in ["/logs/A.json", "A.json", "/logs/A.json//", "/logs/bA.json", "/logs/A.json/b", "/logs/", "//"] {
            _ = table.intern(path)
        }
        func codes(_ wanted: String) -> [UInt32]? { FoldedText(wanted).map { table.codes(equalToPathOrName: $0) } }
        #expect(codes("a.json") == [1, 2, 3])
        #expect(codes("/LOGS/a.json") == [1])
        #expect(codes("/logs/a.json//") == [3])
        #expect(codes("logs") == [6])
        #expect(codes("logs/a.json") == [])
        #expect(codes("//") == [7])
    }

    @Test func endsAreFoundWithSlashesBehindThem() {
        var table = StringTable()
        for text in ["role/Deploy", "role/deploy/", "deploys", "oy", "///"] { _ = table.intern(text) }
        func codes(_ wanted: String) -> [Int] {
            let flags = FoldedText(wanted).map { table.flags(endingIn: $0) } ?? []
            return flags.indices.filter { flags[$0] }
        }
        #expect(codes("deploy") == [1, 2])
        #expect(codes("deploy/") == [2])
        #expect(codes("y") == [1, 2, 4])
        #expect(codes("//") == [5])
    }
}
