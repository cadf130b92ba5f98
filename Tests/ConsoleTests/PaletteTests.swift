import Testing

@testable import Console

@Suite struct FuzzyMatchTests {
    @Test func lettersInTheirOrderMatch() throws {
        let start = try #require(FuzzyMatch.score("ke", in: "keys"))
        let inside = try #require(FuzzyMatch.score("ke", in: "Back, everything"))
        #expect(start > inside)
        #expect(FuzzyMatch.score("yk", in: "keys") == nil)
    }
}
