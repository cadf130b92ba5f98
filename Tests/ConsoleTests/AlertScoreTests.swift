import CloudTrail
import Testing

@testable import Console

/// One alert has one score: that of its rule, and what robots add to it.
@Suite struct AlertScoreTests {
    private static let keyPair = "huckleberry-ec2-key-pair-suspicious"

    @Test func theListAndThePageOfAnAlertShowTheSameScore() throws {
        var driver = try Driver(desk: SampleCase.desk)
        #expect(driver.current == Self.keyPair)
        #expect(driver.state.place.currentRow?.cells[AlertRows.Place.score.rawValue].text.plain == "100")
        #expect(driver.state.place.currentPreview?.note.plain == "100 of 100")
        driver.press("Enter")
        #expect(driver.lines[1].contains("critical · 100 of 100"))
        driver.press("q b")
        #expect(driver.state.place.currentRow?.cells[1].text.plain == "100")
    }

    @Test func whatRobotsMayAddToIsMarkedUntilTheyHaveAnswered() throws {
        var driver = try Driver(columns: 120, desk: SampleCase.desk(notesIn: ""), opened: false)
        driver.holdsAnswers = true
        driver.send(.opened(driver.desk.summary))
        try driver.answerList()
        #expect(driver.lines[1].contains("19 open · 1 critical · 5 high · 11 medium · 2 low · +: robots may add"))
        #expect(driver.lines[3].hasPrefix("> C   93+ 05-06 08:49:17"))
        let before = driver.keys
        // The pane is there while robots are asked, too.
        #expect(driver.held.contains { $0.0.slot == .preview })
        driver.holdsAnswers = false
        while let (ticket, request) = driver.held.popLast() {
            driver.send(.answered(ticket, driver.desk.answer(request)))
        }
        #expect(driver.state.isIdle)
        #expect(!driver.text.contains("+:"))
        #expect(driver.lines[3].hasPrefix("> C   100 05-06 08:49:17"))
        #expect(driver.state.place.currentPreview?.note.plain == "100 of 100")
        #expect(Set(driver.keys) == Set(before))
    }

    @Test func alertsOfOneLevelStandInTheOrderOfTheirScores() throws {
        let driver = try Driver(desk: SampleCase.desk)
        let rows = try #require(driver.state.place.content.listing).rows
        let cells = (0..<rows.count).map { rows.row(at: $0).cells.map(\.text.plain) }
        let high = cells.filter { $0[0] == "H" }.compactMap { Int($0[1]) }
        #expect(high.count == 5 && high == high.sorted(by: >))
        let medium = cells.filter { $0[0] == "M" }.compactMap { Int($0[1]) }
        #expect(medium.count == 11 && medium == medium.sorted(by: >))
    }

    /// Answers of robots about a part of the trail would not last.
    @Test func asLongAsMoreIsToComeNobodyIsAsked() throws {
        let whole = SampleCase.desk(notesIn: "")
        var summary = whole.summary
        summary.extent = .growing
        let desk = TrailDesk(
            SampleCase.trail, findings: whole.findings, summary: summary, paths: [],
            notes: NotesWriter(folder: "") { Driver.now }, threads: 1, settings: whole.settings,
            rules: { BuiltInRules.set })
        let driver = try Driver(columns: 120, desk: desk)
        #expect(driver.state.isIdle)
        #expect(driver.lines[1].contains("+: robots may add"))
        #expect(driver.lines[3].hasPrefix("> C   93+ "))
        #expect(driver.state.place.currentPreview?.note.plain == "93+ of 100")
    }
}

extension Driver {
    fileprivate var keys: [RowKey] {
        let rows = state.place.content.listing?.rows
        return (0..<(rows?.count ?? 0)).compactMap { rows?.row(at: $0).key }
    }

    /// Gives the answer to the question for the list.
    fileprivate mutating func answerList() throws {
        let place = try #require(held.firstIndex { $0.0.slot == .list })
        let (ticket, request) = held.remove(at: place)
        send(.answered(ticket, desk.answer(request)))
    }
}
