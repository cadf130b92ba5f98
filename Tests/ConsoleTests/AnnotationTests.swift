import Cases
import Events
import Exports
import Records
import Testing

@testable import Console

/// Marks, tags, notes and kept places.
@Suite struct AnnotationTests {
    private func timeline() throws -> Driver {
        var driver = try Driver()
        driver.press("2 g g")
        return driver
    }

    @Test func spaceMarksTheRowAndGoesDown() throws {
        var driver = try timeline()
        let marked = driver.current
        driver.press("Space")
        #expect(driver.current != marked)
        #expect(driver.state.decisions.current.annotations.marks.count == 1)
        #expect(driver.lines.contains { $0.hasPrefix(" *") })
        driver.press("k Space")
        #expect(driver.state.decisions.current.annotations.marks.isEmpty)
        #expect(!driver.lines.contains { $0.hasPrefix(" *") })
    }

    @Test func aRangeIsMarkedAndUndoneAsOne() throws {
        var driver = try timeline()
        driver.press("V j j j Space")
        #expect(driver.state.decisions.current.annotations.marks.count == 4)
        #expect(driver.state.place.selection.rangeStart == nil)
        driver.press("u")
        #expect(driver.state.decisions.current.annotations.marks.isEmpty)
        driver.press("ctrl-r")
        #expect(driver.state.decisions.current.annotations.marks.count == 4)
    }

    @Test func bracesGoFromMarkToMark() throws {
        var driver = try timeline()
        driver.press("j j Space G Space g g }")
        let first = driver.state.place.selection.row
        driver.press("}")
        let second = driver.state.place.selection.row
        #expect((first, second) == (2, driver.state.place.rowCount - 1))
        driver.press("{")
        #expect(driver.state.place.selection.row == 2)
    }

    @Test func aNoteNeedsWordsAndIsUndone() throws {
        var driver = try timeline()
        driver.press("a Enter")
        #expect(driver.lines.last?.contains("A note needs words") == true)
        driver.type("first access")
        driver.press("Enter")
        let note = try #require(driver.state.decisions.current.annotations.notes.first)
        #expect(note.text == "first access")
        #expect(note.subject?.value == driver.state.place.currentRow?.subject?.value)
        #expect(note.time == Driver.now)
        #expect(driver.lines.contains { $0.hasPrefix(">n") })
        driver.press("u")
        #expect(driver.state.decisions.current.annotations.notes.isEmpty)
        #expect(driver.lines.last?.contains("Undone: note on") == true)
    }

    @Test func aTagIsSetAndTakenOff() throws {
        var driver = try timeline()
        driver.press("t")
        driver.type("key  theft")
        driver.press("Enter")
        let subject = driver.state.place.currentRow?.subject
        #expect(driver.state.decisions.current.annotations.tags(of: subject) == ["key-theft"])
        #expect(driver.state.decisions.current.annotations.tagNames == ["key-theft"])
        driver.type(":tag -key-theft")
        driver.press("Enter")
        #expect(driver.state.decisions.current.annotations.tagNames.isEmpty)
    }

    @Test func aPlaceIsKeptUnderALetter() throws {
        var driver = try timeline()
        driver.press("j j j m a 3 2 g g ' a")
        #expect(driver.state.place.request.view == .timeline)
        #expect(driver.state.place.selection.row == 3)
        driver.press("' b")
        #expect(driver.lines.last?.contains("No place is kept under b") == true)
        driver.press("' Esc")
        #expect(driver.state.overlay == nil)
    }

    @Test func aKeptPlaceIsNoStepToUndo() throws {
        var driver = try timeline()
        driver.press("Space j j m a u")
        #expect(driver.state.decisions.current.annotations.marks.isEmpty)
        #expect(driver.state.decisions.current.annotations.places.count == 1)
        driver.press("ctrl-r 3 ' a")
        #expect(driver.state.decisions.current.annotations.marks.count == 1)
        #expect(driver.state.place.selection.row == 3)
    }

    @Test func aNoteOnARangeIsAboutAllOfItsEvents() throws {
        var driver = try Driver(columns: 120, rows: 40, desk: SampleCase.desk)
        driver.press("g p g g V j j")
        let events = driver.state.place.content.listing?.rows.eventCount(in: 0...2)
        let count = try #require(events)
        #expect(driver.lines.last?.contains("RANGE of \(count) events") == true)
        driver.press("a")
        #expect(driver.lines.last?.hasPrefix("note on \(count) events: ") == true)
        driver.type("the first ones")
        driver.press("Enter")
        #expect(driver.state.place.selection.rangeStart == nil)
        let note = try #require(driver.state.decisions.current.annotations.notes.first)
        #expect(note.subjects.count == count)
        let noted = driver.lines.filter { $0.dropFirst().hasPrefix("n") }
        #expect(noted.count == 3)
        driver.type(":timeline has:note")
        driver.press("Enter")
        #expect(driver.lines[1].contains(" \(count) events "))
        let notes = AnalystRecord(driver.state.decisions.current, in: SampleCase.trail.index).notes
        #expect(notes.map(\.rows.count) == [count])
    }

    @Test func marksDoNotAskForListsThatDoNotRestOnThem() throws {
        var driver = try timeline()
        driver.holdsAnswers = true
        driver.press("Space")
        #expect(driver.held.allSatisfy { ticket, _ in ticket.slot != .list })
        driver.holdsAnswers = false
        driver.type(":filter is:marked")
        driver.press("Enter")
        driver.holdsAnswers = true
        driver.press("Space")
        #expect(driver.held.contains { ticket, _ in ticket.slot == .list })
    }

    @Test func filtersAskForMarksTagsAndNotes() throws {
        var driver = try Driver(columns: 120, rows: 40, desk: SampleCase.desk)
        driver.press("g p g g Space j a")
        driver.type("here it begins")
        driver.press("Enter t")
        driver.type("first")
        driver.press("Enter")
        for filter in ["is:marked", "has:note", "tag:first"] {
            driver.type(":timeline \(filter)")
            driver.press("Enter")
            #expect(driver.lines[1].contains(" 1 event "), "\(filter)")
            driver.press("[")
        }
        driver.press("3")
        driver.press("t")
        driver.type("stolen")
        driver.press("Enter")
        let calls = SampleCase.trail.index.rows(.key, equal: driver.current).count
        driver.type(":timeline tag:stolen")
        driver.press("Enter")
        #expect(driver.lines[1].contains("\(calls) events"))
    }
}
