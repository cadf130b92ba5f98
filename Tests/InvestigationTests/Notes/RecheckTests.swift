import Exports
import Foundation
import Ingest
import JSON
import Records
import Testing

@Suite struct RecheckTests {
    private func evidence() throws -> RecheckedSources { try .days() }

    /// The faults of the record that the alert rests on.
    private func leadFaults(_ recheck: Recheck) throws -> [EvidenceFault] {
        try #require(recheck.evidence.first { $0.evidence.eventID?.hasSuffix("100000000031") == true }).faults
    }

    @Test func whatIsUnchangedIsConfirmed() throws {
        let evidence = try evidence()
        defer { evidence.remove() }
        let recheck = try evidence.check()
        #expect(recheck.isConfirmed)
        #expect(recheck.claims.contains { $0.standing == .confirmed })
        #expect(recheck.claims.contains { $0.standing == .restsOnNoRecord })
        let lines = RecheckText(recheck).text.split(separator: "\n")
        #expect(lines.first == "confirmed C1 [E1]")
        #expect(lines.contains { $0.hasPrefix("\(recheck.claims.count) claims: ") })
        #expect(lines.contains { $0.contains(" 0 not confirmed, ") })
        #expect(lines.contains("2 sources in the manifest: 2 confirmed, 0 changed, 0 missing"))
        #expect(lines.last?.hasPrefix("Checked: that each record of the evidence is in a file with the ") == true)
        #expect(lines.last?.contains("Not checked: the sentences of the claims and of the ") == true)
    }

    @Test func theSampleCaseIsConfirmed() throws {
        let notes = try CheckedNotes.read(Array(NotesCase.sampleJSON.utf8))
        let recheck = Recheck(notes, in: SampleCase.trail) { _ in nil }
        #expect(recheck.isConfirmed)
        #expect(recheck.evidence.count == NotesCase.sampleDocument.evidence.count)
    }

    @Test func oneByteOfARecordIsFound() throws {
        let evidence = try evidence()
        defer { evidence.remove() }
        try evidence.write(evidence.text("b.json").replacing("debug", with: "debuh"), to: "b.json")
        let recheck = try evidence.check()
        #expect(!recheck.isConfirmed)
        let faults = try leadFaults(recheck)
        #expect(faults.count == 2)
        guard case .fileChanged(let path, _) = faults[0], case .recordDiffers = faults[1] else {
            Issue.record("\(faults)")
            return
        }
        #expect(path.hasSuffix("/b.json"))
    }

    @Test func oneByteIsToldOnceWithWhatRestsOnIt() throws {
        let evidence = try evidence()
        defer { evidence.remove() }
        let path = evidence.logs.appending(path: "b.json").path
        let old = try #require(evidence.notes.evidence.first { $0.file == path })
        try evidence.write(evidence.text("b.json").replacing("debug", with: "debuh"), to: "b.json")
        let recheck = try evidence.check()
        let new = try #require(recheck.sources.first { $0.path == path }?.faults.first?.found)
        let text = RecheckText(recheck).text
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        #expect(lines[0].hasPrefix("not confirmed: 1 of 2 sources, 1 of "))
        #expect(
            lines[1...5].elementsEqual([
                "", "\(path) has changed", "  in the notes  SHA-256 \(try #require(old.sha256))",
                "  now           SHA-256 \(new)",
                "  \(old.id), record 1: the record has changed",
            ]))
        #expect(lines[6] == "    in the notes  SHA-256 \(try #require(old.recordSHA256))")
        #expect(lines[8].hasPrefix("    cited by C1"))
        // Each hash once, whatever number of claims rest on it.
        for hash in [old.sha256, old.recordSHA256] { #expect(text.ranges(of: try #require(hash)).count == 1) }
    }

