import Cases
import Testing

@testable import Console

@Suite struct FilterPromptTests {
    @Test func aCommandWithABrokenFilterIsMendedInThePrompt() throws {
        var driver = try Driver()
        driver.press("2")
        driver.type(":filter name=call1")
        driver.press("Enter")
        #expect(driver.lines.last?.hasPrefix("&name=call1 ") == true)
        driver.press("Esc")
        #expect(driver.state.place.request.filters.isEmpty)
        driver.type(":filter name:call1")
        driver.press("Enter")
        #expect(driver.state.place.request.filters.map(\.text) == ["name:call1"])
    }

    @Test func anArgumentTakesThePlaceOfTheOneBefore() throws {
        var driver = try Driver()
        for address in ["203.0.113.77", "198.51.100.23"] {
            driver.type(":ips \(address)")
            driver.press("Enter")
        }
        #expect(driver.state.place.request.filters.map(\.text) == ["ip:198.51.100.23"])
        driver.press("[")
        #expect(driver.state.place.request.filters.map(\.text) == ["ip:203.0.113.77"])
    }

    @Test func theListFollowsWhileOneTypes() throws {
        var driver = try Driver()
        driver.press("2 &")
        driver.type("outcome:denied")
        #expect(driver.state.place.rowCount == 3)
        #expect(driver.lines.last == "&outcome:denied" + String(repeating: " ", count: 58) + "3 rows")
        driver.press("Enter")
        #expect(driver.state.place.request.filters == [StackedFilter("outcome:denied")])
        #expect(driver.state.back.count == 2)
        driver.press("[")
        #expect(driver.state.place.request.filters.isEmpty)
        #expect(driver.state.place.rowCount == 60)
    }

    @Test func aMistakeKeepsTheLastGoodListAndNamesItsColumn() throws {
        var driver = try Driver()
        driver.press("2 &")
        driver.type("outcome:denied (")
        #expect(driver.state.place.rowCount == 3)
        #expect(driver.state.place.content.problem?.column == 16)
        #expect(driver.lines.last?.contains("col 16: the parenthesis is not closed") == true)
        #expect(render(driver.state)[16, 23]?.paint.role == .uiPromptError)
        driver.press("Enter")
        #expect(driver.state.toast?.kind == .error)
        #expect(driver.state.overlay != nil)
    }

    @Test func escapeRestoresEverything() throws {
        var driver = try Driver()
        driver.press("2 j j j")
        let before = driver.state.place
        driver.press("&")
        driver.type("outcome:denied")
        driver.press("Esc")
        #expect(isSame(driver.state.place, before))
        #expect(driver.state.back.count == 1)
    }

    @Test func anEmptyFilterChangesNothing() throws {
        var driver = try Driver()
        driver.press("2 & Enter")
        #expect(driver.state.place.request.filters.isEmpty)
        #expect(driver.state.back.count == 1)
    }

    @Test func plusKeepsAndMinusDrops() throws {
        var driver = try Driver()
        driver.press("2 l l +")
        #expect(driver.state.place.request.filters == [StackedFilter("ip:\"198.51.100.0\"")])
        driver.press("h -")
        #expect(driver.state.toast?.text == "This cell has no value to filter by.")
        driver.press("h -")
        #expect(driver.state.place.request.filters.map(\.text) == ["ip:\"198.51.100.0\"", "NOT name:\"Call0\""])
    }

    @Test func valuesAreQuotedForTheFilterLanguage() {
        #expect(Entity(.principal, "a\"b\\c").filter() == #"principal:"a\"b\\c""#)
        #expect(Entity(.key, nil).filter() == "NOT key:*")
        #expect(Entity(.key, nil).filter(negated: true) == "key:*")
        #expect(Entity(.field, "x", field: "requestParameters.keyName").filter() == "requestParameters.keyName:\"x\"")
        #expect(Entity(.alert, "x").filter() == nil)
    }

