import Cases
import Foundation
import Testing

@testable import Console

@Suite struct DebriefTests {
    /// By the answers of `SampleData/README.md`.
    @Test func theSampleCaseIsDebriefed() throws {
        var driver = try Driver(desk: SampleCase.desk)
        driver.type(":debrief")
        driver.press("Enter")
        #expect(driver.state.place.request.view == .debrief)
        #expect(driver.text.contains("8 of 8 keys, 2 of 2 addresses, 8 of 8 principals, nothing taken in wrongly,"))
        #expect(driver.text.contains("right    AKIAGZR5TKBS7EXAMPLE: found, of test-integration"))
    }

    @Test func aLineLeadsToTheEventsOfItsKey() throws {
        var driver = try Driver(desk: SampleCase.desk)
        driver.type(":debrief")
        driver.press("Enter")
        driver.type("/AKIAGZR5TKBS7EXAMPLE")
        driver.press("Enter Enter")
        #expect(driver.state.place.request.subject == Entity(.key, "AKIAGZR5TKBS7EXAMPLE"))
    }

    @Test func anAnswerInTheAnalystsWordsIsComparedInPlaceOfTheDraft() throws {
        var request = ViewRequest(.debrief)
        request.columns = 80
        request.decisions.answers["actions"] = EditedAnswer(text: "318 rules opened.", time: Driver.now)
        let listing = try SampleCase.desk.listing(request) { false }
        let lines = (0..<listing.rows.count).map { listing.rows.row(at: $0).cells[0].text.plain }
        #expect(lines.contains("right    318 rules opened"))
        #expect(lines.contains("missed   370 calls"))
        // 3 of 3, 3 of 3, 1 of 6 and 1 of 1.
        #expect(lines.contains { $0.hasSuffix("8 of 13 facts") })
    }

    @Test func aCaseWithoutTruthSaysSo() throws {
        let desk = TrailDesk(
            SampleCase.trail, name: "case", isSample: false,
            notes: NotesWriter(folder: FileManager.default.temporaryDirectory.path) { Driver.now }, threads: 2,
            rules: { BuiltInRules.set })
        #expect(
            throws: Problem(
                "No truth.json lies beside this case: only training cases have one, from huckleberry synth.")
        ) { try desk.listing(ViewRequest(.debrief)) { false } }
    }
}
