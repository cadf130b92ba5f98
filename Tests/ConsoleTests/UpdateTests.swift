import Cases
import Testing

@testable import Console

@Suite struct UpdateTests {
    @Test(arguments: ["", "Tab", "/", ":", "?", "g", "2 I", "F", "m"])
    func whateverLiesOnTopItIsSuspended(keys: String) throws {
        var driver = try Driver()
        driver.press(keys + " ctrl-z")
        #expect(driver.effects.last == "suspend")
    }

    @Test func startsAtTheAlertsWithTheFirstOnTop() throws {
        let driver = try Driver()
        #expect(driver.current == "alert-0")
        #expect(driver.state.place.selection.column == 3)
        #expect(driver.state.isIdle)
    }

    @Test func enterOpensTheTimelineOfTheAlertsPrincipal() throws {
        var driver = try Driver()
        driver.press("j Enter")
        #expect(driver.state.place.request.view == .timeline)
        #expect(driver.state.place.request.subject?.value == "arn:aws:iam::111122223333:user/svc-1")
        #expect(driver.state.place.request.alert == "alert-1")
    }

    @Test func pivotsReachEveryViewInOneSequence() throws {
        var driver = try Driver()
        driver.press("Enter g k")
        #expect(driver.state.place.request.view == .keys)
        #expect(driver.state.place.rowCount == 8)
        #expect(driver.current == "AKIAEXAMPLE0000003")
        driver.press("g i")
        #expect(driver.state.place.request.view == .addresses)
        #expect(driver.state.place.rowCount == 2)
        driver.press("g m")
        #expect(driver.state.place.request.view == .attack)
        #expect(driver.state.back.map(\.request.view) == [.alerts, .timeline, .keys, .addresses])
    }

    @Test func backRestoresThePlaceInFull() throws {
        var driver = try Driver(columns: 100, rows: 30)
        driver.press("2 j j j G k l p s & ")
        driver.type("outcome:ok")
        driver.press("Enter j j")
        let before = driver.state
        driver.press("g k")
        #expect(driver.state.place.request.view == .keys)
        driver.press("Backspace")
        #expect(isSame(driver.state.place, before.place))
        #expect(driver.state.back.count == before.back.count)
        #expect(render(driver.state).text == render(before).text)
    }

    @Test func forwardGoesWhereBackCameFrom() throws {
        var driver = try Driver()
        driver.press("Enter g k j j")
        let there = driver.state.place
        driver.press("[ [ ] ]")
        #expect(isSame(driver.state.place, there))
        driver.press("]")
        #expect(driver.state.toast?.text == "There is nothing in front of you.")
    }

    @Test func escapeGoesBackAndNeverQuits() throws {
        var driver = try Driver()
        driver.press("Enter Esc Esc Esc")
        #expect(driver.state.place.request.view == .alerts)
        #expect(!driver.effects.contains("quit"))
    }

    @Test func qGoesBackAndLeavesAtTheStart() throws {
        var driver = try Driver()
        driver.press("Enter q")
        #expect(driver.effects.isEmpty)
        driver.press("q")
        #expect(driver.effects == ["quit"])
    }

    @Test func anUnfinishedSequenceShowsWhatComesNext() throws {
        var driver = try Driver()
        driver.press("g")
        #expect(driver.text.contains("Keys, at this row's key"))
        driver.press("Esc")
        #expect(driver.state.pendingKeys.isEmpty)
        #expect(driver.state.place.request.view == .alerts)
        driver.press("g x")
        #expect(driver.state.toast?.text == "g x does nothing. ? shows the keys.")
    }

    @Test func aStaleAnswerIsDropped() throws {
        var driver = try Driver()
        driver.holdsAnswers = true
        driver.press("2")
        let stale = driver.held
        driver.press("3")
        for (ticket, request) in stale { driver.send(.answered(ticket, driver.desk.answer(request))) }
        #expect(driver.state.place.content.isWaiting)
        #expect(driver.state.place.content.listing == nil)
    }

    @Test func aPlaceLeftWhileItsListWasComingIsAskedAgain() throws {
        var driver = try Driver()
        driver.holdsAnswers = true
        driver.press("2 3")
        driver.holdsAnswers = false
        driver.press("[")
        #expect(driver.state.place.request.view == .timeline)
        #expect(driver.state.place.rowCount == 60)
    }

    @Test func aNewGenerationAsksAgainAndKeepsTheRow() throws {
        var driver = try Driver()
        driver.press("2 j j j j")
        driver.desk = SampleDesk(rows: 90, generation: 2)
        driver.send(.opened(driver.desk.summary))
        #expect(driver.state.place.rowCount == 90)
        #expect(driver.current == "event-4")
        driver.press("[")
        #expect(driver.state.place.content.edition.generation == 2)
    }

