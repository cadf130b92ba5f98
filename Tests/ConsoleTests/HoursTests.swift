import Cases
import CloudTrail
import Testing

@testable import Console

@Suite struct HoursTests {
    @Test func theHoursOfThePrincipalFitOnEightyColumns() throws {
        var driver = try Driver(desk: SampleCase.desk)
        driver.press("g h")
        #expect(driver.state.place.title == "Hours: svc-backup")
        #expect(driver.lines[2].hasPrefix("   DAY   00 01 02 03"))
        #expect(driver.lines[2].hasSuffix("22 23"))
        // The attack began on a Wednesday, at eight.
        let attack = try #require(driver.lines.first { $0.contains(" 05-06") && $0.hasPrefix(">W") })
        #expect(attack.contains("!"))
        try expectSnapshot("sample-hours-80x24", render(driver.state))
        try expectSnapshot("sample-hours-ascii", render(driver.state, Drawing(isASCII: true)))
    }

    @Test func aCellLeadsToItsHour() throws {
        var driver = try Driver(desk: SampleCase.desk)
        driver.press("g h Enter")
        #expect(driver.state.place.request.view == .timeline)
        #expect(driver.state.place.title == "svc-backup")
        #expect(
            driver.state.place.request.filters.map(\.text) == [
                "after:2020-05-06T08:00:00Z before:2020-05-06T09:00:00Z"
            ])
        #expect(driver.text.contains("CreateKeyPair"))
        driver.press("[")
        #expect(driver.state.place.request.view == .hours)
        driver.press("Home Enter")
        #expect(driver.state.place.request.view == .timeline)
    }

    @Test func daysAreStepsInTime() throws {
        var driver = try Driver(desk: SampleCase.desk)
        driver.press("g h D")
        #expect(driver.current == "2020-05-05")
        driver.press("T")
        driver.type("04-01")
        #expect(driver.current == "2020-04-01")
    }

    @Test func aFilterHasHoursToo() throws {
        var driver = try Driver(columns: 120, rows: 40, desk: SampleCase.desk)
        driver.type(":hours name:ConsoleLogin")
        driver.press("Enter")
        #expect(driver.state.place.request.view == .hours)
        #expect(driver.state.place.request.subject == nil)
        #expect(driver.state.place.rowCount > 1)
        #expect(driver.lines[2].hasSuffix("TOTAL"))
    }
}
