import Cases
import CloudTrail
import Investigation
import Testing

@testable import Console

@Suite struct NoteTests {
    private func timeline() throws -> Driver {
        var driver = try Driver(columns: 140, rows: 40, desk: SampleCase.desk)
        driver.press("2")
        return driver
    }

    private func notes(_ driver: Driver) -> [Note] { driver.state.decisions.current.annotations.notes }

    @Test func aNoteMayBeAboutNothingInParticular() throws {
        var driver = try timeline()
        driver.press("A")
        driver.type("the owner is on holiday")
        driver.press("Enter")
        #expect(notes(driver).map(\.subject) == [nil])
        #expect(notes(driver).map(\.author) == ["ana"])
        driver.press("9")
        #expect(driver.lines.contains { $0.contains("the case") && $0.contains("the owner is on holiday") })
    }

    @Test func theMarkStandsInFrontOfTheWords() throws {
        var driver = try timeline()
        driver.press("a")
        driver.type("they had it for long")
        driver.press("ctrl-t ctrl-t")
        #expect(driver.text.contains("inferred: they had it for long"))
        driver.press("Enter")
        #expect(notes(driver).map(\.mark) == [.inferred])
        #expect(notes(driver).map(\.text) == ["they had it for long"])
        driver.press("9 e ctrl-t ctrl-t")
        driver.press("Enter")
        #expect(notes(driver).map(\.mark) == [nil])
        #expect(notes(driver).map(\.text) == ["they had it for long"])
    }

    @Test func aMarkAloneIsNoNote() throws {
        var driver = try timeline()
        driver.press("a")
        driver.type("unknown: ")
        driver.press("Enter")
        #expect(notes(driver).isEmpty)
        #expect(driver.lines.last?.contains("A note needs words") == true)
    }

    @Test func aNoteHasLines() throws {
        var driver = try timeline()
        driver.press("a")
        driver.type("one")
        driver.press("alt-Enter")
        driver.type("two")
        #expect(driver.lines.contains { $0.contains("│  one ") })
        #expect(driver.lines.contains { $0.contains("│  two ") })
        driver.press("Enter")
        #expect(notes(driver).map(\.text) == ["one\ntwo"])
        driver.press("9")
        #expect(driver.lines.contains { $0.contains("one two") })
    }

    @Test func theCursorGoesThroughLines() throws {
        var driver = try timeline()
        driver.press("a")
        driver.type("abc")
        driver.press("alt-Enter")
        driver.type("d")
        // One line up, at the same cell, then to its end: behind the break begins the next line.
        driver.press("Up")
        driver.type("X")
        driver.press("Right Right Right")
        driver.type("Y")
        driver.press("Enter")
        #expect(notes(driver).map(\.text) == ["aXbc\nYd"])
    }

    @Test func aReferenceGivesTheEventItsNumberForGood() throws {
        var driver = try timeline()
        driver.press("j a")
        driver.type("see ")
        driver.press("ctrl-y Enter")
        #expect(notes(driver).map(\.text) == ["see [E1]"])
        let event = driver.state.place.currentRow?.entities[.event]
        #expect(driver.state.decisions.current.annotations.evidenceNumber(of: event) == 1)
        driver.press("y e")
        #expect(driver.effects.last == "copy [E1]")
        driver.press("j y e")
        #expect(driver.effects.last == "copy [E2]")
        // Taking the note back takes no number back.
        driver.press("u")
        #expect(notes(driver).isEmpty)
        #expect(driver.state.decisions.current.annotations.evidence.count == 2)
    }

    @Test func longWordsGoToTheEditorAndComeBack() throws {
        var driver = try timeline()
        driver.press("a")
        driver.type("short")
        driver.press("ctrl-o")
        #expect(driver.effects.last == "edit short")
        driver.send(.edited("much\n\nlonger"))
        driver.press("Enter")
        #expect(notes(driver).map(\.text) == ["much\n\nlonger"])
    }

    @Test func aTagHasNoEditor() throws {
        var driver = try timeline()
        driver.press("t ctrl-o")
        #expect(!driver.effects.contains { $0.hasPrefix("edit") })
        driver.send(.pasted("a\nb"))
        driver.press("Enter")
        #expect(driver.state.decisions.current.annotations.tagNames == ["a-b"])
    }

    @Test func aSectionBeginsWithItsTemplate() throws {
        var driver = try timeline()
        driver.press("9")
        #expect(driver.lines.contains { $0.contains("Lessons learned") && $0.contains("not written yet") })
        driver.press("G e")
        #expect(driver.text.contains("What went well:"))
        driver.press("ctrl-u")
        driver.type("Rotate keys.")
        driver.press("Enter")
        #expect(driver.state.decisions.current.sections[.lessons]?.text == "Rotate keys.")
        #expect(driver.lines.contains { $0.contains("Lessons learned") && $0.contains("Rotate keys.") })
        driver.press("u")
        #expect(driver.state.decisions.current.sections.isEmpty)
    }

    @Test func theLogHasWhatWasTakenBack() throws {
        var driver = try timeline()
        driver.press("Space u Space L")
        let rows = driver.lines.filter { $0.contains("mark on") }
        try #require(rows.count == 3)
        #expect(rows[0].contains("undone"))
        #expect(rows[1].contains("undone: mark on"))
        #expect(rows[2].contains("holds"))
        #expect(rows.allSatisfy { $0.contains("ana") })
    }
}
