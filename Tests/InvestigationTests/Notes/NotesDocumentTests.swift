import Cases
import CloudTrail
import Detections
import Events
import Exports
import Ingest
import Investigation
import Records
import Testing

@Suite struct NotesDocumentTests {
    private let document = NotesCase.sampleDocument

    @Test func theHeadingsStandInTheirOrder() {
        #expect(
            document.sections.filter { $0.level == 2 }.map(\.title) == [
                "Executive summary", "Status, severity and impact", "Lead alert, and why it is suspicious", "Scope",
                "The four questions", "Phases and timeline", "Attacker changes ledger", "Credential lineage", "ATT&CK",
                "Indicators of compromise", "Containment, eradication and recovery", "Root cause and hypotheses",
                "Visibility gaps and coverage", "Resilience", "Lessons learned", "Notes of the analyst", "Decision log",
                "Evidence", "Chain of custody", "Method",
            ])
        #expect(Set(document.sections.map(\.anchor)).count == document.sections.count)
    }

    @Test func claimsAreNumberedInOrderAndStandInASection() {
        #expect(document.claims.map(\.id) == (1...document.claims.count).map { "C\($0)" })
        let anchors = Set(document.sections.map(\.anchor))
        #expect(document.claims.allSatisfy { anchors.contains($0.section) })
    }

    @Test func whatIsObservedRestsOnRecords() {
        #expect(document.claims.contains { $0.mark == .observed })
        #expect(document.claims.contains { $0.mark == .unknown })
        for claim in document.claims where claim.evidence.isEmpty && claim.author == nil {
            #expect(claim.mark != .observed, "\(claim.id): \(claim.text)")
        }
    }

    @Test func everyCitedNumberIsInTheEvidence() {
        let known = Set(document.evidence.map(\.number))
        #expect(known == Set(1...document.evidence.count))
        #expect(Set(document.claims.flatMap(\.evidence)) == known)
    }

    @Test func theSummaryHasEightLinesAtMostAndTellsTheStory() {
        let lines = document.claims.filter { $0.section == "summary" }.map(\.text)
        #expect(lines.count <= 8)
        #expect(
            lines.first == """
                From 2020-05-05T23:10:04Z to 2020-05-06T08:57:12Z an attacker used 8 long-lived access keys of 8 principals, in \
                account 111122223333, from 2 addresses.
                """)
        #expect(
            lines.contains(
                """
                They opened 318 firewall rules in 57 security groups; 197 have been revoked, and 121 are still open at the end \
                of the trail, 2020-05-07T00:09:59Z.
                """))
        let active = "3 of 8 long-lived keys are still active at the end of the trail: AKIA"
        #expect(lines.contains { $0.hasPrefix(active) })
    }

    @Test func evidenceLeadsBackToTheRecord() throws {
        let index = SampleCase.trail.index
        let row = try #require(try SampleCase.alert(of: "huckleberry-ec2-key-pair-suspicious").leadRow)
        let line = try #require(document.evidence.first { $0.row == row })
        let location = index.location(row)
        #expect(line.eventID == "682aec1c-b6ef-447e-98ae-f9d9c5721fa7")
        #expect(line.account == "111122223333")
        #expect(line.sha256 == SampleCase.trail.report.sources[location.source].sha256)
        #expect(line.record == location.record)
        #expect(line.recordSHA256 == (try SampleCase.trail.record(row).sha256))
    }

    // MARK: The analyst

    private func written(_ analyst: AnalystRecord) throws -> (document: NotesDocument, markdown: String) {
        let tiny = try TinyTrail.keyPair(named: "debug")
        defer { tiny.remove() }
        let document = NotesDocument(NotesCase.of(tiny.trail, analyst: analyst))
        return (document, NotesMarkdown(document).text)
    }

    @Test func theAnalystsNumbersStay() throws {
        var analyst = AnalystRecord()
        analyst.evidence = [7, 30]
        analyst.notes = [
            .init(
                time: NotesCase.generated, author: "ana", subject: "key AKIAANA", rows: [],
                text: "Seen in [E2], and in [E9].\n\n- **one**\n- `two`", mark: .inferred)
        ]
        let (document, markdown) = try written(analyst)
        #expect(document.evidence.prefix(2).map(\.row) == [7, 30])
        let claim = try #require(document.claims.first { $0.author == "ana" })
        #expect(claim.evidence == [2])
        #expect(claim.mark == .inferred)
        #expect(markdown.contains("*ana, 2020-09-13T12:26:40Z about key AKIAANA, *inferred* [E2]:*"))
        #expect(markdown.contains("Seen in [E2], and in \\[E9\\]."))
        #expect(markdown.contains("- **one**\n- `two`\n"))
        #expect(markdown.contains("Texts of the analyst refer to `E9`, which is no number of the evidence."))
    }

    @Test func answersStandAboveTheirDrafts() throws {
        var analyst = AnalystRecord()
        analyst.answers["access"] = .init(text: "From a wiki page.", author: "ana", time: NotesCase.generated)
        let markdown = try written(analyst).markdown
        let own = try #require(markdown.firstRange(of: "From a wiki page."))
        let draft = try #require(markdown.firstRange(of: "Draft from the records:"))
        #expect(own.lowerBound < draft.lowerBound)
    }

    @Test func sectionsOfTheAnalystTakeThePlaceOfDrafts() throws {
        var analyst = AnalystRecord()
        analyst.sections[.summary] = .init(text: "We lost a key.", author: "ana", time: NotesCase.generated)
        analyst.sections[.lessons] = .init(text: "Rotate.", author: "ana", time: NotesCase.generated)
        let (document, markdown) = try written(analyst)
        #expect(document.claims.filter { $0.section == "summary" }.map(\.text) == ["We lost a key."])
        #expect(markdown.contains("## Lessons learned\n\n*ana, 2020-09-13T12:26:40Z:*\n\nRotate.\n"))
        #expect(markdown.contains("### Impact\n\nNot written yet.\n"))
    }

    @Test func decisionsAreLoggedWithThoseThatWereTakenBack() throws {
        var analyst = AnalystRecord()
        analyst.decisions = [
            .init(time: NotesCase.generated, author: "ana", what: "192.0.2.9: kept out", reason: "ours", isUndone: true)
        ]
        let markdown = try written(analyst).markdown
        let what = #"192\[.\]0\[.\]2\[.\]9: kept out"#
        #expect(markdown.contains("| 2020-09-13T12:26:40Z | ana | \(what) | ours | taken back |"))
    }

    // MARK: Nothing found

    @Test func aTrailWithoutAlertsSaysSo() throws {
        let tiny = try TinyTrail([.init(time: "2020-05-06T09:00:00Z", name: "DescribeInstances")])
        defer { tiny.remove() }
        let document = NotesDocument(NotesCase.of(tiny.trail, alerts: []))
        let markdown = NotesMarkdown(document).text
        #expect(markdown.contains("No alert was raised over this trail."))
        #expect(markdown.contains("No key is known to be in an attacker's hands. *Inferred, confidence medium.*"))
        #expect(markdown.contains("No record is cited."))
        #expect(document.evidence.isEmpty)
        #expect(NotesHTML(document).text.contains("No alert was raised over this trail."))
    }
}
