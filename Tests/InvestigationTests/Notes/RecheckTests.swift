import Exports
import Foundation
import Ingest
import JSON
import Records
import Testing

@Suite struct RecheckTests {
    /// A folder of sources, with the notes that were written from it.
    private struct Evidence {
        let folder: URL
        let notes: CheckedNotes
        let files: [String]

        /// - Parameter files: texts of logs, by name.
        init(_ files: [String: [Int]], name: String = "debug") throws {
            folder = FileManager.default.temporaryDirectory.appending(path: "huckleberry-\(UUID().uuidString)")
            let logs = folder.appending(path: "logs")
            try FileManager.default.createDirectory(at: logs, withIntermediateDirectories: true)
            for (file, numbers) in files {
                let records = numbers.map { Self.record($0, name) }.joined(separator: ",")
                try Data(#"{"Records":[\#(records)]}"#.utf8).write(to: logs.appending(path: file))
            }
            self.files = files.keys.sorted()
            let trail = Trail(try #require(Loader([logs.path]).load()))
            let text = CaseJSON(NotesCase.of(trail)).text
            notes = try CheckedNotes.read(Array(text.utf8))
        }

        /// A look-up on a day of April; 31 is the key pair of the attacker.
        private static func record(_ number: Int, _ name: String) -> String {
            let isAttack = number > 30
            let time = isAttack ? "2020-05-06T09:00:00Z" : "2020-04-\(number < 10 ? "0" : "")\(number)T10:00:00Z"
            return
                #"{"eventVersion":"1.05","userIdentity":{"type":"IAMUser","arn":"arn:aws:iam::111122223333:user/ana","accountId":"111122223333","accessKeyId":"AKIAANA","userName":"ana"},"eventTime":"\#(time)","eventSource":"ec2.amazonaws.com","eventName":"\#(isAttack ? "CreateKeyPair" : "DescribeInstances")","awsRegion":"us-east-1","sourceIPAddress":"\#(isAttack ? "198.51.100.23" : "192.0.2.10")","userAgent":"\#(isAttack ? "aws-cli/2.1" : "Boto3/1.12")","requestParameters":{"keyName":"\#(name)"},"responseElements":null,"eventID":"00000000-0000-4000-8000-\#(100_000_000_000 + number)","eventType":"AwsApiCall","recipientAccountId":"111122223333"}"#
        }

        var logs: URL { folder.appending(path: "logs") }

        func check() throws -> Recheck {
            let trail = Trail(try #require(Loader([logs.path]).load()))
            return Recheck(notes, in: trail) { path in Loader([path]).load().map { Trail($0) } }
        }

        func text(_ file: String) throws -> String {
            try String(contentsOf: logs.appending(path: file), encoding: .utf8)
        }

        func write(_ text: String, to file: String) throws {
            try Data(text.utf8).write(to: logs.appending(path: file))
        }

        func remove() { try? FileManager.default.removeItem(at: folder) }
    }

    private static let days = ["a.json": Array(1...30), "b.json": [31]]

    private func evidence() throws -> Evidence { try Evidence(Self.days) }

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
        #expect(lines.last?.contains(" 0 not confirmed, ") == true)
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
        #expect(RecheckText(recheck).text.contains("/b.json, record 1: the file has changed: "))
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
        #expect(RecheckText(recheck).text.contains("not confirmed C1 [E1]\n  [E1]: "))
    }

    @Test func aRecordThatMovedIsFound() throws {
        let evidence = try Evidence(["a.json": Array(1...30), "b.json": [31]])
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
        var unknown = notes.claims[0]
        unknown.evidence = ["E1", "E999"]
        notes.claims.append(unknown)
        let recheck = Recheck(notes, in: trail) { _ in nil }
        let path = evidence.logs.appending(path: "b.json").path
        #expect(
            recheck.evidence[lead].faults == [
                .eventIDDiffers(path: path, eventID: "00000000-0000-4000-8000-100000000031"),
                .accountDiffers(path: path, account: "111122223333"),
            ])
        #expect(recheck.claims.last?.unknown == ["E999"])
        #expect(RecheckText(recheck).text.contains("\n  [E999]: the evidence has no such number\n"))
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
        #expect(text.hasPrefix("not confirmed C\\u{1B}[31m\\n1 [E\\u{202E}9]\n"))
    }
}
