import Cases
import Testing

@testable import Console

/// A case that grows while somebody reads it.
@Suite struct GenerationTests {
    @Test func theRowUnderTheCursorStaysOnItsLineOfTheScreen() throws {
        var driver = try Driver.growing()
        driver.press("ctrl-f ctrl-f k k k")
        let (current, line) = (driver.current, try #require(driver.cursorLine))
        #expect(current == "event-140")
        driver.grow(to: GrowingDesk(2))
        #expect(driver.current == current)
        #expect(driver.cursorLine == line)
        #expect(driver.lines[line].contains("Call140"))
        #expect(driver.lines[line + 1].contains("Call142"))
        driver.grow(to: GrowingDesk(3))
        #expect(driver.current == current)
        #expect(driver.cursorLine == line)
        #expect(driver.lines[line - 1].contains("Call139"))
    }

    @Test func whoHasOnlyLookedOnStaysAtTheTop() throws {
        var driver = try Driver(desk: GrowingDesk(1, from: 8))
        driver.grow(to: GrowingDesk(2, from: 4))
        #expect(driver.current == "event-4")
        driver.press("j k")
        driver.grow(to: GrowingDesk(3))
        #expect(driver.current == "event-4")
        #expect(driver.state.place.selection.row == 4)
    }

    @Test func whoHasOnlyAskedForHelpHasNotMovedTheCursor() throws {
        var driver = try Driver(desk: GrowingDesk(1, from: 8))
        driver.press("? Esc 1 2 [ p")
        driver.grow(to: GrowingDesk(2, from: 4))
        #expect(driver.current == "event-4")
        driver.press("V V")
        driver.grow(to: GrowingDesk(3))
        #expect(driver.current == "event-4")
    }

    @Test func untilTheNewListIsThereTheOldOneStays() throws {
        var driver = try Driver.growing()
        driver.press("j j")
        let before = driver.lines
        driver.holdsAnswers = true
        driver.grow(to: GrowingDesk(2))
        #expect(driver.lines == before)
        #expect(driver.held.count == 1)
    }

    @Test func textsThatCameLaterStayUntilThereAreNewerOnes() throws {
        var driver = try Driver.growing()
        driver.press("p j")
        #expect(driver.text.contains("event-4 in generation 1"))
        #expect(driver.text.contains("late 1"))
        driver.holdsAnswers = true
        driver.grow(to: GrowingDesk(2))
        driver.answerNext()
        #expect(driver.text.contains("event-4 in generation 1"))
        #expect(driver.text.contains("late 1"))
        while !driver.held.isEmpty { driver.answerNext() }
        #expect(driver.text.contains("event-4 in generation 2"))
        #expect(driver.text.contains("late 2"))
        #expect(!driver.text.contains("late 1"))
    }

    @Test func anAnswerAboutAnOlderGenerationIsDropped() throws {
        var driver = try Driver.growing()
        driver.holdsAnswers = true
        driver.press("s")
        let older = try #require(driver.held.last)
        #expect(older.0.generation == 1)
        let desk = driver.desk
        driver.grow(to: GrowingDesk(2))
        let newer = try #require(driver.held.last)
        #expect(newer.0.generation == 2)
        driver.send(.answered(older.0, desk.answer(older.1)))
        #expect(driver.state.place.content.isWaiting)
        #expect(driver.state.place.rowCount == 100)
        driver.send(.answered(newer.0, driver.desk.answer(newer.1)))
        #expect(driver.state.place.rowCount == 200)
    }

    @Test func aFilterThatIsBeingWrittenAnswersAndRefreshes() throws {
        var driver = try Driver.growing()
        driver.press("&")
        driver.type("100")
        #expect(driver.text.contains("25 rows"))
        driver.grow(to: GrowingDesk(2))
        #expect(driver.text.contains("&100"))
        #expect(driver.text.contains("50 rows"))
        driver.press("Enter")
        driver.grow(to: GrowingDesk(3))
        #expect(driver.lines[1].contains("100 events"))
        driver.press("[")
        #expect(driver.lines[1].contains("400 events"))
    }

    @Test func aFilterThatIsGivenUpLeadsBackToTheSameRow() throws {
        var driver = try Driver.growing()
        driver.press("j j j &")
        driver.type("8")
        driver.grow(to: GrowingDesk(3))
        driver.press("Esc")
        #expect(driver.current == "event-12")
        #expect(driver.state.place.rowCount == 400)
    }

    @Test func backAndForwardFindTheirRowsInAnotherGeneration() throws {
        var driver = try Driver.growing()
        driver.press("ctrl-f ctrl-f k k k k")
        let (current, line) = (driver.current, driver.cursorLine)
        driver.press("g p j j j j j")
        let (there, thereLine) = (driver.current, driver.cursorLine)
        driver.grow(to: GrowingDesk(2))
        driver.grow(to: GrowingDesk(3))
        #expect(driver.state.back.allSatisfy { $0.content.listing == nil })
        driver.press("[")
        #expect(driver.current == current)
        #expect(driver.cursorLine == line)
        driver.press("]")
        #expect(driver.current == there)
        #expect(driver.cursorLine == thereLine)
        #expect(driver.state.place.rowCount == 400)
    }

    @Test func nobodyKeepsAListOfAnOlderGeneration() throws {
        var driver = try Driver.growing()
        driver.holdsAnswers = true
        driver.grow(to: GrowingDesk(3))
        // Before its list is there the place is left.
        driver.press("5")
        #expect(driver.state.back.allSatisfy { $0.content.listing == nil || $0.content.edition.generation == 3 })
    }

    @Test func aSearchThatIsUnderWayIsRepeatedInTheNewList() throws {
        var driver = try Driver.growing()
        driver.holdsAnswers = true
        driver.press("e")
        guard case .find = driver.held.last?.1 else {
            Issue.record("nothing was looked for")
            return
        }
        driver.holdsAnswers = false
        driver.grow(to: GrowingDesk(2))
        #expect(driver.current == "event-50")
    }

    @Test func escLeadsBackToTheRowWhereTheSearchBegan() throws {
        var driver = try Driver.growing()
        driver.press("j j j /")
        driver.type("Call20")
        #expect(driver.current == "event-20")
        driver.grow(to: GrowingDesk(3))
        #expect(driver.current == "event-20")
        driver.type("1")
        #expect(driver.current == "event-201")
        driver.press("Esc")
        #expect(driver.current == "event-12")
    }

    @Test func theCellOfAMapStaysUnderTheCursor() throws {
        var driver = try Driver(desk: GrowingDesk(1))
        driver.press("6 l")
        #expect(driver.state.place.currentCell?.entity?.value == "B")
        var desk = GrowingDesk(2)
        desk.map = [["A"], ["N"], ["B", "C"]]
        driver.grow(to: desk)
        #expect(driver.state.place.currentCell?.entity?.value == "B")
        #expect(driver.state.place.selection.column == 2)
    }

    @Test func whatLiesOverTheListStays() throws {
        for (keys, isThere) in [
            ("?", { (state: State) in state.overlay == .help(top: 0) }),
            ("H", { $0.overlay == .history(cursor: 1) }),
            (": k e", { if case .palette(let palette) = $0.overlay { palette.editor.text == "ke" } else { false } }),
            ("g", { !$0.pendingKeys.isEmpty }),
        ] as [(String, (State) -> Bool)] {
            var driver = try Driver.growing()
            driver.press(keys)
            driver.grow(to: GrowingDesk(2))
            #expect(isThere(driver.state), "\(keys)")
        }
    }

    @Test func alertsThatAreBeingLookedForKeepTheKeysWaiting() throws {
        var driver = try Driver(desk: GrowingDesk(1, isSeekingAlerts: true))
        #expect(driver.text.contains("Looking for alerts."))
        driver.press("j j")
        driver.grow(to: GrowingDesk(2))
        #expect(driver.current == "event-4")
    }

    @Test func theTimelineIsThereBeforeTheAlerts() throws {
        var driver = try Driver(desk: GrowingDesk(1, isSeekingAlerts: true))
        driver.press("2")
        #expect(driver.text.contains("> ") && driver.text.contains("Call0"))
    }
}

extension Driver {
    /// Answers the question that has waited longest.
    mutating func answerNext() {
        let (ticket, request) = held.removeFirst()
        send(.answered(ticket, desk.answer(request)))
    }
}
