import Testing

@testable import Console

@Suite struct ThemeChoiceTests {
    private func driver() throws -> Driver {
        let library = ThemeLibrary(sources: [
            "dark": ("dark.yaml", "format: 1\nname: dark\n"), "light": ("light.yaml", "format: 1\nname: light\n"),
            "torn": ("torn.yaml", "format: 1\nname: torn\nstyles:\n  ui.txt: {}\n"),
        ])
        var driver = try Driver()
        driver.state = State(
            registry: driver.state.registry, size: driver.state.size, themes: ThemeSet(library).choices, theme: "dark")
        driver.send(.opened(driver.desk.summary))
        return driver
    }

    @Test func aThemeIsShownWhileItIsChosen() throws {
        var driver = try driver()
        driver.press(":")
        driver.type("theme ")
        #expect(driver.state.shownTheme == "dark")
        #expect(driver.text.contains("> dark  now"))
        driver.press("Down")
        #expect(driver.state.shownTheme == "light")
        #expect(driver.state.theme == "dark")
        driver.press("Esc")
        #expect(driver.state.shownTheme == "dark")
        driver.press(":")
        driver.type("theme ")
        driver.press("Tab Enter")
        #expect(driver.state.theme == "light")
        #expect(driver.state.overlay == nil)
    }

    @Test func withoutANameTheThemesAreShown() throws {
        var driver = try driver()
        driver.press(":")
        driver.type("theme")
        driver.press("Enter")
        #expect(driver.text.contains("> dark  now"))
        driver.type("lig")
        #expect(driver.state.shownTheme == "light")
        driver.press("Enter")
        #expect(driver.state.theme == "light")
    }

    @Test func oneWithAMistakeSaysWhere() throws {
        var driver = try driver()
        driver.press(":")
        driver.type("theme t")
        #expect(driver.state.shownTheme == "dark")
        #expect(driver.text.contains("torn  torn.yaml:4:3: unknown role 'ui.txt'; did you mean 'ui.text'?"))
        driver.press("Enter")
        #expect(driver.state.theme == "dark")
        #expect(driver.state.toast?.kind == .error)
    }

    @Test func oneThatIsNotThereIsTold() throws {
        var driver = try driver()
        driver.press(":")
        driver.type("theme xyz")
        driver.press("Enter")
        #expect(driver.state.toast?.text == "There is no theme 'xyz'. There are: dark, light, torn.")
    }
}

@Suite struct PaletteArgumentTests {
    @Test func tabWritesAWordOutAndGoesThroughItsValues() throws {
        var driver = try Driver()
        driver.press(":")
        driver.type("sor")
        driver.press("Tab")
        #expect(driver.lines.last == ":sort")
        #expect(driver.text.contains("> score  now  SCORE"))
        driver.press("Tab Enter")
        #expect(driver.state.place.request.sort == SortOrder(column: "last"))
    }

    @Test func aValueIsFoundByItsLetters() throws {
        var driver = try Driver()
        driver.press(":")
        driver.type("by pr")
        #expect(driver.text.contains("> principal"))
        driver.press("Enter")
        #expect(driver.state.place.request.grouping == .principal)
    }

    @Test func whatIsWrittenInFullIsTakenFirst() throws {
        let state = try Driver().state
        #expect(Palette.entries(for: "sort ", in: state).count == 6)
        #expect(Palette.entries(for: "sort last", in: state).first?.argument == "last")
        #expect(Palette.entries(for: "sort nonsense", in: state).map(\.argument) == ["nonsense"])
        #expect(Palette.entries(for: "ips 10.0.0.0/8", in: state).map(\.argument) == ["10.0.0.0/8"])
    }
}
