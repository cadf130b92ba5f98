import CloudTrail
import Testing

@testable import Console

@Suite struct TimePhraseTests {
    private let phrase = TimePhrase(
        current: EventTime("2020-05-06T09:41:12Z") ?? EventTime(milliseconds: 0),
        first: EventTime("2020-03-20T00:31:06Z") ?? EventTime(milliseconds: 0),
        last: EventTime("2020-05-08T23:00:00Z") ?? EventTime(milliseconds: 0))

    @Test(arguments: [
        ("2020-05-04T08:00:00Z", "2020-05-04T08:00:00Z"), ("2020-05-04T08:00:00+02:00", "2020-05-04T06:00:00Z"),
        ("2020-05-04", "2020-05-04T00:00:00Z"), ("2020-5-4 8:05", "2020-05-04T08:05:00Z"),
        ("05-04", "2020-05-04T00:00:00Z"), ("05-06 09:31", "2020-05-06T09:31:00Z"),
        ("09:31", "2020-05-06T09:31:00Z"), ("9:31:02", "2020-05-06T09:31:02Z"), (" 09:31Z ", "2020-05-06T09:31:00Z"),
        ("+2h", "2020-05-06T11:41:12Z"), ("-30m", "2020-05-06T09:11:12Z"), ("-1d12h", "2020-05-04T21:41:12Z"),
        ("yesterday", "2020-05-07T00:00:00Z"), ("yesterday 14:00", "2020-05-07T14:00:00Z"),
        ("today 0:30", "2020-05-08T00:30:00Z"), ("start", "2020-03-20T00:31:06Z"), (" End ", "2020-05-08T23:00:00Z"),
    ])
    func momentsAreNamedAsPeopleNameThem(text: String, moment: String) throws {
        #expect(try phrase.time(text).iso8601 == moment)
    }

    @Test func aNumberThatIsTooLargeIsNotMissing() {
        let problem = #expect(throws: Problem.self) { try phrase.time("+999999999999d") }
        #expect(problem?.message == "this leads more than a hundred years away")
    }

    @Test(arguments: [
        ("", 1), ("soon", 1), ("25:00", 1), ("09", 3), ("09:", 4), ("09:31x", 6), ("+", 2), ("+2", 3), ("+2y", 3),
        ("+2h30", 6), ("05-32", 1), ("05-", 4), ("yesterday noon", 11), ("2020-05-06 24:00", 12), ("+999999w", 2),
        ("99999999999999999999", 1), ("鍵", 1), ("yesterday 鍵", 11),
        ("end 14:00", 5), ("+999999999999d", 2),
    ])
    func aMistakeNamesItsColumn(text: String, column: Int) {
        let problem = #expect(throws: Problem.self) { try phrase.time(text) }
        #expect(problem?.column == column)
    }
}
