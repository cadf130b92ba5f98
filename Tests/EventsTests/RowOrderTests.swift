import Testing

@testable import Events

@Suite struct RowOrderTests {
    @Test(arguments: [1, 1 << 11, 1 << 30, 1 << 31, 1 << 40], [1, 1_000])
    func sortsByTimeAndKeepsTheOrderOfEqualTimes(span: Int, unit: Int64) {
        var random = RandomNumbers(seed: 3)
        let times = (0..<1_000).map { _ in unit * (Int64(random.next(below: span)) - Int64(span / 2)) }
        let expected = times.indices.sorted { (times[$0], $0) < (times[$1], $1) }
        #expect(RowOrder.sorted(times).map { Int($0) } == expected)
    }

    @Test func extremeTimesDoNotOverflow() {
        #expect(RowOrder.sorted([.max, 0, .min, -1]) == [2, 3, 1, 0])
        #expect(RowOrder.sorted([]) == [])
    }

    @Test func onlyRunsOfAlikeRowsAreHandedOut() {
        let times: [Int64] = [1, 2, 2, 2, 3, 4, 4]
        var order = (0..<7).map { UInt32($0) }
        var runs: [[UInt32]] = []
        RowOrder.settleTies(&order, in: { times[$0] == times[$1] }) { run in
            runs.append(Array(run))
            run.sort(by: >)
        }
        #expect(runs == [[1, 2, 3], [5, 6]])
        #expect(order == [0, 3, 2, 1, 4, 6, 5])
    }
}
