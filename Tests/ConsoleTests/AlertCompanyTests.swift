import CloudTrail
import Foundation
import Testing

@testable import Console

/// What is said of one event of an alert says that it is one.
@Suite struct AlertCompanyTests {
    private static let signIns = "Console sign-in without MFA"

    private func alert(about title: String, columns: Int) throws -> Driver {
        var driver = try Driver(columns: columns, rows: 60, desk: SampleCase.desk)
        driver.press("/")
        driver.type(title)
        driver.press("Enter")
        return driver
    }

    @Test func thePaneSaysWhichShareItSpeaksOfAndWhoElseTookPart() throws {
        let driver = try alert(about: Self.signIns, columns: 160)
        let lines = try #require(driver.state.place.currentPreview).lines.map(\.plain)
        #expect(lines[0].hasPrefix("1 of 112 events: ConsoleLogin"))
        #expect(lines[1].hasPrefix("who   "))
        #expect(lines[1].contains(" and 4 more: "))
    }

    @Test func soDoesThePage() throws {
        var driver = try alert(about: Self.signIns, columns: 100)
        driver.press("g a")
        #expect(driver.text.contains("The event that leads, 1 of 112 events"))
        #expect(driver.lines.contains { $0.contains(" and          4 more: ") })
    }

    @Test func anAlertOfOneEventSpeaksOfIt() throws {
        var driver = try Driver(columns: 100, rows: 60, desk: SampleCase.desk)
        let pane = try #require(driver.state.place.currentPreview).lines.map(\.plain)
        #expect(pane[0].hasPrefix("CreateKeyPair") && pane[1].hasPrefix("from"))
        driver.press("g a")
        #expect(driver.lines.contains { $0.trimmingCharacters(in: .whitespaces) == "The event that leads" })
    }
}
