import CloudTrail
import Testing

@Suite struct EventTimeTests {
    @Test(arguments: [
        ("1970-01-01T00:00:00Z", Int64(0)), ("2020-05-06T09:41:12Z", 1_588_758_072_000),
        ("2020-05-06 09:41:12.000", 1_588_758_072_000), ("2020-05-06T09:41:12.345Z", 1_588_758_072_345),
        ("2020-05-06T11:41:12+02:00", 1_588_758_072_000), ("2020-05-06", 1_588_723_200_000),
        ("2020-05-06T09:41", 1_588_758_060_000), ("2000-02-29T00:00:00Z", 951_782_400_000),
        ("1969-12-31T23:59:59Z", -1000), ("2020-05-06 09:41:12 UTC", 1_588_758_072_000),
    ])
    func readsISO8601(text: String, milliseconds: Int64) {
        #expect(EventTime(text)?.milliseconds == milliseconds)
    }

    @Test(arguments: [
        "", "yesterday", "2020-13-01", "2020-02-30", "2021-02-29", "2020-05-06T25:00:00Z", "2020-05-06T09:41:12X",
        "2020-05-06T09:41:12.Z", "20-05-06", "2020-05-06T09:41:12Z ", "2020/05/06", "1588758072",
    ])
    func refusesWhatIsNoTime(text: String) {
        #expect(EventTime(text) == nil)
    }

    @Test func writesMillisecondsOnlyWhereThereAreAny() {
        #expect(EventTime(milliseconds: 1_588_758_072_000).iso8601 == "2020-05-06T09:41:12Z")
        #expect(EventTime(milliseconds: 1_588_758_072_005).iso8601 == "2020-05-06T09:41:12.005Z")
    }

    @Test func readsWhatItWrites() {
        for day in stride(from: Int64(-40_000), through: 40_000, by: 97) {
            let time = EventTime(milliseconds: day * EventTime.day + day)
            #expect(EventTime(time.iso8601) == time)
        }
    }

    @Test func knowsTheWeekday() {
        #expect(EventTime("2020-05-06")?.parts.weekday == 2)
        #expect(EventTime("1969-12-28")?.parts.weekday == 6)
    }

    @Test func floorsToBucketsAlsoBeforeTheEpoch() {
        #expect(EventTime(milliseconds: -1).floored(toMultipleOf: EventTime.hour).milliseconds == -EventTime.hour)
        #expect(
            EventTime(milliseconds: EventTime.hour).floored(toMultipleOf: EventTime.hour).milliseconds == EventTime.hour
        )
    }
}
