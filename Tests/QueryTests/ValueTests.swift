import CloudTrail
import Patterns
import Query
import Testing

@Suite struct ValueTests {
    @Test(arguments: [
        ("1", "2"), ("-2", "-1"), ("-1", "0"), ("9", "10"), ("0.09", "0.1"), ("99", "1e2"), ("1.9", "1.10e1"),
        ("111122223333444455556666", "111122223333444455556667"), ("-1e3", "-999.5"), ("007", "8"),
    ])
    func numbersHaveTheirOrder(less: String, greater: String) throws {
        let left = try #require(DecimalNumber(less))
        let right = try #require(DecimalNumber(greater))
        #expect(left < right)
        #expect(!(right < left))
        #expect(!(left < left))
    }

    @Test(arguments: [("100", "1e2"), ("100", "100.00"), ("0", "-0.0"), ("+5", "5"), ("0.5e1", "5")])
    func numbersAreEqualHoweverWritten(left: String, right: String) {
        #expect(DecimalNumber(left) != nil)
        #expect(DecimalNumber(left) == DecimalNumber(right))
    }

    @Test(arguments: ["", "-", "1.", ".5", "1e", "0x10", "1 ", "NaN", "1e99999999999", "٣"])
    func otherTextsAreNoNumbers(text: String) {
        #expect(DecimalNumber(text) == nil)
    }

    @Test(arguments: [("-2h", 7_200_000), ("-90m", 5_400_000), ("-1d12h", 129_600_000), ("-1w", 604_800_000)])
    func relativeTimesCountFromTheLastEvent(text: String, length: Int64) throws {
        let last = try #require(EventTime("2020-05-06T12:00:00Z"))
        #expect(Moment(text)?.time(last: last) == last.advanced(byMilliseconds: -length))
    }

    @Test(arguments: ["", "-", "2h", "-h", "-2", "-2y", "+2h", "-2h3", "-99999999999999999999h", "-999999w"])
    func otherTextsAreNoMoments(text: String) {
        #expect(Moment(text) == nil)
    }
}
