import Testing

@testable import CloudTrail

@Suite struct WordFinderTests {
    private let finder = WordFinder(["boto", "bot", "terraform", "cdk-"])

    private func first(_ text: String) -> Int? { finder.firstWord(in: text.utf8.span) }

    @Test func theFirstOfTheWordsIsTold() {
        #expect(first("a bot of boto") == 0)
        #expect(first("a bot with terraform") == 1)
        #expect(first("terraform") == 2)
        #expect(first("cdk- bot") == 1)
    }

    @Test func wordsAreWhole() {
        #expect(first("terrafor") == nil)
        #expect(first("cdk") == nil)
        #expect(first("b") == nil)
        #expect(first("") == nil)
    }

    @Test func whatTheTextIsMadeOfBesidesDoesNotMatter() {
        #expect(first("\u{1F600}\u{202E}bot\u{0}") == 1)
        #expect(first(String(repeating: "te", count: 50_000) + "rraform") == 2)
        #expect(first(String(repeating: "te", count: 50_000)) == nil)
    }
}
