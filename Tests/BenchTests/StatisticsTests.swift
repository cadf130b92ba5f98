import Testing

@testable import huckleberry_bench

@Suite struct StatisticsTests {
    @Test func theMedianIsTheMiddleValueWhateverTheOrder() {
        #expect([9.0, 1, 5].median == 5)
        #expect([4.0, 1, 3, 2].median == 2.5)
        #expect([7.0].median == 7)
        #expect([Double]().median == nil)
    }

    @Test func aPercentileIsTheLeastValueThatSoManyDoNotExceed() {
        let times = (1...200).reversed().map(Double.init)
        #expect(times.percentile(99) == 198)
        #expect(times.percentile(100) == 200)
        #expect([5.0].percentile(99) == 5)
        #expect([Double]().percentile(99) == nil)
    }

    @Test func theStartOfAProcessIsBehindItsNameWhateverThatIs() {
        let fields = (4...52).map { "\($0)" }.joined(separator: " ")
        #expect(ProcessAge.startTicks(stat: "77 (a) b (c)) S \(fields)") == 22)
        #expect(ProcessAge.startTicks(stat: "77 (a) S 1") == nil)
    }

    @Test func ratiosAreTakenPairByPair() {
        // The second pair ran while the machine was slow: both took twice as long.
        #expect([3.0, 6, 3].ratios(to: [2, 4, 2]) == [1.5, 1.5, 1.5])
    }

    @Test func theNearestKeyIsTheOneWithTheNearestNumberOfRows() {
        let keys = [
            ValueCount(value: "AKIA-FEW", count: 3), ValueCount(value: "AKIA-NEAR", count: 9_299),
            ValueCount(value: "AKIA-MANY", count: 30_000),
        ]
        #expect(keys.nearest(to: 10_000)?.value == "AKIA-NEAR")
        #expect([ValueCount]().nearest(to: 10_000) == nil)
    }

    @Test func ofEquallyNearKeysTheFirstByTextIsTaken() {
        let keys = [ValueCount(value: "B", count: 9), ValueCount(value: "A", count: 11)]
        #expect(keys.nearest(to: 10)?.value == "A")
        #expect(keys.reversed().nearest(to: 10)?.value == "A")
    }

    @Test func theCommonestValueHasTheMostRows() {
        let values = [
            ValueCount(value: "ok", count: 5), ValueCount(value: "error", count: 2),
            ValueCount(value: "denied", count: 5),
        ]
        #expect(values.commonest?.value == "denied")
    }

    @Test func randomRowsAreTheSameInEveryRunAndWithinBounds() {
        var first = RandomRows(seed: 1)
        var second = RandomRows(seed: 1)
        let rows = (0..<1_000).map { _ in first.next(below: 10) }
        #expect(rows == (0..<1_000).map { _ in second.next(below: 10) })
        #expect(Set(rows) == Set(0..<10))
    }
}
