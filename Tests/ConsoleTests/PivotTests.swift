import Cases
import CloudTrail
import Events
import Investigation
import Testing

@testable import Console

/// Cards, evidence, notes, occurrences and matrices over the sample case.
@Suite struct PivotTests {
    private static let sizes = [Size(columns: 80, rows: 24), Size(columns: 120, rows: 40)]
    private static let views = [
        "card-key": "Enter g k Enter", "card-address": "Enter g i Enter", "card-principal": "g p",
        "evidence": "0", "notes-empty": "9", "matrix": "5 M",
    ]

    @Test(arguments: ["card-key", "card-address", "card-principal", "evidence", "notes-empty", "matrix"])
    func snapshots(view: String) throws {
        for size in Self.sizes {
            var driver = try Driver(columns: size.columns, rows: size.rows, desk: SampleCase.desk)
            driver.press(Self.views[view] ?? "")
            try expectSnapshot("pivot-\(view)-\(size.columns)x\(size.rows)", render(driver.state))
        }
    }

    @Test func aCardSaysWhoHowMuchAndWithWhom() throws {
        var driver = try Driver(columns: 120, rows: 40, desk: SampleCase.desk)
        driver.press("Enter g k Enter")
        #expect(driver.lines[2].hasPrefix("  confirmed · key · long-term · of svc-backup · account 111122223333"))
        #expect(driver.lines[3].contains("489 events, 0 denied, 6 failed, 432 writes"))
        #expect(driver.lines[4].contains("2 addresses  198.51.100.23 335, 192.0.2.61 154"))
    }

    @Test func aNoteOnTheSubjectStandsInItsCard() throws {
        var driver = try Driver(desk: SampleCase.desk)
        driver.press("Enter g k a")
        driver.type("rotated by ops")
        driver.press("Enter Enter")
        #expect(driver.lines[4].contains("yours  rotated by ops"))
        driver.press("o")
        #expect(!driver.text.contains("yours  rotated by ops"))
    }

    @Test func noLineOfACardIsLongerThanScreensHaveUseFor() throws {
        let hostile = "\u{1B}[2J" + String(repeating: "x", count: 100_000)
        let desk = SampleCase.desk
        let card = CardFacts(
            Entity(.session, hostile), .none(of: desk.index.count), desk: desk, request: ViewRequest(.timeline)
        ).lines
        #expect(card.allSatisfy { $0.plain.count < 500 })
        #expect(card.first?.plain.contains("\u{1B}") == false)
    }

    @Test func aFileOfTheEvidenceLeadsToItsEvents() throws {
        var driver = try Driver(columns: 120, rows: 40, desk: SampleCase.desk)
        driver.press("0 j j j Enter")
        #expect(driver.state.place.request.view == .timeline)
        #expect(driver.lines[1].contains("45 events"))
        driver.press("[")
        #expect(driver.state.place.request.view == .evidence)
        #expect(driver.state.place.selection.row == 3)
    }

    @Test func notesAreChangedAndTakenBackInTheirList() throws {
        let sections = NotesSection.allCases.count
        var driver = try Driver(desk: SampleCase.desk)
        driver.press("Enter a")
        driver.type("first")
        driver.press("Enter Space 9")
        #expect(driver.state.place.rowCount == 2 + sections)
        driver.press("j e")
        driver.type(" and last")
        driver.press("Enter")
        #expect(driver.text.contains("first and last"))
        driver.press("d")
        #expect(driver.state.place.rowCount == 1 + sections)
        driver.press("u")
        #expect(driver.state.place.rowCount == 2 + sections)
        driver.press("g g d")
        #expect(driver.state.decisions.current.annotations.marks.isEmpty)
    }

    @Test func theMatrixIsThatOfTheInvestigation() throws {
        let desk = SampleCase.desk
        var request = ViewRequest(.calls)
        request.isMatrix = true
        let listing = try desk.listing(request) { false }
        let known = try desk.investigation(for: request) { false }.matrix
        #expect(listing.columns.dropFirst().map(\.id) == known.calls)
        #expect((0..<listing.rows.count).map { listing.rows.row(at: $0).key.text } == known.keys)
        let signs = (0..<listing.rows.count).map { row in
            listing.rows.row(at: row).cells.dropFirst().map { $0.text.plain.prefix(1) }
        }
        #expect(signs == known.cells.map { $0.map { $0 == nil ? "-" : $0 == .ok ? "✓" : $0 == .denied ? "x" : "!" } })
    }

    @Test func theMatrixOfTacticsComesInBothVersions() throws {
        var driver = try Driver(columns: 120, rows: 40, desk: SampleCase.desk)
        driver.press("6 v")
        #expect(driver.lines[1].contains("v19"))
        driver.press("v")
        #expect(driver.lines[1].contains("v18.1"))
    }

    @Test func aRowWithoutAKeySaysThatItHasNone() throws {
        var driver = try Driver(columns: 120, rows: 40, desk: SampleCase.desk)
        driver.press("6 g k")
        #expect(driver.state.place.request.view == .keys)
        #expect(driver.lines.last == " The row you came from names no key.")
    }

    @Test func hoursOfNobodyInParticularAreEverybodys() throws {
        var driver = try Driver(columns: 120, rows: 40, desk: SampleCase.desk)
        driver.press("6 g h")
        #expect(driver.lines[1].hasPrefix(" Hours  everybody · "))
        driver.press("1 g h")
        #expect(driver.lines[1].hasPrefix(" Hours  svc-backup · "))
    }

    @Test func anAlertIsNothingToLookForInRecords() throws {
        var driver = try Driver(desk: SampleCase.desk)
        driver.press("g w")
        #expect(driver.lines.last == " No record names an alert: go to a cell with a value, such as a principal.")
    }

    @Test func crumbsSayViewAndSubjectWithWhatWasFiltered() throws {
        var driver = try Driver(columns: 120, rows: 40, desk: SampleCase.desk)
        driver.press("g p &")
        driver.type("rw:write")
        driver.press("Enter F d")
        #expect(driver.lines[0].contains("Alerts ▸ svc-backup ▸ rw:write ▸ svc-backup "))
    }

    @Test func whereElseAKeyOccurs() throws {
        var driver = try Driver(columns: 120, rows: 40, desk: SampleCase.desk)
        driver.press("Enter g k g w")
        #expect(driver.lines.contains { $0.contains("field") && $0.contains("key") && $0.contains("489") })
        #expect(driver.lines.contains { $0.contains("scope") && $0.contains("confirmed") })
        try expectSnapshot("pivot-occurrences-120x40", render(driver.state))
        driver.send(.resized(Size(columns: 80, rows: 24)))
        try expectSnapshot("pivot-occurrences-80x24", render(driver.state))
    }
}