    @Test func recordsInAFileThatChangedAroundThemAreToldTogether() throws {
        let evidence = try evidence()
        defer { evidence.remove() }
        try evidence.write(evidence.text("a.json") + "\n", to: "a.json")
        let recheck = try evidence.check()
        let ids = recheck.evidence.filter { !$0.isConfirmed }.map(\.evidence.id)
        #expect(ids.count > 1)
        let text = RecheckText(recheck).text
        #expect(
            text.contains(
                ": these records are there byte for byte; it is the file around them that has changed\n    cited by C"))
        #expect(text.ranges(of: "in the notes  SHA-256").count == 1)
    }

    @Test func oneByteBesideTheRecordIsFound() throws {
        let evidence = try evidence()
        defer { evidence.remove() }
        try evidence.write(evidence.text("b.json") + "\n", to: "b.json")
        let faults = try leadFaults(try evidence.check())
        #expect(faults.count == 1)
        guard case .fileChanged = faults[0] else {
            Issue.record("\(faults)")
            return
        }
    }

    @Test func anotherNameChangesNothing() throws {
        let evidence = try evidence()
        defer { evidence.remove() }
        let logs = evidence.logs
        try FileManager.default.createDirectory(at: logs.appending(path: "x"), withIntermediateDirectories: true)
        try FileManager.default.moveItem(
            at: logs.appending(path: "b.json"), to: logs.appending(path: "x/other.log"))
        #expect(try evidence.check().isConfirmed)
    }

    @Test func aFileThatIsGoneIsFound() throws {
        let evidence = try evidence()
        defer { evidence.remove() }
        try FileManager.default.removeItem(at: evidence.logs.appending(path: "b.json"))
        let recheck = try evidence.check()
        #expect(try leadFaults(recheck) == [.fileMissing])
        #expect(recheck.claims.first?.standing == .notConfirmed)
        let path = evidence.logs.appending(path: "b.json").path
        #expect(recheck.sources.map(\.standing) == [.confirmed, .notConfirmed])
        let text = RecheckText(recheck).text
        #expect(text.contains("\n\(path) is missing\n  in the notes  SHA-256 "))
        #expect(text.contains("\n2 sources in the manifest: 1 confirmed, 0 changed, 1 missing\n"))
    }

    @Test func aRecordThatMovedIsFound() throws {
        let evidence = try RecheckedSources(["a.json": Array(1...30), "b.json": [31]])
        defer { evidence.remove() }
        let first = try evidence.text("a.json").dropFirst(12).prefix { $0 != "]" }
        let one = try #require(first.split(separator: ",{\"eventVersion\"").first)
        let text = try evidence.text("b.json").replacing("[{", with: "[\(one),{")
        try evidence.write(text, to: "b.json")
        try FileManager.default.removeItem(at: evidence.logs.appending(path: "a.json"))
        let faults = try leadFaults(try evidence.check())
        #expect(faults.contains { if case .recordMoved(_, to: 2) = $0 { true } else { false } })
    }

    @Test func aCopyElsewhereHidesNothing() throws {
        let evidence = try evidence()
        defer { evidence.remove() }
        // The copy comes first in the order of paths, and has the event to its credit.
        try evidence.write(evidence.text("b.json") + "\n", to: "0.json")
        #expect(try evidence.check().isConfirmed)
    }

    @Test func whatTheNotesSayOfAnEventIsCompared() throws {
        let evidence = try evidence()
        defer { evidence.remove() }
        let trail = Trail(try #require(Loader([evidence.logs.path]).load()))
        var notes = evidence.notes
        let lead = try #require(notes.evidence.firstIndex { $0.eventID?.hasSuffix("100000000031") == true })
        notes.evidence[lead].eventID = "00000000-0000-4000-8000-000000000001"
        notes.evidence[lead].account = "222233334444"
        notes.evidence[lead].time = "2020-05-06T09:00:01Z"
        notes.evidence[lead].name = "ImportKeyPair"
        var unknown = notes.claims[0]
        unknown.evidence = ["E1", "E999"]
        notes.claims.append(unknown)
        let recheck = Recheck(notes, in: trail) { _ in nil }
        let path = evidence.logs.appending(path: "b.json").path
        #expect(
            recheck.evidence[lead].faults == [
                .factDiffers(.eventID, path: path, found: "00000000-0000-4000-8000-100000000031"),
                .factDiffers(.account, path: path, found: "111122223333"),
                .factDiffers(.time, path: path, found: "2020-05-06T09:00:00Z"),
                .factDiffers(.name, path: path, found: "CreateKeyPair"),
            ])
        #expect(recheck.claims.last?.unknown == ["E999"])
        #expect(
            RecheckText(recheck).text.contains("\nEvidence that the notes do not have\n  \(unknown.id) cites E999\n"))
        #expect(RecheckJSON(recheck).value["confirmed"] == false)
    }

    @Test func aHashThatIsMissingConfirmsNothing() throws {
        let evidence = try evidence()
        defer { evidence.remove() }
        let trail = Trail(try #require(Loader([evidence.logs.path]).load()))
        var notes = evidence.notes
        for number in notes.evidence.indices { notes.evidence[number].recordSHA256 = nil }
        #expect(Recheck(notes, in: trail) { _ in nil }.evidence.allSatisfy { $0.faults == [.noHash] })
    }

    @Test func whatCannotBeComparedIsCounted() throws {
        let evidence = try evidence()
        defer { evidence.remove() }
        let trail = Trail(try #require(Loader([evidence.logs.path]).load()))
        var notes = evidence.notes
        notes.isRedacted = true
        for number in notes.evidence.indices { notes.evidence[number].account = "account-1" }
        notes.evidence[0].time = nil
        notes.manifest[0].sha256 = nil
        notes.manifest[1].logSHA256 = nil
        let recheck = Recheck(notes, in: trail) { _ in nil }
        #expect(recheck.isConfirmed)
        #expect(
            RecheckExtent(of: recheck).unchecked == [
                "the account of \(notes.evidence.count) records: pseudonyms stand there",
                "the time of 1 record: the notes do not say it",
                "1 source of the manifest: it has no SHA-256 of the file",
                "the uncompressed log of 1 source: the manifest has no SHA-256 of it",
            ])
        // What is no pseudonym is compared in redacted notes, too.
        notes.evidence[0].account = "222233334444"
        #expect(Recheck(notes, in: trail) { _ in nil }.verdict == .failed)
        notes.manifest = []
        #expect(
            RecheckExtent(of: Recheck(notes, in: trail) { _ in nil }).unchecked.last
                == "the sources as a whole: the notes have no manifest of them")
    }

    @Test func redactedNotesAreConfirmed() throws {
        var exported = NotesCase.sample
        exported.redactor = Redactor(for: exported)
        let notes = try CheckedNotes.read(Array(CaseJSON(exported).text.utf8))
        let recheck = Recheck(notes, in: SampleCase.trail) { _ in nil }
        #expect(recheck.isConfirmed)
        #expect(recheck.evidence.allSatisfy { $0.unchecked == [.account] })
        #expect(recheck.sources.allSatisfy { $0.standing == .confirmed })
    }

    @Test func notesWithoutClaimsConfirmNothingAndFailNothing() throws {
        let evidence = try evidence()
        defer { evidence.remove() }
        let trail = Trail(try #require(Loader([evidence.logs.path]).load()))
        let recheck = Recheck(CheckedNotes(claims: [], evidence: []), in: trail) { _ in nil }
        #expect(recheck.verdict == .nothing)
        #expect(!recheck.isConfirmed)
        #expect(RecheckText(recheck).text.hasPrefix("nothing to confirm: the notes make no claim\n"))
        #expect(RecheckJSON(recheck).value["result"] == "nothing")
    }

    @Test(arguments: [
        ("", "it is no JSON: the JSON ends too early at byte 0"), ("[]", "the file: an object is wanted here"),
        ("{}", "schemaVersion: a number is wanted here"),
        (#"{"schemaVersion":2}"#, "its schemaVersion is 2; this program reads 1"),
        (#"{"schemaVersion":1}"#, "claims: a list is wanted here"),
        (
            #"{"schemaVersion":1,"claims":[{"id":"C1","text":"","evidence":[1]}]}"#,
            "claims[0].evidence[0]: a text is wanted here"
        ),
        (
            #"{"schemaVersion":1,"claims":[],"evidence":[{"id":"E1","file":"a","record":0}]}"#,
            "evidence[0].record: a number from 1 is wanted here"
        ),
        (
            #"{"schemaVersion":1,"claims":[],"evidence":[{"id":"E1","file":"a","record":1},{"id":"E1","file":"a","record":1}]}"#,
            "evidence[1]: there are two of the ID E1"
        ),
    ])
    func notesThatAreNoneSayWhatIsWrong(text: String, problem: String) {
        do throws(CheckedNotesProblem) {
            _ = try CheckedNotes.read(Array(text.utf8))
            Issue.record("it was read")
        } catch {
            #expect(error.description == problem)
        }
    }

    @Test func textsOfTheNotesAreMadeHarmless() throws {
        let evidence = try evidence()
        defer { evidence.remove() }
        var notes = evidence.notes
        notes.claims = [notes.claims[0]]
        notes.claims[0].id = "C\u{1B}[31m\n1"
        notes.claims[0].evidence = ["E\u{202E}9"]
        let trail = Trail(try #require(Loader([evidence.logs.path]).load()))
        let text = RecheckText(Recheck(notes, in: trail) { _ in nil }).text
        #expect(text.contains("\n  C\\u{1B}[31m\\n1 cites E\\u{202E}9\n"))
        #expect(!text.unicodeScalars.contains("\u{1B}"))
    }
}
