import Cases
import CloudTrail
import Investigation
import Testing

@testable import Console

/// Lineage, questions and response over the sample case.
@Suite struct CaseworkTests {
    private func driver(_ keys: String, columns: Int = 120, rows: Int = 40) throws -> Driver {
        var driver = try Driver(columns: columns, rows: rows, desk: SampleCase.desk)
        driver.press(keys)
        return driver
    }

    // MARK: Questions

    @Test func anAnswerIsEditedBesideTheDraftAndTheDraftComesBack() throws {
        var driver = try driver("7")
        let before = driver.text
        #expect(driver.text.contains("answer      8 long-lived access keys of 8 principals"))
        driver.press("e ctrl-u")
        driver.type("Eight keys, all of them ours.")
        driver.press("Enter")
        #expect(driver.state.decisions.current.answers["credentials"]?.text == "Eight keys, all of them ours.")
        let lines = driver.lines
        let own = try #require(lines.firstIndex { $0.contains("answer      Eight keys, all of them ours.") })
        #expect(lines[own + 1].contains("yours, 2020-05-06 21:20:00"))
        #expect(lines[own + 2].contains("draft       8 long-lived access keys"))
        #expect(lines[1].contains("1 of 4 answers yours"))
        driver.press("u j k")
        #expect(driver.text == before)
        driver.press("ctrl-r e ctrl-u Enter")
        #expect(driver.state.decisions.current.answers.isEmpty)
    }

    @Test func anEditBeginsWithWhatStandsThere() throws {
        var driver = try driver("7 e")
        guard case .prompt(let prompt) = driver.state.overlay else {
            Issue.record("no prompt is open")
            return
        }
        #expect(prompt.editor.text.hasPrefix("8 long-lived access keys of 8 principals: test-integration"))
        driver.press("Esc")
        #expect(driver.state.decisions.current.answers.isEmpty)
    }

    @Test func evidenceIsEnteredAndTheRestIsListedOrInTheTimeline() throws {
        var driver = try driver("7 /")
        driver.type("2  05-05 23:12:31")
        driver.press("Enter Enter")
        #expect(driver.state.place.request.view == .record)
        #expect(driver.text.contains("svc-mobile-upload"))
        driver.press("[ j j Enter")
        #expect(driver.text.contains("11  05-06 08:01:22 ListBuckets svc-backup") || driver.text.contains("all 11 in"))
        let row = try #require(driver.lines.firstIndex { $0.contains("all 11 in the timeline") })
        driver.state.place.selection.row += row - driver.lines.firstIndex { $0.hasPrefix(">") }!
        driver.press("Enter")
        #expect(driver.state.place.request.view == .timeline)
        #expect(driver.state.place.title == "Which credentials did the attacker have?")
        #expect(driver.lines[1].contains("11 events"))
    }

    // MARK: Response

    @Test func aStepIsDoneOwnedAndBothAreUndone() throws {
        var driver = try driver("8 j")
        let id = try #require(driver.state.place.currentRow?.entities[.step]?.value)
        #expect(driver.lines[1].contains("42 of 117 verified"))
        driver.press("d")
        #expect(driver.state.decisions.current.steps[id]?.isDone == true)
        #expect(driver.lines.contains { $0.hasPrefix(">") && $0.contains(" done ") })
        #expect(driver.lines.contains { $0.contains("PRESERVE  0 of 12 verified, 1 done") })
        driver.press("o")
        driver.type("ana")
        driver.press("Enter")
        #expect(driver.lines.contains { $0.hasPrefix(">") && $0.contains(" ana ") && $0.contains(" done ") })
        driver.press("u u")
        #expect(driver.state.decisions.current.steps.isEmpty)
        #expect(driver.lines.contains { $0.hasPrefix(">") && $0.contains(" proposed ") })
        driver.press("d d")
        #expect(driver.state.decisions.current.steps.isEmpty)
    }

    @Test func whatEventsVerifyStaysVerifiedWhateverTheAnalystSays() throws {
        var driver = try driver("8 Enter j j")
        #expect(driver.lines.contains { $0.hasPrefix(">  13 Deactivate") && $0.contains(" verified ") })
        driver.press("d")
        #expect(driver.lines.contains { $0.hasPrefix(">  13 Deactivate") && $0.contains(" verified ") })
        driver.press("v")
        #expect(driver.lines.contains { $0.hasPrefix("> state       verified by events; you say done") })
        #expect(driver.text.contains("verified by  1  05-06 23:14:43 UpdateAccessKey"))
    }

    @Test func whatNoEventVerifiesSaysWhichWould() throws {
        var driver = try driver("8 Enter j j j v")
        #expect(driver.text.contains("awaited     A later UpdateAccessKey that succeeds, about AKIAANVJFS6X2EXAMPLE"))
        driver.press("[ [ 8 j v")
        #expect(driver.text.contains("awaited     It only looks: no event can verify it."))
    }

    @Test func aPhaseHasNoOwner() throws {
        let driver = try driver("8 o")
        #expect(driver.state.overlay == nil)
        #expect(driver.lines.last?.contains("This line is no step") == true)
    }

