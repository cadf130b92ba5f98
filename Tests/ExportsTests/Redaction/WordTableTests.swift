@testable import Exports
import Testing

@Suite struct WordTableTests {
    private let words = ["ana", "ana-maria", "anatol", "Bob", "ana-maria/x"]

    private func longest(in text: String, at place: Int = 0) -> (meaning: Int, end: Int)? {
        let table = WordTable(words.enumerated().map { (text: $1, meaning: $0) })
        return table.longest(in: WordTable.folded(Array(text.utf8)), at: place) { _, _ in true }
    }

    @Test func `The longest word at a place is found, without case`() throws {
        #expect(longest(in: "ana")?.meaning == 0)
        #expect(longest(in: "ANA-MARIA/y")?.meaning == 1)
        #expect(longest(in: "ana-maria/x/y")?.meaning == 4)
        #expect(longest(in: "anatol")?.end == 6)
        #expect(longest(in: "x bob", at: 2)?.meaning == 3)
        #expect(longest(in: "an") == nil)
        #expect(longest(in: "carl") == nil)
    }

    @Test func `A longer word that is not accepted leaves the shorter one`() {
        let table = WordTable([("ana", 0), ("ana-maria", 1)])
        let found = table.longest(in: Array("ana-maria".utf8), at: 0) { meaning, _ in meaning == 0 }
        #expect(found?.end == 3)
    }

    @Test func `Of two that are the same without case the first counts`() {
        let table = WordTable([("Ana", 7), ("ana", 8)])
        #expect(table.longest(in: Array("ana".utf8), at: 0) { _, _ in true }?.meaning == 7)
    }

    /// A naive search is the oracle; the words are all texts of one to three letters of a small alphabet, but some.
    @Test func `It finds what trying every word finds`() {
        let letters = ["a", "b", "-"]
        let all =
            letters + letters.flatMap { x in letters.map { x + $0 } }
            + letters.flatMap { x in letters.flatMap { y in letters.map { x + y + $0 } } }
        let words = all.enumerated().filter { $0.offset % 3 != 1 }.map { (text: $0.element, meaning: $0.offset) }
        let table = WordTable(words)
        for text in all.flatMap({ head in all.map { head + $0 } }) {
            let expected = words.filter { text.hasPrefix($0.text) }.max { $0.text.utf8.count < $1.text.utf8.count }
            #expect(
                table.longest(in: Array(text.utf8), at: 0) { _, _ in true }?.meaning == expected?.meaning, "\(text)")
        }
    }
}
