import Sigma
import Testing

@Suite struct LevelTests {
    @Test func `Levels are ordered by gravity`() {
        #expect(Level.allCases.sorted() == [.informational, .low, .medium, .high, .critical])
        #expect(Level.allCases.map(\.letter) == ["I", "L", "M", "H", "C"])
    }
}
