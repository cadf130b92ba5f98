import CloudTrail
import Testing

@testable import Console

@Suite struct SpanTests {
    @Test func aSpanOfTheHistogramBecomesAFilter() throws {
        var driver = try Driver()
        driver.press("2 I")
        // The rows begin at 09:10, the bars at 08:50 with two minutes each.
        #expect(driver.lines.last?.hasPrefix(" 05-06 09:10 to 09:12 · 6 events ") == true)
        driver.press("Space l l l")
        #expect(driver.lines[2].contains("[--]"))
        #expect(driver.current == "event-6")
        driver.press("Enter")
        #expect(driver.state.overlay == nil)
        #expect(
            driver.state.place.request.filters == [
                StackedFilter("after:2020-05-06T09:10:00Z before:2020-05-06T09:18:00Z")
            ])
        #expect(driver.lines[1].hasSuffix("[F] 05-06 09:10 to 09:18"))
        driver.press("[")
        #expect(driver.state.place.request.filters.isEmpty)
    }

    @Test func aSpanWithinASpanTakesItsPlace() throws {
        var driver = try Driver()
        driver.press("2 I Enter I l Enter")
        #expect(
            driver.state.place.request.filters.map(\.text) == [
                "after:2020-05-06T09:12:00Z before:2020-05-06T09:14:00Z"
            ])
        driver.press("[ [")
        #expect(driver.state.place.request.filters.isEmpty)
    }

    @Test func theCursorStaysWithinTheBars() throws {
        var driver = try Driver()
        driver.press("2 I 0 h H")
        #expect(driver.lines.last?.hasPrefix(" 05-06 08:50 to 08:52") == true)
        driver.press("G l L")
        #expect(driver.lines.last?.hasPrefix(" 05-06 09:48 to 09:50") == true)
        driver.press("0 e")
        #expect(driver.lines.last?.hasPrefix(" 05-06 09:00 to 09:02") == true)
        driver.press("Esc")
        #expect(driver.state.overlay == nil)
        #expect(driver.state.place.request.view == .timeline)
    }

    @Test func withoutAHistogramThereIsNothingToSelect() throws {
        var driver = try Driver()
        driver.press("3 I")
        #expect(driver.state.toast?.text == "This list has no histogram. 2 shows the timeline.")
        driver.send(.resized(Size(columns: 60, rows: 10)))
        driver.press("2 I")
        #expect(driver.state.toast?.text.hasPrefix("The histogram needs a higher screen") == true)
        #expect(driver.state.overlay == nil)
    }

    @Test func otherFiltersAreNoSpans() {
        #expect(TimeSpan(filter: "after:-1d before:-1h") == nil)
        #expect(TimeSpan(filter: "after:2020-05-06 before:2020-05-06") == nil)
        #expect(TimeSpan(filter: "name:x before:2020-05-06") == nil)
        let span = TimeSpan(filter: "after:2020-05-06T08:50:30Z before:2020-05-07T00:00:00Z")
        #expect(span?.words == "05-06 08:50:30 to 05-07 00:00:00")
        #expect(span?.filter == "after:2020-05-06T08:50:30Z before:2020-05-07T00:00:00Z")
    }

    @Test func theSampleCaseZoomsToTheAttack() throws {
        var driver = try Driver(desk: SampleCase.desk)
        driver.press("g p I Space h h")
        try expectSnapshot("sample-span-80x24", render(driver.state))
        driver.press("l l Enter")
        #expect(driver.lines[1].contains("[F] 05-06 0"))
        #expect(driver.lines.contains { $0.contains(" 05-06 08:49:17 CreateKeyPair") })
    }
}
