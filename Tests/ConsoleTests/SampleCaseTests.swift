import Cases
import Foundation
import Testing

@testable import Console

/// The job that the console is for, on the sample case.
@Suite struct SampleCaseTests {
    @Test(arguments: ["1", "b", "2", "3", "5", "6", "7", "8", "0", "g h", "g l"])
    func aPlainScreenIsWordsAndASCII(keys: String) throws {
        var driver = try Driver(columns: 120, rows: 40, desk: SampleCase.desk)
        driver.press(keys)
        let text = render(driver.state, Drawing(isPlain: true)).text
        let others = text.unicodeScalars.filter { !$0.isASCII }
        #expect(others.isEmpty)
        #expect(!text.contains("u{"))
    }

    @Test func aPlainHistogramIsSaidInWords() throws {
        var driver = try Driver(desk: SampleCase.desk)
        driver.press("2 g g")
        let lines = render(driver.state, Drawing(isPlain: true)).text.split(separator: "\n")
        #expect(lines[2].hasPrefix("  events by 1 d: "))
        #expect(lines[3].hasPrefix("  here "))
    }

    @Test func theLeadAlertIsOnTop() throws {
        let driver = try Driver(desk: SampleCase.desk)
        #expect(driver.current == "huckleberry-ec2-key-pair-suspicious")
        #expect(driver.lines[0].hasPrefix(" huckleberry  SAMPLE DATA · 48,000 events · 4 accounts · 48 d"))
        #expect(driver.text.contains("CreateKeyPair \"prod-debug"))
        #expect(driver.text.contains("198.51.100.23 · ! new to the principal"))
        #expect(driver.text.contains("none assumed by the attacker: 2 tried, 2 refused"))
    }

    @Test func eachQuestionIsOneSequenceOfKeysAway() throws {
        var driver = try Driver(columns: 120, rows: 40, desk: SampleCase.desk)
        driver.press("g p")
        #expect(driver.state.place.title == "svc-backup")
        #expect(driver.text.contains("489 events in"))
        #expect(driver.lines.contains { $0.hasPrefix("> 05-06 08:49:17 W CreateKeyPair") })
        #expect(driver.text.contains("AuthorizeS"))
        driver.press("g k")
        #expect(driver.lines[1].contains("8 confirmed"))
        #expect(driver.lines.count { $0.contains(" confirmed ") && $0.contains("EXAMPLE") } == 8)
        driver.press("g i")
        #expect(driver.lines[1].contains("2 confirmed"))
        #expect(driver.current == "198.51.100.23")
        driver.press("g m")
        #expect(driver.text.contains("8 Cloud Accounts"))
        driver.press("[ [ [")
        #expect(driver.state.place.title == "svc-backup")
        driver.press("]")
        #expect(driver.lines[1].contains("8 confirmed"))
    }

    @Test func theMatrixOfTheSweepStandsInTheKeys() throws {
        var driver = try Driver(columns: 160, rows: 40, desk: SampleCase.desk)
        driver.press("3")
        let signs = driver.lines.filter { $0.contains(" confirmed ") && $0.contains("EXAMPLE") }.map { line in
            line.split(separator: " ").filter { ["✓", "x", "-"].contains($0) }.prefix(3).joined()
        }
        #expect(signs == ["xxx", "✓xx", "✓xx", "x✓✓", "✓✓✓", "✓x✓", "✓✓x", "✓✓✓"])
    }

    @Test func everyNumberCanBeEntered() throws {
        var driver = try Driver(columns: 200, rows: 40, desk: SampleCase.desk)
        driver.press("4")
        #expect(driver.current == "203.0.113.77")
        driver.press("l Enter")
        #expect(driver.state.place.title == "Keys: 203.0.113.77")
        #expect(driver.lines[1].contains("5 confirmed"))
        driver.press("[ l l l l Enter")
        #expect(driver.state.place.request.subject?.value == "203.0.113.77")
        #expect(driver.lines[1].contains("21 events"))
    }