    @Test func theScriptIsThatOfTheExportAtTheStep() throws {
        var driver = try driver("8 j s", columns: 400)
        #expect(driver.current.hasSuffix(" 0") && driver.text.contains("> # Step 1: Keep when and where"))
        driver.press("g g")
        let listing = try #require(driver.state.place.content.listing)
        let shown = (0..<listing.rows.count).map { listing.rows.row(at: $0).cells[0].text.plain }
        let found = try SampleCase.desk.investigation(for: ViewRequest(.script)) { false }
        let scripts = ResponseScript.all(found.response, in: SampleCase.trail)
        #expect(scripts.count == 1)
        // Longer lines are broken on the screen, and lose nothing.
        #expect(shown.joined() == scripts[0].text.filter { $0 != "\n" })
        #expect(driver.lines[1].contains("never run from here"))
    }

    // MARK: Lineage

    @Test func theLineageOpensAtTheKeyAndFolds() throws {
        var driver = try driver("g p g l")
        #expect(driver.state.place.title == "Lineage: AKIA3I5VQPQ35EXAMPLE")
        #expect(driver.lines.contains { $0.hasPrefix(">-└─ its key") && $0.contains("AKIA3I5VQPQ35EXAMPLE") })
        #expect(driver.lines.contains { $0.contains("   └─ StartInstances") && $0.contains("tainted") })
        driver.press("h Enter")
        #expect(driver.lines.contains { $0.hasPrefix(">+└─ its key +1") })
        #expect(!driver.text.contains("StartInstances"))
        driver.press("Enter l Enter")
        #expect(driver.state.place.title == "AKIA3I5VQPQ35EXAMPLE")
        #expect(driver.state.place.request.view == .timeline)
    }

    @Test func aKeyOutsideTheIncidentIsTracedThroughTheWholeTrail() throws {
        let outside = Entity(.key, "AKIA0000000000000000")
        var driver = try driver("3 G g l")
        #expect(driver.lines[1].contains("is not part of the incident"))
        #expect(driver.lines.contains { $0.contains("in the whole trail") })
        #expect(driver.text.contains("not tainted"))
        // A key that no event names has nothing to tell, and says so.
        driver.state.go(to: driver.state.neighbour(.lineage, subject: outside, wanted: outside))
        driver.press("j")
        #expect(driver.text.contains("AKIA0000000000000000"))
    }

    @Test func aFilterLeavesWhatHasSuchEventsAndWhatLeadsThere() throws {
        var driver = try driver("g p g l +")
        #expect(driver.lines[1].contains("1 key · 1 user"))
        driver.press("-")
        #expect(driver.text.contains("No credential of the incident has such events."))
    }

    @Test func aDecisionOfTheScopeIsTakenInTheTree() throws {
        var driver = try driver("g p g l x")
        driver.type("ours")
        driver.press("Enter")
        #expect(driver.state.decisions.current.scope.choices.map(\.subject.value) == ["AKIA3I5VQPQ35EXAMPLE"])
        #expect(!driver.text.contains("StartInstances"))
        driver.press("u")
        #expect(driver.text.contains("StartInstances"))
    }

    // MARK: All of them

    /// The sample without a rule that could raise an alert.
    private func quiet() throws -> Driver {
        try Driver(
            desk: TrailDesk(
                SampleCase.trail, name: "quiet", isSample: false,
                notes: NotesWriter(folder: "/") { EventTime(milliseconds: 0) }, threads: 2, rules: { DetectorSet([]) }))
    }

    @Test func whatIsTakenInBeginsAnIncidentWhereNoAlertDoes() throws {
        var driver = try quiet()
        driver.press("3 /")
        driver.type("AKIA3I5VQPQ35EXAMPLE")
        driver.press("Enter")
        #expect(driver.lines[1].contains("no key is confirmed"))
        driver.press("c")
        #expect(driver.state.place.currentRow?.cells.first?.text.plain == "confirmed")
        #expect(driver.lines[1].contains(" confirmed"))
        driver.press("7")
        #expect(driver.text.contains("AKIA3I5VQPQ35EXAMPLE") && !driver.text.contains("no incident"))
        driver.press("u 3")
        #expect(driver.lines[1].contains("no key is confirmed"))
    }

    @Test(arguments: [("7", "no incident"), ("8", "No incident, so no steps"), ("8 s", "No incident, so no script")])
    func withoutAnIncidentTheySayWhatToDo(keys: String, words: String) throws {
        var driver = try quiet()
        driver.press(keys)
        #expect(driver.text.contains(words))
        #expect(driver.text.contains("takes"))
    }

    @Test func statementsAreReadBack() {
        let statements: [Statement] = [
            .answer("access"), .sign(hypothesis: "exposed-keys", isFor: false, number: 2), .blindSpot("flow-logs"),
            .step("disable/1111 2222/-/a b/c"), .advice("idle-key"),
        ]
        for statement in statements { #expect(Statement(statement.value) == statement) }
        #expect(Statement("") == nil)
        #expect(Statement("sign for x y") == nil)
    }

    @Test(
        arguments: [("lineage", "g p g l p"), ("questions", "7"), ("response", "8 j j"), ("step", "8 j Enter")],
        [Size(columns: 80, rows: 24), Size(columns: 120, rows: 40)])
    func eachHasASnapshot(view: (name: String, keys: String), size: Size) throws {
        let driver = try driver(view.keys, columns: size.columns, rows: size.rows)
        try expectSnapshot("sample-\(view.name)-\(size.columns)x\(size.rows)", render(driver.state))
    }

    @Test func theLineageInASCIIAndForReadersOfScreens() throws {
        let driver = try driver("g p g l", columns: 80, rows: 24)
        try expectSnapshot("sample-lineage-ascii", render(driver.state, Drawing(isASCII: true)))
        try expectSnapshot("sample-lineage-plain", render(driver.state, Drawing(isPlain: true)))
    }
}
