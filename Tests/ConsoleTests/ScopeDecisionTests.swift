import Cases
import Exports
import Investigation
import Records
import Testing

@testable import Console

/// Who is in the scope, as the analyst has it: the sample case's eight keys and two addresses.
@Suite struct ScopeDecisionTests {
    private func keys() throws -> Driver {
        var driver = try Driver(columns: 120, rows: 40, desk: SampleCase.desk)
        driver.press("3")
        return driver
    }

    @Test func anExclusionAsksWhyAndIsUndone() throws {
        var driver = try keys()
        #expect(driver.lines[1].contains("8 confirmed"))
        let key = driver.current
        driver.press("x Enter")
        #expect(driver.lines.last?.contains("needs a reason") == true)
        driver.type("test key")
        driver.press("Enter")
        #expect(driver.lines[1].contains("7 confirmed · 1 excluded"))
        #expect(driver.current == key)
        driver.press("u")
        #expect(driver.lines[1].contains("8 confirmed") && !driver.lines[1].contains("excluded"))
        driver.press("ctrl-r")
        #expect(driver.lines[1].contains("7 confirmed · 1 excluded"))
        // Again: as it was found.
        driver.press("x")
        #expect(driver.lines[1].contains("8 confirmed") && !driver.lines[1].contains("excluded"))
        #expect(driver.state.decisions.current.scope.isEmpty)
    }

    @Test(arguments: ["c", "x", "r"])
    func aRangeIsNotDecidedOnByItsLastRow(key: String) throws {
        var driver = try keys()
        driver.press("V j j \(key)")
        #expect(driver.lines.last?.hasPrefix(" A range is for marks, tags and notes") == true)
        #expect(driver.state.overlay == nil && driver.state.decisions.current.scope.isEmpty)
        driver.press("Esc")
        #expect(driver.state.place.selection.rangeStart == nil && driver.state.place.request.view == .keys)
    }

    /// A file of thresholds may name who is no attacker.
    @Test func whatThresholdsKeepOutIsOutInEveryView() throws {
        var settings = Investigation.Settings()
        settings.thresholds.scope.excluded = ["AKIAOCFZE22PHEXAMPLE"]
        let desk = SampleCase.desk(notesIn: "/nowhere", settings: settings)
        var driver = try Driver(columns: 120, rows: 40, desk: desk)
        driver.press("3")
        #expect(driver.lines[1].contains("7 confirmed · 1 excluded"))
        driver.press("7")
        #expect(driver.text.contains("7 long-lived access keys"))
    }

    @Test func everythingThatFollowsGoesByIt() throws {
        var driver = try keys()
        let key = driver.current
        driver.type(":timeline is:scoped key:\(key)")
        driver.press("Enter")
        #expect(driver.state.place.rowCount > 0)
        driver.press("[")
        driver.type(":exclude a test key")
        driver.press("Enter ]")
        #expect(driver.state.place.rowCount == 0)
        driver.press("u")
        #expect(driver.state.place.rowCount > 0)
    }

    @Test func whatIsConfirmedByHandIsInTheScope() throws {
        var driver = try keys()
        driver.press("G c")
        #expect(driver.lines[1].contains("9 confirmed"))
        driver.press("c")
        #expect(driver.lines[1].contains("8 confirmed"))
    }

    @Test func aResponderIsNoAttacker() throws {
        var driver = try keys()
        driver.press("r")
        #expect(driver.lines[1].contains("7 confirmed"))
        #expect(driver.state.decisions.current.scope.choices.map(\.kind) == [.responder])
    }

    @Test func wordsWorkEverywhere() throws {
        var driver = try Driver(columns: 120, rows: 40, desk: SampleCase.desk)
        driver.press("g p")
        driver.type(":exclude a drill")
        driver.press("Enter")
        #expect(driver.state.decisions.current.scope.choices.map(\.reason) == ["a drill"])
        driver.press("6")
        driver.type(":confirm")
        driver.press("Enter")
        #expect(driver.lines.last?.contains("this line names none") == true)
    }

    @Test func notesTellWhatWasDecidedAndWhy() throws {
        let decisions = keysExcluded(because: "test | key")
        let record = AnalystRecord(decisions, in: SampleCase.trail.index)
        #expect(record.decisions.map(\.what) == ["key AKIA1: kept out of the scope"])
        #expect(record.decisions.map(\.reason) == ["test | key"])
    }

    private func keysExcluded(because reason: String) -> Decisions {
        var decisions = Decisions()
        Decision.scope(.excluded, Entity(.key, "AKIA1"), reason: reason).apply(
            to: &decisions, at: Driver.now, by: "ana")
        return decisions
    }
}

/// Filters are undone where they are.
@Suite struct FilterUndoTests {
    @Test func aFilterIsTakenBackAndSetAgain() throws {
        var driver = try Driver()
        driver.press("2 l l +")
        let filter = try #require(driver.state.place.request.filters.first?.text)
        driver.press("u")
        #expect(driver.state.place.request.filters.isEmpty)
        #expect(driver.lines.last?.contains("Undone: filter") == true)
        driver.press("ctrl-r")
        #expect(driver.state.place.request.filters.map(\.text) == [filter])
    }

    @Test func fromElsewhereThePlaceComesBackWithoutIt() throws {
        var driver = try Driver()
        driver.press("2 l l + 3 u")
        #expect(driver.state.place.request.view == .timeline)
        #expect(driver.state.place.request.filters.isEmpty)
        driver.press("[")
        #expect(driver.state.place.request.view == .keys)
    }

    @Test func allOffAndOnIsOneStepEach() throws {
        var driver = try Driver()
        driver.press("2 l l + \\")
        #expect(driver.state.place.request.activeFilters.isEmpty)
        driver.press("u")
        #expect(driver.state.place.request.activeFilters.count == 1)
    }
}
