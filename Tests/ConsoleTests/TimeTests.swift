import CloudTrail
import Testing

@testable import Console

@Suite struct TimeTests {
    @Test func aStepLeadsToTheFirstRowThatLateOrLater() throws {
        var driver = try Driver()
        driver.press("2 .")
        #expect(driver.current == "event-5")
        driver.press(",")
        #expect(driver.current == "event-0")
        #expect(driver.state.toast == nil)
        driver.press(",")
        #expect(driver.state.toast?.text == "No row is earlier.")
    }

    @Test func stepsGrowAndShrink() throws {
        var driver = try Driver()
        driver.press("2")
        #expect(driver.lines[3].hasSuffix("step 5 m, here 6"))
        driver.press("> .")
        #expect(driver.current == "event-15")
        driver.press("< < ,")
        #expect(driver.current == "event-14")
        driver.press("> > > > > > > >")
        #expect(driver.state.toast?.text == "A step is 7 d: . goes on, , goes back.")
        driver.press("< < < < < < < < <")
        #expect(driver.state.toast?.text == "A step is 1 s: . goes on, , goes back.")
    }

    @Test func aStepBehindTheLastRowGoesToIt() throws {
        var driver = try Driver()
        driver.press("2 d")
        #expect(driver.current == "event-50")
        driver.press("d")
        #expect(driver.current == "event-59")
        driver.press("d")
        #expect(driver.state.toast?.text == "No row is later.")
        driver.press("D")
        #expect(driver.current == "event-9")
    }

    @Test func aListWithoutTimesSaysSo() throws {
        var driver = try Driver()
        driver.press("3 d")
        #expect(driver.state.toast?.text == "The rows of this list have no time. 2 shows the timeline.")
        driver.press("T")
        #expect(driver.state.overlay == nil)
    }

    @Test func theCursorGoesToTheTimeBeingWritten() throws {
        var driver = try Driver()
        driver.press("2 j j j T")
        driver.type("09:3")
        #expect(driver.current == "event-0")
        driver.type("1")
        #expect(driver.current == "event-21")
        #expect(driver.lines.last?.hasSuffix("2020-05-06 09:31:00 UTC") == true)
        driver.type("x")
        #expect(driver.current == "event-21")
        #expect(driver.lines.last?.hasSuffix("col 6: the time ends in front of this") == true)
        #expect(render(driver.state)[11, 23]?.paint.role == .uiPromptError)
        driver.press("Enter")
        #expect(driver.state.toast?.kind == .error)
        driver.press("Esc")
        #expect(driver.current == "event-3")
        #expect(driver.state.back.count == 1)
    }

    @Test func aTimeGoesFromTheRowWhereThePromptWasOpened() throws {
        var driver = try Driver()
        driver.press("2 j j T")
        driver.type("+10m")
        #expect(driver.current == "event-12")
        driver.press("Enter T Up Enter")
        #expect(driver.current == "event-22")
        driver.type(":time 05-07")
        driver.press("Enter")
        #expect(driver.current == "event-50")
        driver.type(":time tomorrow")
        driver.press("Enter")
        #expect(driver.state.toast?.text.hasPrefix("no such time") == true)
    }

    /// Rows at 10, 20, 20 and 40 seconds: where a moment is, onwards and backwards.
    @Test(arguments: [(20, 1, 2), (21, 3, 2), (39, 3, 2), (41, nil, 3), (9, 0, nil)] as [(Int64, Int?, Int?)])
    func aMomentIsFoundInTheOrderOfTime(at: Int64, onwards: Int?, backwards: Int?) {
        #expect(row(at, .ascending, [10, 20, 20, 40], forward: true) == onwards)
        #expect(row(at, .ascending, [10, 20, 20, 40], forward: false) == backwards)
        #expect(row(at, .descending, [40, 20, 20, 10], forward: true) == onwards.map { 3 - $0 })
        #expect(row(at, .descending, [40, 20, 20, 10], forward: false) == backwards.map { 3 - $0 })
    }

    @Test func aMomentIsFoundInAnyOrder() {
        #expect(row(15, .none, [20, 40, 10, 20], forward: true) == 0)
        #expect(row(15, .none, [20, 40, 10, 20], forward: false) == 2)
        #expect(row(15, .none, [], forward: true) == nil)
        #expect(row(15, .ascending, [], forward: true) == nil)
    }

    private func row(_ second: Int64, _ order: TimeOrder, _ seconds: [Int64], forward: Bool) -> Int? {
        order.index(at: EventTime(milliseconds: second * 1000), forward: forward, among: seconds.count) {
            EventTime(milliseconds: seconds[$0] * 1000)
        }
    }

    @Test func theTimelineJumpsByDaysInBothOrders() throws {
        var driver = try Driver(desk: SampleCase.desk)
        driver.press("2 T")
        driver.type("05-06 08:49:17")
        driver.press("Enter")
        #expect(driver.state.place.currentRow?.time?.iso8601 == "2020-05-06T08:49:17Z")
        driver.press("D")
        #expect(driver.state.place.currentRow?.time.map { $0.iso8601 <= "2020-05-05T08:49:17Z" } == true)
        driver.type(":sort time")
        driver.press("Enter")
        let before = try #require(driver.state.place.currentRow?.time)
        driver.press("d")
        let after = try #require(driver.state.place.currentRow?.time)
        #expect(after.milliseconds - before.milliseconds >= EventTime.day)
        driver.press("s")
        driver.press("T")
        driver.type("yesterday")
        #expect(driver.state.place.currentRow?.time.map { $0.clock } != nil)
    }
}
