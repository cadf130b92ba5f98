import Testing

@testable import Events

@Suite struct RowSetTests {
    /// Universes around the word length, and one where small sets are lists.
    private static let universes = [1, 63, 64, 65, 1_000]

    private func set(_ rows: Set<Int>, _ universe: Int) -> RowSet {
        RowSet(sorted: rows.sorted().map { UInt32($0) }, universe: universe)
    }

    private func members(_ set: RowSet) -> Set<Int> { Set(set.rows.map { Int($0) }) }

    @Test(arguments: universes)
    func operationsAgreeWithThoseOfSets(universe: Int) {
        var random = RandomNumbers(seed: UInt64(universe))
        for _ in 0..<200 {
            // From empty over a list's size to dense.
            let (left, right) = (randomRows(&random, universe), randomRows(&random, universe))
            let (a, b) = (set(left, universe), set(right, universe))
            #expect(members(a) == left)
            #expect(members(a.intersection(b)) == left.intersection(right))
            #expect(members(a.union(b)) == left.union(right))
            #expect(members(a.subtracting(b)) == left.subtracting(right))
            #expect(members(a.complement) == Set(0..<universe).subtracting(left))
            #expect(a.union(b).count == left.union(right).count)
            #expect(a.first == left.min())
            #expect(a.last == left.max())
            #expect((0..<universe).allSatisfy { a.contains($0) == left.contains($0) })
            let (from, to) = (random.next(below: universe + 1), random.next(below: universe + 1))
            let range = min(from, to)..<max(from, to)
            #expect(a.count(in: range) == left.count { range.contains($0) })
        }
    }

    private func randomRows(_ random: inout RandomNumbers, _ universe: Int) -> Set<Int> {
        let count = random.next(below: 3) == 0 ? universe : universe / 16
        return Set((0..<random.next(below: count + 1)).map { _ in random.next(below: universe) })
    }

    @Test(arguments: [0..<0, 5..<5, 0..<1, 60..<70, 64..<128, 0..<1_000, 999..<1_000])
    func aRangeHoldsItsRows(range: Range<Int>) {
        #expect(members(RowSet(range: range, universe: 1_000)) == Set(range))
    }

    @Test func setsAreEqualHoweverTheyAreStored() {
        let list = RowSet(sorted: [3], universe: 1_000)
        let bits = RowSet.all(of: 1_000).subtracting(RowSet(sorted: [3], universe: 1_000).complement)
        #expect(list == bits)
        #expect(RowSet.none(of: 10) == RowSet.all(of: 10).complement)
        #expect(RowSet.none(of: 10) != RowSet.none(of: 11))
    }
}