    @Test func sortingKeepsTheRowUnderTheCursor() throws {
        var driver = try Driver()
        driver.press("j j h h s")
        #expect(driver.state.place.request.sort == SortOrder(column: "score", isDescending: false))
        #expect(driver.current == "alert-2")
        #expect(driver.state.place.selection.row == 5)
    }

    @Test func aBurstUnfoldsInPlace() throws {
        var driver = try Driver(columns: 100)
        driver.press("2 j j")
        #expect(driver.text.contains("AuthorizeSecurityGroupIngress x312"))
        driver.press("Enter")
        #expect(!driver.text.contains("x312"))
        #expect(driver.current == "event-2")
        driver.press("Enter")
        #expect(driver.text.contains("x312"))
    }

    @Test func expensiveTextsComeLaterForTheRowsInSight() throws {
        var driver = try Driver(columns: 120)
        driver.holdsAnswers = true
        driver.press("2")
        let (ticket, request) = try #require(driver.held.last)
        driver.send(.answered(ticket, driver.desk.answer(request)))
        #expect(!driver.text.contains("target-0"))
        let details = try #require(driver.held.last)
        guard case .details(_, let range) = details.1 else {
            Issue.record("details were not asked for")
            return
        }
        #expect(range == 0..<Frame(driver.state).list.rows)
        driver.send(.answered(details.0, driver.desk.answer(details.1)))
        #expect(driver.text.contains("target-0"))
    }

    @Test func jumpsBetweenFailedCalls() throws {
        var driver = try Driver()
        driver.press("2 e")
        #expect(driver.current == "event-3")
        driver.press("e")
        #expect(driver.current == "event-8")
        driver.press("E E")
        #expect(driver.current == "event-58")
    }

    @Test func starFindsTheNextRowWithTheSameValue() throws {
        var driver = try Driver()
        driver.press("2 l l *")
        #expect(driver.state.place.selection.row == 2)
        driver.press("n N #")
        #expect(driver.state.place.selection.row == 0)
    }

    @Test func notesAreWrittenAndSaidSo() throws {
        var driver = try Driver()
        driver.press("ctrl-s")
        #expect(driver.state.toast == Toast(.ok, "Written to incident-notes.md"))
        driver.press("j")
        #expect(driver.state.toast == nil)
    }

    @Test func beforeTheCaseIsOpenNothingIsAsked() throws {
        var driver = try Driver(opened: false)
        driver.send(.progress(Progress(filesDone: 120, filesFound: 12_777, bytesDone: 1, bytesFound: 100, events: 9)))
        driver.press("j Enter g k ctrl-s")
        #expect(driver.text.contains("LOADING 1 % · 120 of 12,777 files"))
        driver.send(.opened(driver.desk.summary))
        #expect(driver.state.place.request.view == .keys)
        #expect(driver.state.place.rowCount == 8)
    }

    @Test func aCaseThatCannotBeOpenedSaysWhy() throws {
        var driver = try Driver(opened: false)
        driver.send(.openingFailed(Problem("nothing readable in /evidence")))
        #expect(driver.text.contains("nothing readable in /evidence"))
        driver.press("q")
        #expect(driver.effects == ["quit"])
    }

    @Test func controlCGivesUpALongQuestion() throws {
        var driver = try Driver()
        driver.holdsAnswers = true
        driver.press("2 ctrl-c")
        #expect(driver.effects == ["cancel list"])
        #expect(driver.text.contains("Given up."))
    }

    @Test func theHistoryPopupGoesToAPlace() throws {
        var driver = try Driver()
        driver.press("Enter g k g i H k k Enter")
        #expect(driver.state.place.request.view == .timeline)
        #expect(driver.state.forward.count == 2)
    }

    @Test func suspendAndRepaintAreLeftToTheTerminal() throws {
        var driver = try Driver()
        driver.press("ctrl-z ctrl-l")
        driver.send(.resumed)
        #expect(driver.effects == ["suspend", "repaint", "repaint"])
    }

    @Test func keysTypedAheadOfAListWaitForIt() throws {
        var driver = try Driver()
        driver.holdsAnswers = true
        driver.press("2 j j g k j")
        #expect(driver.state.place.request.view == .timeline)
        driver.holdsAnswers = false
        let (ticket, request) = try #require(driver.held.last)
        driver.send(.answered(ticket, driver.desk.answer(request)))
        #expect(driver.state.place.request.view == .keys)
        #expect(driver.current == "AKIAEXAMPLE0000004")
        #expect(driver.state.back.last?.selection.row == 2)
    }

    @Test func escForgetsWhatWasTypedAhead() throws {
        var driver = try Driver()
        driver.holdsAnswers = true
        driver.press("2 j j g k Esc")
        #expect(driver.state.typedAhead.isEmpty)
        #expect(driver.state.place.request.view == .alerts)
    }
}