    @Test func aTechniqueLeadsToTheAttackersCallsOfIt() throws {
        var driver = try Driver(columns: 200, rows: 40, desk: SampleCase.desk)
        driver.press("6 /")
        driver.type("Cloud Firewall")
        driver.press("Enter")
        let cell = try #require(driver.state.place.content.listing).rows.row(at: 0).cells.firstIndex {
            $0.text.plain.contains("327")
        }
        driver.state.place.selection.column = try #require(cell)
        driver.state.place.selection.row = 0
        driver.press("Enter")
        #expect(driver.state.place.request.view == .timeline)
        #expect(driver.lines[1].contains("327 events"))
    }

    @Test func filtersCountWhatTheReadmeCounts() throws {
        var driver = try Driver(desk: SampleCase.desk)
        driver.press("2 &")
        driver.send(.pasted("name:AuthorizeSecurityGroupIngress ip:198.51.100.23"))
        #expect(driver.state.place.content.listing?.summary.plain.hasPrefix("326 events") == true)
        driver.press("ctrl-u")
        driver.send(.pasted("is:scoped outcome:denied"))
        #expect(driver.state.place.content.listing?.summary.plain.hasPrefix("17 events") == true)
        driver.press("ctrl-u")
        driver.send(.pasted("outcome:denid"))
        #expect(driver.lines.last?.contains("col 9: outcome is never denid") == true)
    }

    @Test func aRecordFoldsAndItsValuesArePivots() throws {
        var driver = try Driver(columns: 100, rows: 50, desk: SampleCase.desk)
        driver.press("g p g j")
        #expect(driver.text.contains("\"keyName\": \"prod-debug\""))
        #expect(driver.text.contains("SHA-256"))
        driver.press("/")
        driver.type("userIdentity")
        driver.press("Enter Enter")
        #expect(!driver.text.contains("\"principalId\""))
        #expect(driver.text.contains("\"userIdentity\": { 6 },"))
        driver.press("/")
        driver.type("sourceIP")
        driver.press("Enter Enter")
        #expect(driver.state.place.request.subject?.value == "198.51.100.23")
        #expect(driver.lines[1].contains("349 events"))
    }

    @Test func completionKnowsTheValuesOfTheTrail() throws {
        var driver = try Driver(desk: SampleCase.desk)
        driver.press("2 &")
        driver.send(.pasted("name:CreateKeyP"))
        driver.press("Tab")
        guard case .prompt(let prompt) = driver.state.overlay else { return }
        #expect(prompt.editor.text == "name:CreateKeyPair")
    }

    @Test func completionKnowsWhatTheInvestigationKnows() {
        let values = SampleCase.desk.completion(of: "outcome:denied is:", in: ViewRequest(.timeline))
        #expect(values.stem == "outcome:denied is:")
        #expect(values.candidates.map(\.text) == ["alerted", "scoped", "marked"])
        #expect(values.candidates.map(\.note.isEmpty) == [false, false, true])
        #expect(
            SampleCase.desk.completion(of: "rw:", in: ViewRequest(.timeline)).candidates.map(\.text).sorted() == [
                "read", "write",
            ])
    }

    @Test func notesAreWrittenOnceUnderEachName() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        var driver = try Driver(desk: SampleCase.desk(notesIn: folder.path))
        driver.press("ctrl-s ctrl-s")
        #expect(
            try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted() == [
                "incident-notes-2.md", "incident-notes.md",
            ])
        let text = try String(contentsOf: folder.appending(path: "incident-notes.md"), encoding: .utf8)
        #expect(text.contains("SAMPLE DATA"))
        #expect(text.contains("198[.]51[.]100[.]23"))
    }

    @Test func aSearchFindsTimesAndNamesInALongList() throws {
        var driver = try Driver(desk: SampleCase.desk)
        driver.press("2 g g /")
        driver.type("08:49:17")
        driver.press("Enter")
        #expect(driver.state.place.currentRow?.entities[.call]?.value == "CreateKeyPair")
        driver.press("/")
        driver.type("startinst")
        driver.press("Enter")
        #expect(driver.state.place.currentRow?.entities[.call]?.value == "StartInstances")
    }

    @Test(arguments: ["timeline", "keys", "addresses", "calls", "attack", "record", "alert", "hours", "script"])
    func everyViewHasASnapshot(view: String) throws {
        let keys = [
            "timeline": "g p", "keys": "g p g k", "addresses": "g p g i", "calls": "5 p",
            "attack": "6 l", "record": "g p g j", "alert": "Enter", "hours": "g h p", "script": "8 j s",
        ]
        var driver = try Driver(columns: 100, rows: 30, desk: SampleCase.desk)
        driver.press(keys[view] ?? "")
        try expectSnapshot("sample-\(view)-100x30", render(driver.state))
    }
}
