import Cases
import Detections
import Foundation
import Testing

@testable import Console

/// Muting alerts of the sample case in place.
@Suite struct MuteTests {
    /// At a size at which every column is there.
    private func driver(columns: Int = 200, rows: Int = 50) throws -> Driver {
        try Driver(columns: columns, rows: rows, desk: SampleCase.desk)
    }

    private func mute(_ driver: inout Driver, because reason: String = "agreed with the team") {
        driver.press("Enter")
        driver.type(reason)
        driver.press("Enter")
    }

    @Test func aRuleIsMutedWithAReasonAndUndone() throws {
        var driver = try driver()
        driver.press("j j j j x")
        guard case .mutes(let offers, let cursor) = driver.state.overlay else {
            Issue.record("there is nothing to choose from")
            return
        }
        #expect(
            offers.map(\.scope) == [
                "every match", "principal svc-backup", "key AKIA3I5VQPQ35EXAMPLE", "address 198.51.100.23",
                "account 111122223333",
            ])
        #expect(cursor == 0)
        mute(&driver)
        #expect(driver.lines[1].contains("18 open · 1 muted · 1 critical · 4 high"))
        #expect(!driver.text.contains("Security groups opened in a burst"))
        #expect(driver.lines.last?.contains("Muted for every match. u undoes") == true)
        // The cursor is where it was: on the alert behind.
        #expect(driver.state.place.selection.row == 4)
        // What comes back has the cursor again, wherever that went meanwhile.
        driver.press("G u")
        #expect(driver.state.place.selection.row == 4)
        #expect(driver.lines[1].contains("19 open · 1 critical · 5 high"))
        #expect(driver.lines.last?.contains("Undone: mute of “Security groups opened in a burst”, every match") == true)
        driver.press("ctrl-r")
        #expect(driver.lines[1].contains("18 open · 1 muted"))
        driver.press("u u")
        #expect(driver.lines.last?.contains("Nothing has been decided") == true)
    }

    @Test func withoutAReasonNothingIsMuted() throws {
        var driver = try driver()
        driver.press("x Enter Space Enter")
        #expect(driver.lines.last?.contains("A mute needs a reason") == true)
        #expect(driver.state.decisions.current.mutes.isEmpty)
        driver.press("Esc")
        #expect(driver.state.overlay == nil)
        #expect(driver.state.decisions == DecisionHistory())
        #expect(driver.state.place.rowCount == 19)
    }

    @Test func theCursorsColumnChoosesTheValue() throws {
        var driver = try driver()
        driver.press("l l x")
        guard case .mutes(let offers, let cursor) = driver.state.overlay else { return }
        #expect(offers[cursor].value == Mute.Value(.address, "198.51.100.23"))
    }

    @Test func whatIsMutedCanBeSeenWithItsReasonAndUnmuted() throws {
        var driver = try driver()
        driver.press("x")
        mute(&driver, because: "a test of ours")
        #expect(driver.lines[1].contains("18 open · 1 muted · 5 high"))
        driver.press("M G")
        #expect(driver.state.place.rowCount == 19)
        #expect(driver.lines.contains { $0.hasPrefix(">mC") && $0.contains("muted: a test of ours") })
        #expect(driver.state.place.currentRow?.role == .uiDim)
        #expect(driver.text.contains(" muted every match: a test of ours (05-06 21:20)"))
        driver.press("x")
        #expect(driver.lines[1].contains("19 open"))
        #expect(!driver.lines[1].contains("muted"))
        driver.press("u")
        #expect(driver.lines[1].contains("1 muted"))
        driver.press("M")
        #expect(driver.state.place.rowCount == 18)
    }

    @Test func aValueTakesItsEventsOutOfAnAlert() throws {
        var driver = try driver()
        driver.press("/")
        driver.type("without MFA")
        driver.press("Enter")
        #expect(driver.lines.contains { $0.hasPrefix("> M") && $0.contains("5 principals") && $0.hasSuffix(" 112") })
        driver.press("x j")
        guard case .mutes(let offers, let cursor) = driver.state.overlay else {
            Issue.record("there is nothing to choose from")
            return
        }
        let name = offers[cursor].label
        mute(&driver, because: "uses a token we know")
        #expect(driver.lines[1].contains("19 open · 1 muted"))
        #expect(driver.lines.contains { $0.hasPrefix("> M") && $0.contains("4 principals") })
        #expect(driver.text.contains("events, principal \(name): uses a token we know"))
        driver.press("M")
        let counts = driver.lines.filter { $0.contains("Console sign-in without MFA") }
            .compactMap { $0.split(separator: " ").last.flatMap { Int($0) } }
        try #require(counts.count == 2)
        #expect(counts.reduce(0, +) == 112)
        // What was taken out can be read, and given back, from the alert in full.
        driver.press("g a /")
        driver.type("muted ")
        driver.press("Enter Enter")
        #expect(driver.lines[1].contains("\(counts[1]) events"))
        driver.press("[ x")
        #expect(driver.state.decisions.current.mutes.isEmpty)
    }

    @Test func aMutedAlertLeadsNoIncident() throws {
        var driver = try driver()
        driver.press("3")
        #expect(driver.lines[1].contains("8 confirmed"))
        driver.press("[")
        for _ in 0..<5 {
            driver.press("g g x")
            mute(&driver)
        }
        // The five rules that raised what was critical or high are muted.
        driver.press("]")
        #expect(driver.lines[1].contains("no key is confirmed"))
        driver.press("[ u")
        driver.press("]")
        #expect(driver.lines[1].contains("8 confirmed"))
    }

    @Test func filtersAndNotesGoByWhatIsLeft() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        var driver = try Driver(columns: 200, rows: 50, desk: SampleCase.desk(notesIn: folder.path))
        driver.type(":timeline is:alerted name:CreateKeyPair")
        driver.press("Enter")
        #expect(driver.state.place.rowCount == 1)
        driver.press("[")
        // Three rules speak of the call.
        for title in ["suspicious", "made or imported by hand", "after a new key pair"] {
            driver.press("g g /")
            driver.type(title)
            driver.press("Enter x")
            mute(&driver)
        }
        driver.press("]")
        #expect(driver.state.place.rowCount == 0)
        driver.press("ctrl-s")
        let notes = try String(contentsOf: folder.appending(path: "incident-notes.md"), encoding: .utf8)
        #expect(!notes.contains("**EC2 key pair made from a suspicious address**"))
        #expect(
            notes.contains(
                "| critical | EC2 key pair made from a suspicious address | 1 | every match | agreed with the team | "))
    }

    @Test func backAndForwardFindTheirRowsUnderOtherDecisions() throws {
        var driver = try driver()
        driver.press("j j j Enter j j")
        let there = driver.current
        driver.press("[")
        let here = driver.current
        driver.press("g g x")
        mute(&driver)
        driver.press("j j")
        #expect(driver.current == here)
        driver.press("]")
        #expect(driver.current == there)
    }

    @Test func principalsAreMutedByTheirAlerts() throws {
        var driver = try driver()
        driver.press("b")
        #expect(driver.lines[1].contains("16 principals · 19 open"))
        #expect(driver.text.contains("GRAVEST RULE"))
        driver.press("x")
        #expect(driver.lines.last?.contains("A mute is about a rule.") == true)
        driver.press("Enter")
        #expect(driver.state.place.title == "Alerts: svc-backup")
        #expect(driver.state.place.rowCount == 10)
        driver.press("[")
        driver.type(":by rule")
        driver.press("Enter")
        #expect(driver.state.place.rowCount == 19)
        driver.press("x")
        mute(&driver)
        driver.press("b M")
        #expect(driver.state.place.rowCount == 19)
        #expect(driver.lines.contains { $0.contains("mC") })
    }

    @Test(arguments: [Size(columns: 80, rows: 24), Size(columns: 200, rows: 50)])
    func itHasSnapshots(size: Size) throws {
        var driver = try driver(columns: size.columns, rows: size.rows)
        let name = "\(size.columns)x\(size.rows)"
        driver.press("j x")
        try expectSnapshot("sample-mute-\(name)", render(driver.state))
        mute(&driver, because: "our own scanner")
        driver.press("M G")
        try expectSnapshot("sample-muted-\(name)", render(driver.state))
        driver.press("b")
        try expectSnapshot("sample-principals-\(name)", render(driver.state))
    }

    @Test func sparklinesHaveStandIns() throws {
        let driver = try driver()
        try expectSnapshot("sample-alerts-ascii", render(driver.state, Drawing(isASCII: true)))
    }

    @Test func anEventSaysWhichAlertsHoldItAndByWhat() throws {
        var driver = try driver()
        driver.press("g p p")
        #expect(driver.lines.contains { $0.hasPrefix(" alert EC2 key pair made from a suspicious address") })
        // A rule names what it matched: the selection, the field, the value.
        #expect(
            driver.lines.contains {
                $0.hasPrefix(" alert SSH key pair made or imported by hand · ") && $0.contains("eventName")
            })
    }
}
