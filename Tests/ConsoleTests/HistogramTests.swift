import CloudTrail
import Testing

@testable import Console

@Suite struct HistogramTests {
    @Test func bucketsAreJoinedToFit() {
        let start = EventTime(milliseconds: 0)
        let buckets = (1...5).map { Histogram.Bucket(count: $0, denied: 1) }
        let joined = Histogram(start: start, step: 1000, buckets: buckets).fitting(3)
        #expect(joined.buckets == [.init(count: 3, denied: 2), .init(count: 7, denied: 2), .init(count: 5, denied: 1)])
        #expect(joined.step == 2000)
        #expect(joined.index(of: EventTime(milliseconds: 5999)) == 2)
        #expect(joined.index(of: EventTime(milliseconds: 6000)) == nil)
    }

    @Test(arguments: [(86_400_000, "1 d"), (7_200_000, "2 h"), (300_000, "5 m"), (90_000, "90 s"), (500, "1 s")])
    func stepsAreSaidInTheirUnit(milliseconds: Int64, words: String) {
        #expect(EventTime.words(forLength: milliseconds) == words)
    }
}
