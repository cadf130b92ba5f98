import Cases
import Testing

@testable import Console

@Suite struct SearchTests {
    @Test func aSearchSaysWhichMatchOfHowMany() throws {
        var driver = try Driver()
        driver.press("2 /")
        driver.type("denied")
        // Every fifth of 60 rows, beginning with the fourth.
        #expect(driver.current == "event-3")
        #expect(driver.lines.last?.hasSuffix(" 1 of 12") == true)
        driver.press("Enter n n")
        #expect(driver.state.toast?.text == "3 of 12")
        driver.press("N N N")
        #expect(driver.current == "event-58")
        #expect(driver.state.toast?.text == "12 of 12 · from the end again")
        driver.press("n")
        #expect(driver.state.toast?.text == "1 of 12 · from the top again")
    }

    @Test(arguments: [("call1", 11), ("Call1", 11), ("CALL1", 0), ("cAll1", 0)])
    func aCapitalLetterMindsCase(text: String, count: Int) {
        let rows = EventRows(count: 20, isOpen: false)
        let found = rows.found(matching: .text(text), from: -1, forward: true) { false }
        let counted = rows.counted(found, matching: .text(text)) { false }
        #expect(counted.position?.count ?? 0 == count)
    }

    /// The second of twelve matches, found and not yet counted.
    private func found() throws -> Driver {
        var driver = try Driver()
        driver.press("2 /")
        driver.type("denied")
        driver.press("Enter")
        driver.holdsAnswers = true
        driver.press("n")
        try driver.answer(.find)
        return driver
    }

    /// Counting takes a look at all rows of a list that may be very long.
    @Test func theRowIsShownBeforeMatchesAreCounted() throws {
        var driver = try found()
        #expect(driver.current == "event-8")
        #expect(driver.state.toast?.text != "2 of 12")
        try driver.answer(.count)
        #expect(driver.state.toast?.text == "2 of 12")
    }

    @Test func countingEndsWithTheList() throws {
        var driver = try found()
        #expect(driver.state.asked[.count] != nil)
        driver.press("3")
        #expect(driver.state.asked[.count] == nil)
    }

    @Test func theSameValueIsFoundBehindAFoldedRow() throws {
        var driver = try Driver(desk: SampleCase.desk)
        driver.press("g p g g")
        let rows = try #require(driver.state.place.content.listing).rows
        let burst = try #require((0..<rows.count).first { rows.row(at: $0).traits.contains(.folded) })
        let call = try #require(rows.row(at: burst).entities[.call]?.value)
        driver.state.place.selection.row = burst
        driver.press("*")
        #expect(driver.state.place.currentRow?.entities[.call]?.value == call)
        #expect(driver.state.place.selection.row != burst)
        #expect(driver.state.toast?.text.contains(" of ") == true)
    }

    /// What can be told without making the cells of a row is what these say.
    @Test(arguments: [
        "akia", "AKIA3", "svc-", "none", "denied", "05-06 08", "-", "1,2", "confirmed", "x", "\u{2713}", "",
    ])
    func searchesFindWhatKeysShow(text: String) throws {
        let rows = try SampleCase.desk.listing(ViewRequest(.keys), isCancelled: { false }).rows
        let matches = rows.matcher(of: .text(text))
        let shown = (0..<rows.count).map { RowSearch.text(text).matches(rows.row(at: $0)) }
        #expect((0..<rows.count).map(matches) == shown)
    }

    @Test func searchWorksInEveryView() throws {
        for view in ["1", "2", "3", "4", "5", "6", "g h", "Enter g j", "g a"] {
            var driver = try Driver(desk: SampleCase.desk)
            driver.press(view)
            driver.press("/")
            driver.type("0")
            driver.press("Enter n N * #")
            #expect(driver.state.place.rowCount > 0)
            #expect(driver.state.isIdle)
        }
    }

    @Test func timeOrderAndBack() throws {
        var driver = try Driver()
        let own = try #require(driver.state.place.content.listing?.sort)
        driver.press("S")
        #expect(driver.state.place.request.sort == SortOrder(column: "last", isDescending: true))
        driver.press("s S S")
        #expect(driver.state.place.request.sort == nil || driver.state.place.content.listing?.sort == own)
    }
}

extension Driver {
    /// Lets the desk answer the newest question of a kind that was held back.
    fileprivate mutating func answer(_ slot: Ticket.Slot) throws {
        let (ticket, request) = try #require(held.last { $0.0.slot == slot })
        send(.answered(ticket, desk.answer(request)))
    }
}
