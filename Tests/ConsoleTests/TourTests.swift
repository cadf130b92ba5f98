import Cases
import Foundation
import Testing

@testable import Console

/// The walk through the sample case.
@Suite struct TourTests {
    @Test func tabWalksThroughTheWholeCase() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        var driver = try Driver(desk: SampleCase.desk(notesIn: folder.path))
        driver.press("F2")
        #expect(Tour.count <= 12)
        var views: [ViewKind] = []
        var noted: [String] = []
        for step in 0..<Tour.count {
            #expect(driver.state.tour?.step == step)
            #expect(driver.text.contains("Tour \(step + 1) of \(Tour.count)"))
            driver.press("Tab")
            views.append(driver.state.place.request.view)
            if step == 8 { noted = driver.state.decisions.current.annotations.notes.map(\.text) }
        }
        #expect(driver.state.tour == nil)
        #expect(
            views == [
                .alert, .timeline, .keys, .keys, .addresses, .lineage, .attack, .questions, .response, .notes, .notes,
                .debrief,
            ])
        // What the tour noted is nobody's finding, and is taken back.
        #expect(noted == [Tour.ownNote])
        #expect(driver.state.decisions.current.annotations.notes.isEmpty)
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["incident-notes.md"])
    }

    @Test func whoPressesTheKeysIsFollowed() throws {
        var driver = try Driver(desk: SampleCase.desk)
        driver.press("F2 j k Enter")
        #expect(driver.state.tour?.step == 1)
        driver.press("g p")
        #expect(driver.state.tour?.step == 2)
        driver.press("F2")
        #expect(driver.state.tour == nil)
        #expect(driver.lines.last?.contains("The tour is over") == true)
    }

    @Test func whatTheTourLeavesBehindIsSaidBefore() throws {
        for columns in [80, 120] {
            var driver = try Driver(columns: columns, desk: SampleCase.desk)
            func words() -> String { driver.text.split(whereSeparator: \.isWhitespace).joined(separator: " ") }
            driver.press("F2 Tab Tab Tab")
            #expect(words().contains("the tour takes its own note back at its end. [a]"))
            driver.press("Tab Tab Tab Tab Tab Tab Tab")
            #expect(words().contains("writes them as a file into the folder you are in. [^S]"))
        }
    }

    @Test func whoHasLeftThePathIsLedBack() throws {
        var driver = try Driver(desk: SampleCase.desk)
        driver.press("j j F2")
        #expect(driver.state.place.selection.row == 0)
        driver.press("3 Tab")
        #expect(driver.state.place.request.view == .alerts)
        #expect(driver.state.tour?.step == 0)
        driver.press("Tab Tab 6 Tab")
        #expect(driver.state.place.request.view == .timeline)
        #expect(driver.state.tour?.step == 2)
    }

    @Test func elsewhereThereIsNoTour() throws {
        var driver = try Driver()
        driver.press("F2")
        #expect(driver.state.tour == nil)
        #expect(driver.lines.last?.contains("start huckleberry without a path") == true)
    }
}
