import Testing

@testable import Events

@Suite struct RowOrderTests {
    @Test(arguments: [1, 1 << 11, 1 << 30, 1 << 31, 1 << 40], [1, 1_000])
    func sortsByTimeAndKeepsTheOrderOfEqualTimes(span: Int, unit: Int64) {
        var random = RandomNumbers(seed: 3)
        let times = (0..<1_000).map { _ in unit * (Int64(random.next(below: span)) - Int64(span / 2)) }
        let expected = times.indices.sorted { (times[$0], $0) < (times[$1], $1) }
        #expect(RowOrder(times).rows.map { Int($0) } == expected)
        #expect(RowOrder(times).times == times.sorted())
    }

    /// Seconds of a day and less are sorted in one round, those of years in three.
    @Test(arguments: [1, 4_096, 4_097, 1 << 24, 1 << 24 + 1, 1 << 32 - 1])
    func sortsHoweverManyRoundsTheSpanTakes(span: Int64) {
        let times = [span, 0, span / 2, span, 1, 0].map { $0 * 1_000 }
        #expect(RowOrder(times).rows.map { times[Int($0)] } == times.sorted())
        #expect(RowOrder([5, 5, 5]).rows == [0, 1, 2])
    }

    @Test func extremeTimesDoNotOverflow() {
        #expect(RowOrder([.max, 0, .min, -1]).rows == [2, 3, 1, 0])
        #expect(RowOrder([]).rows == [])
    }

    @Test func rowsOfOneTimeAreSortedTogetherHoweverManyTheyAre() {
        // More than one piece of the order; the last rows of the first piece share their time with those behind it.
        let count = 1 << 16 + 100
        let events = (0..<count).map { number in
            HandMadeTrail.Event(
                name: "call", time: Int64(number / 1_000),
                id: "00000000-0000-4000-8000-" + String(1 << 48 + count - number, radix: 16).suffix(12))
        }
        let index = HandMadeTrail(events, digest: { _ in 0 }).index
        #expect(index.count == count)
        for row in 1..<count where index.times[row] == index.times[row - 1] {
            let (before, after) = (index.eventIDs[row - 1] ?? "", index.eventIDs[row] ?? "")
            if before >= after {
                Issue.record("\(before) before \(after)")
                return
            }
        }
        #expect(index.times == index.times.sorted())
    }
}
