import Athena
import CloudTrail
import Detections
import Events
import Foundation
import Ingest
import Records
import Testing

@testable import Sources

@Suite("Rounds of questions")
struct EngineRoundsTests {
    /// Has no events, and answers each question for counts with one row.
    private struct CountingEngine: QueryEngine {
        var row: String

        func run(_ query: EventQuery, into path: String) async throws(AWSFailure) -> QueryReceipt {
            let isCount = query.subject == "how many calls there are"
            let header = isCount ? "number,total,bypeople,bycode,earliest,latest,latestbycode" : "eventid,eventname"
            let text = header + "\n" + (isCount ? row + "\n" : "")
            do {
                try Data(text.utf8).write(to: URL(filePath: path))
            } catch {
                throw AWSFailure(command: [], kind: .other(code: nil, message: "\(error)"))
            }
            return QueryReceipt(id: "q", scannedBytes: 10)
        }
    }

    private let question = CallQuestion(
        .named("CreateKeyPair"), account: "111122223333", from: EventTime("2026-03-01"), to: EventTime("2026-03-05"))

    /// What an investigation over the slices gets to know of the question, each time that it is made.
    private func answers(_ row: String) async throws -> (known: [CallCount?], asked: [String]) {
        let folder = FileManager.default.temporaryDirectory.appending(path: "rounds-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        let questions = EngineQuestions(of: EventTable(database: "d", name: "t"), window: EventWindow(), rules: [])
        var rounds = EngineRounds(
            try SliceFolder(folder.path, engine: CountingEngine(row: row)), questions: questions)
        let counter = rounds.counter
        var known: [CallCount?] = []
        _ = try await rounds.judge { path in
            let loaded = try #require(Loader([path]).load())
            known.append(Trail(loaded).counting(by: counter).index.countInTrail(question))
            return []
        }
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).allSatisfy { !$0.hasSuffix(".csv") })
        return (known, rounds.folder.asked.map(\.query.subject))
    }

    @Test("what somebody wants to be counted is counted, and it is all worked out once more")
    func count() async throws {
        let row = #""0","12","10","3","2026-03-01T08:00:00Z","2026-03-04T09:00:00Z","2026-03-02T07:00:00Z""#
        let (known, asked) = try await answers(row)
        var count = CallCount()
        (count.total, count.byPeople, count.byCode) = (12, 10, 3)
        count.first = EventTime("2026-03-01T08:00:00Z")
        count.last = EventTime("2026-03-04T09:00:00Z")
        count.lastByCode = EventTime("2026-03-02T07:00:00Z")
        #expect(known == [nil, count])
        #expect(asked == ["how many calls there are"])
    }

    @Test("where most calls are by code, the last of them is fetched: what is said of it rests on it")
    func habit() async throws {
        let row = #""0","12","10","6","2026-03-01T08:00:00Z","2026-03-04T09:00:00Z","2026-03-02T07:00:00Z""#
        #expect(
            try await answers(row).asked == ["how many calls there are", "the last calls by infrastructure as code"])
    }

    @Test("what there is none of has no row")
    func nothing() async throws {
        let (known, _) = try await answers("")
        #expect(known == [nil, CallCount()])
    }

    @Test("a row that is no count is an error, and no answer")
    func damage() async throws {
        await #expect(throws: SliceFailure.self) { try await answers(#""0","many","1","1","","","""#) }
    }
}
