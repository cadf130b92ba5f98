import Cases
import CloudTrail
import Foundation
import Ingest
import Testing

@Suite struct CaseFileTests {
    private func note(_ number: Int, _ text: String) -> JournalStep {
        JournalStep(
            .taken, "note \(number)",
            change: DecisionChange(added: [.note(Note(number, nil, text: text, time: .after(0)))]))
    }

    @Test func aStepIsThereForOthersWhenItIsKept() throws {
        let place = try TemporaryCase()
        let file = try place.open()
        let keeper = CaseKeeper(.file(file), analyst: "ana")
        _ = keeper.keep([note(1, "first")], at: .after(1))
        // Nothing is closed or flushed: what another process would see.
        let seen = try CaseFile(reading: place.path).journal()
        #expect(seen.map(\.number) == [1])
        #expect(seen.map(\.author) == ["ana"])
        #expect(seen.map(\.time) == [.after(1)])
        _ = keeper.keep([note(2, "second"), note(3, "third")], at: .after(2))
        #expect(try CaseFile(reading: place.path).journal().map(\.step.title) == ["note 1", "note 2", "note 3"])
    }

    @Test func theFirstWritesAndTheSecondReads() throws {
        let place = try TemporaryCase()
        let first = try place.open(by: "ana", at: 5_000)
        let second = try place.open(by: "ben")
        #expect(!first.isReadOnly)
        #expect(second.isReadOnly)
        #expect(second.isHeldByAnother)
        let holder = try #require(try second.holder())
        #expect(holder.name == "ana")
        #expect(holder.since.milliseconds == 5_000)
        let kept = CaseKeeper(.file(second), analyst: "ben").keep([note(1, "lost?")], at: .after(0))
        #expect(kept.problem?.reason == .heldByAnother)
        #expect(kept.waiting == 1)
        #expect(try first.journal().isEmpty)
    }

    @Test func whenTheFirstIsGoneTheNextOneWrites() throws {
        let place = try TemporaryCase()
        do {
            let first = try place.open()
            _ = CaseKeeper(.file(first), analyst: "ana").keep([note(1, "kept")], at: .after(0))
        }
        let second = try place.open(by: "ben")
        #expect(!second.isReadOnly)
        #expect(try second.journal().count == 1)
    }

    @Test func theIDStays() throws {
        let place = try TemporaryCase()
        let id = try place.open().id()
        #expect(UUID(uuidString: id) != nil)
        #expect(try place.open().id() == id)
    }

    @Test func whatIsNoCaseIsLeftAlone() throws {
        let place = try TemporaryCase()
        let text = "not a database, but a text that is long enough to have been one"
        try text.write(toFile: place.path, atomically: true, encoding: .utf8)
        #expect(throws: CaseProblem(path: place.path, reason: .notACase)) { try place.open() }
        #expect(try String(contentsOfFile: place.path, encoding: .utf8) == text)
    }

    @Test func aDatabaseOfSomebodyElsesIsNotTouched() throws {
        let place = try TemporaryCase()
        try place.run("CREATE TABLE theirs (value TEXT)")
        let before = try Data(contentsOf: URL(fileURLWithPath: place.path))
        #expect(throws: CaseProblem(path: place.path, reason: .notACase)) { try place.open() }
        #expect(throws: CaseProblem(path: place.path, reason: .notACase)) { try CaseFile(reading: place.path) }
        #expect(try Data(contentsOf: URL(fileURLWithPath: place.path)) == before)
        #expect(try FileManager.default.contentsOfDirectory(atPath: place.folder) == ["case.huck"])
    }

    @Test func aFolderThatIsNotThereIsNamed() throws {
        #expect(throws: CaseProblem(path: "/nowhere/x.huck", reason: .cannotCreate("its folder is not there"))) {
            try CaseFile("/nowhere/x.huck", analyst: "", at: .after(0))
        }
        #expect(throws: CaseProblem(path: "/nowhere/x.huck", reason: .missing)) {
            try CaseFile(reading: "/nowhere/x.huck")
        }
    }

    @Test func custodyAnswersAndPseudonymsComeBack() throws {
        let place = try TemporaryCase()
        let file = try place.open()
        let load = LoadRecord(
            time: .after(0), analyst: "ana", version: "1", options: ["--baseline", "14"], paths: ["/logs"], files: 2,
            events: 3, duplicates: 1, rejected: 0)
        let sources = ["b", "a"].map {
            ManifestEntry(
                path: $0, byteCount: 9, sha256: "00", logSHA256: "11", shape: .records, records: 3, rejected: 0,
                first: .after(1), last: .after(2))
        }
        try file.keep(load, sources)
        try file.keep(load, Array(sources.reversed()))
        let custody = try file.custody()
        #expect(custody.loads == [load, load])
        #expect(custody.manifest.map(\.path) == ["a", "b"])
        let answer = KeptAnswer(
            alert: "x", robot: "roles", question: "?", answer: "none", verdict: "clear", confidence: "high",
            evidence: ["e1"], parameters: ["baseline-days: 30"], coverage: "A", events: 3, time: .after(3))
        try file.keep([answer])
        #expect(try file.answers() == [answer])
        try file.keep([Pseudonym(kind: "account", value: "111122223333", pseudonym: "account-1")])
        try file.keep([Pseudonym(kind: "account", value: "111122223333", pseudonym: "account-2")])
        #expect(try file.pseudonyms().map(\.pseudonym) == ["account-1"])
    }

    @Test func aFileOfALaterVersionIsNotTouched() throws {
        let place = try TemporaryCase()
        do { _ = try place.open() }
        try place.run("INSERT INTO grdb_migrations (identifier) VALUES ('99')")
        #expect(throws: CaseProblem(path: place.path, reason: .newer)) { try place.open() }
    }

    @Test func aDamagedJournalIsNotGoneOnWith() throws {
        let place = try TemporaryCase()
        do {
            let file = try place.open()
            _ = CaseKeeper(.file(file), analyst: "").keep([note(1, "kept")], at: .after(0))
        }
        try place.run("UPDATE journal SET added = '[{\"kind\":\"note\"}]'")
        #expect(throws: CaseProblem(path: place.path, reason: .failed("step 1 of its journal cannot be read"))) {
            try place.open().journal()
        }
    }
}
