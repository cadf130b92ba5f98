import Testing

@testable import Athena

@Suite("Bounds of a condition")
struct BoundsTests {
    private let unknown = Bounds.unknown(Remainder("x", .notInTable))
    private let known = Bounds("eventname = 'A'")

    @Test("what the engine cannot decide is let through, and by its contrary as well")
    func unknownConditions() {
        #expect(unknown.whereClause == "TRUE")
        #expect(unknown.negated.whereClause == "TRUE")
        #expect(unknown.negated.certainClause == "FALSE")
    }

    @Test("beside something that it can decide, that alone is asked")
    func conjunctions() {
        #expect(Bounds.allOf([known, unknown]).whereClause == "eventname = 'A'")
        #expect(Bounds.allOf([known, unknown]).certainClause == "FALSE")
        #expect(Bounds.anyOf([known, unknown]).whereClause == "TRUE")
        #expect(Bounds.anyOf([known, unknown]).certainClause == "eventname = 'A'")
    }

    @Test("the contrary takes in rows without a value")
    func negation() {
        #expect(known.negated.whereClause == "NOT coalesce(eventname = 'A', FALSE)")
        #expect(known.negated.isExact)
        #expect(known.negated.negated == known)
    }
}