    @Test func allFiltersGoOffAndOn() throws {
        var driver = try Driver()
        driver.press("2")
        driver.type(":filter outcome:denied")
        driver.press("Enter \\")
        #expect(driver.state.place.rowCount == 60)
        #expect(driver.text.contains("[F] 1 off"))
        driver.press("g f")
        #expect(driver.state.place.rowCount == 3)
    }

    @Test func aBrokenFilterLeavesTheLastGoodOneWithItsOwnWords() throws {
        var driver = try Driver()
        driver.press("2 &")
        driver.type("outcome:denied ")
        #expect(driver.lines[1].contains("[F] outcome:denied"))
        let good = driver.lines
        driver.type("(")
        #expect(driver.lines.prefix(8) == good.prefix(8))
        #expect(driver.lines.last?.contains("col 16: the parenthesis is not closed") == true)
        driver.press("Esc")
        #expect(!driver.text.contains("[F]"))
    }

    @Test func aValueThatOccursNowhereIsAskedAbout() throws {
        var driver = try Driver(desk: SampleCase.desk)
        driver.press("2 &")
        driver.type("name:CreateKeyPiar")
        #expect(driver.text.contains("No event matches. Did you mean name:CreateKeyPair?"))
        driver.press("ctrl-u")
        driver.type("name:CreateKeyPair outcome:denied")
        #expect(!driver.text.contains("Did you mean"))
    }

    /// What is no field is looked for as a text.
    @Test(arguments: [
        ("nam:CreateKeyPair", "name:CreateKeyPair"), ("kye:AKIA3I5VQPQ35EXAMPLE", "key:AKIA3I5VQPQ35EXAMPLE"),
        ("ipp:192.0.2.1", "ip:192.0.2.1"),
        ("arn:aws:iam::1:user/nobody", nil), ("nowhere", nil),
    ])
    func aWordThatIsNearlyAFieldIsAskedAbout(text: String, meant: String?) throws {
        let request = ViewRequest(.timeline, filters: [StackedFilter(text)])
        let listing = try SampleCase.desk.listing(request, isCancelled: { false })
        #expect(listing.emptyText == "No event matches." + (meant.map { " Did you mean \($0)?" } ?? ""))
    }

    @Test func whoUndoesAFilterIsOnTheSameRowAgain() throws {
        var driver = try Driver()
        driver.press("2 G")
        let row = driver.current
        driver.type(":filter outcome:denied")
        driver.press("Enter")
        #expect(driver.state.place.rowCount == 3)
        driver.press("j u")
        #expect(driver.current == row)
        driver.press("ctrl-r G F d k k u")
        #expect(driver.state.place.rowCount == 3)
        #expect(driver.state.place.selection.row == 2)
    }

    @Test func anArgumentOfThePaletteNarrowsItsViewOnly() throws {
        var driver = try Driver()
        driver.type(":ips 203.0.113.0/24")
        driver.press("Enter 1")
        #expect(driver.state.place.request.view == .alerts)
        #expect(driver.state.place.request.filters.isEmpty)
        driver.press("&")
        driver.type("outcome:denied")
        driver.press("Enter 4")
        #expect(driver.state.place.request.filters == [StackedFilter("outcome:denied")])
    }

    @Test func theStackEditsTogglesAndRemoves() throws {
        var driver = try Driver()
        driver.press("2")
        driver.type(":filter outcome:denied")
        driver.press("Enter F Space")
        #expect(driver.state.place.request.filters == [StackedFilter("outcome:denied", isOn: false)])
        driver.press("Enter")
        driver.press("ctrl-u")
        driver.type("name:x")
        driver.press("Enter")
        #expect(driver.state.place.request.filters == [StackedFilter("name:x")])
        driver.press("F d")
        #expect(driver.state.place.request.filters.isEmpty)
        #expect(driver.state.overlay == nil)
    }

