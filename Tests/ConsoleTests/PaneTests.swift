import Testing

@testable import Console

/// The pane of the row under the cursor, read as a whole.
@Suite struct PaneTests {
    private func alerts() throws -> Driver { try Driver(desk: SampleCase.desk) }

    @Test func linesThatWereCutAreReadInFull() throws {
        var driver = try alerts()
        #expect(!driver.text.contains("AuthorizeSecurityGroupIngress, 17 DescribeInstances, 9 ListBuckets, 9"))
        driver.press("Tab")
        let words = driver.lines.map { $0.trimmingPrefix { $0 == " " } }.joined(separator: " ")
        #expect(words.contains("9 DescribeDBInstances, 3 ListUsers and 4 more"))
        // The row that it is about stays in sight.
        #expect(driver.lines.contains { $0.hasPrefix(">") })
    }

    @Test func itScrollsToItsEndAndNoFurther() throws {
        var driver = try alerts()
        driver.press("j Tab G")
        let end = driver.text
        driver.press("j j PgDn")
        #expect(driver.text == end)
        driver.press("g g")
        #expect(driver.state.overlay == .pane(top: 0))
        driver.press("k")
        #expect(driver.state.overlay == .pane(top: 0))
    }

    @Test func rowsGoOnWithoutLeavingIt() throws {
        var driver = try alerts()
        driver.press("Tab J J K")
        #expect(driver.state.place.selection.row == 1)
        #expect(driver.state.overlay == .pane(top: 0))
    }

    @Test(arguments: ["Tab", "Esc", "q"])
    func theListComesBackAsItWas(key: String) throws {
        var driver = try alerts()
        driver.press("j j")
        let before = driver.text
        driver.press("Tab j j \(key)")
        #expect(driver.text == before)
    }

    @Test func otherKeysAreThoseOfTheList() throws {
        var driver = try alerts()
        driver.press("Tab 3")
        #expect(driver.state.place.request.view == .keys && driver.state.overlay == nil)
        driver.press("1 Tab g p")
        #expect(driver.state.place.request.view == .timeline && driver.state.overlay == nil)
        driver.press("Tab :")
        #expect(driver.state.layers.first == .prompt)
    }

    @Test func whatWasPutAwayIsPutAwayAgain() throws {
        var driver = try alerts()
        driver.press("p Tab Tab")
        #expect(!driver.text.contains("usual ec2"))
    }

    @Test func itIsShownToReadIt() throws {
        var driver = try alerts()
        driver.press("p")
        #expect(!driver.text.contains("usual ec2"))
        driver.press("Tab")
        #expect(driver.text.contains("usual ec2"))
        driver.press("Tab o Tab")
        #expect(driver.text.contains("usual ec2"))
    }

    @Test func whereThereIsNoRowNothingIsOpened() throws {
        var driver = try alerts()
        driver.press("L Tab")
        #expect(driver.state.overlay == nil)
        #expect(driver.state.toast?.text == "No row, no pane to read.")
    }

    @Test func aScreenThatIsTooLowSaysSo() throws {
        var driver = try Driver(columns: 80, rows: 8, desk: SampleCase.desk)
        driver.press("Tab")
        #expect(driver.text.split(separator: "\n").count <= 8)
    }

    /// As long as a value may be, and as hostile.
    @Test func aLongValueCostsNoMoreThanItsBeginning() {
        let value = String(repeating: "\u{202E}\u{1F600}", count: 50_000)
        let lines = PaneText.wrapped([StyledText([Span("from  ", .uiDim), Span(value)])], to: 78)
        // 4,000 characters, none wider than the escape of the first one, which is as wide as eight.
        #expect(lines.count <= 4_000 * 8 / 72 + 1)
        #expect(lines[1].plain.hasPrefix("      "))
    }
}
