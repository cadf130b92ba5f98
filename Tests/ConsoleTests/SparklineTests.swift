import CloudTrail
import Testing

@testable import Console

@Suite struct SparklineTests {
    private let span = EventTime(milliseconds: 0)...EventTime(milliseconds: 99)

    @Test func eachTimeCountsInItsStretch() {
        let line = Sparkline(of: [0, 24, 25, 99], over: span, width: 4)
        #expect(line.counts == [2, 1, 0, 1])
        #expect(line.text == "▆▃ ▃")
    }

    @Test func whatLiesOutsideCountsAtTheEnds() {
        #expect(Sparkline(of: [.min, .max], over: span, width: 3).counts == [1, 0, 1])
    }

    @Test func nothingIsBlank() {
        #expect(Sparkline(of: [], over: span, width: 3).text == "   ")
        #expect(Sparkline(of: [5], over: span, width: 0).counts == [1])
    }
}