    @Test func tabPutsInWhatIsOffered() throws {
        var driver = try Driver()
        driver.press("2 &")
        driver.type("out")
        #expect(driver.text.contains("outcome:  field"))
        driver.press("Tab")
        #expect(text(driver) == "outcome:")
        #expect(driver.text.contains("denied  12"))
        driver.press("Tab")
        #expect(text(driver) == "outcome:denied")
        driver.press("Tab BackTab BackTab")
        #expect(text(driver) == "outcome:ok")
    }

    @Test func tabAheadOfTheAnswerWaitsForIt() throws {
        var driver = try Driver()
        driver.press("2 &")
        driver.holdsAnswers = true
        driver.type("out")
        driver.press("Tab")
        #expect(text(driver) == "out")
        driver.holdsAnswers = false
        let (ticket, request) = try #require(driver.held.last { $0.0.slot == .completion })
        driver.send(.answered(ticket, driver.desk.answer(request)))
        #expect(text(driver) == "outcome:")
    }

    @Test func whatStandsBehindTheCursorStays() throws {
        var driver = try Driver()
        driver.press("2 &")
        driver.type("out ip:x")
        driver.press("Left Left Left Left Left Tab")
        #expect(text(driver) == "outcome: ip:x")
    }

    private func text(_ driver: Driver) -> String {
        guard case .prompt(let prompt) = driver.state.overlay else { return "no prompt" }
        return prompt.editor.text
    }

    @Test func upBringsEarlierFilters() throws {
        var driver = try Driver()
        driver.press("2 &")
        driver.type("outcome:denied")
        driver.press("Enter & Up Enter")
        #expect(
            driver.state.place.request.filters == [StackedFilter("outcome:denied"), StackedFilter("outcome:denied")])
    }

    @Test func searchMovesWhileOneTypesAndEscapeGivesTheRowBack() throws {
        var driver = try Driver()
        driver.press("2 /")
        driver.type("Call17")
        #expect(driver.current == "event-17")
        driver.press("Esc")
        #expect(driver.current == "event-0")
        driver.press("/")
        driver.type("call17")
        driver.press("Enter")
        #expect(driver.current == "event-17")
        let screen = render(driver.state)
        #expect(screen.cells.contains { $0.paint.over == .uiMatchCurrent })
        driver.press("/")
        driver.type("CALL17")
        #expect(driver.state.toast?.text == "Nothing found.")
        driver.press("Esc /")
        driver.type("nowhere")
        #expect(driver.state.toast?.text == "Nothing found.")
    }

    @Test func paletteCommandsTakeArguments() throws {
        var driver = try Driver()
        driver.type(":ips 203.0.113.0/24")
        driver.press("Enter")
        #expect(driver.state.place.request.view == .addresses)
        #expect(driver.state.place.request.filters == [StackedFilter("ip:203.0.113.0/24", in: .addresses)])
        driver.type(":sort status")
        driver.press("Enter")
        #expect(driver.state.place.request.sort?.column == "status")
        driver.type(":sort colour")
        driver.press("Enter")
        #expect(driver.state.toast?.text == "Sort by one of: value, status.")
        driver.type(":q")
        driver.press("Enter")
        #expect(driver.effects == ["quit"])
    }

    @Test func paletteFindsTitlesByLettersAndShowsKeys() throws {
        var driver = try Driver()
        driver.type(":attck")
        #expect(driver.text.contains("> 6"))
        driver.press("Enter")
        #expect(driver.state.place.request.view == .attack)
        driver.type(":zzzz")
        driver.press("Enter")
        #expect(driver.state.toast?.text == "There is no command 'zzzz'.")
    }

    @Test func pastedTextGoesIntoAPromptOnly() throws {
        var driver = try Driver()
        driver.send(.pasted("jjj"))
        #expect(driver.current == "alert-0")
        driver.press("&")
        driver.send(.pasted("name:x\nip:y"))
        #expect(driver.lines.last?.hasPrefix("&name:x ip:y") == true)
    }
}
