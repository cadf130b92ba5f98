import CloudTrail
import Events
import Testing

@testable import Athena

@Suite("Counting calls in SQL")
struct EventCountTests {
    private let table = EventTable(database: "d", name: "t")
    private let start = EventTime("2026-03-01T10:00:00Z")
    private let end = EventTime("2026-03-04T10:00:00.001Z")

    private func counts(_ questions: [CallQuestion]) -> EventQuery {
        .counts(
            of: questions.enumerated().map { (number: $0, $1) }, in: table,
            window: EventWindow(from: EventTime("2026-01-01"), to: EventTime("2026-04-01")))
    }

    @Test("questions of one kind are asked in one pass, over the parts that they are about")
    func names() {
        let query = counts([
            CallQuestion(.named("CreateKeyPair"), account: "111122223333", from: start, to: end),
            CallQuestion(.named("It's"), account: "444455556666", from: start, to: end),
        ])
        #expect(query.passes == 1)
        #expect(
            query.text.contains(
                """
                (VALUES
                (0, '111122223333', 'CreateKeyPair', from_iso8601_timestamp('2026-03-01T10:00:00Z'), \
                from_iso8601_timestamp('2026-03-04T10:00:00.001Z')),
                (1, '444455556666', 'It''s', from_iso8601_timestamp('2026-03-01T10:00:00Z'), \
                from_iso8601_timestamp('2026-03-04T10:00:00.001Z'))
                ) AS asked (number, home, what, since, until)
                ON events.moment >= asked.since AND events.moment < asked.until AND events.home = asked.home AND \
                events.eventname = asked.what
                GROUP BY asked.number
                """))
        #expect(query.text.contains(#""account" IN ('111122223333', '444455556666')"#))
        #expect(query.text.contains(#""timestamp" >= '2026/03/01' AND "timestamp" <= '2026/03/05'"#))
    }

    @Test("changes are calls of a service that write")
    func changes() {
        let query = counts([
            CallQuestion(.changes(in: "ec2.amazonaws.com"), account: "111122223333", from: start, to: end)
        ])
        #expect(
            query.text.contains(
                "events.home = asked.home AND events.eventsource = asked.what AND events.kind = 'write'\nGROUP BY"))
    }

    @Test("a question about all accounts, without an end, reads all that the window holds from its beginning on")
    func everything() {
        let query = counts([CallQuestion(.all, account: nil, from: start)])
        #expect(query.text.contains(#""timestamp" >= '2026/03/01' AND "timestamp" <= '2026/04/02'"#))
        #expect(!query.text.contains("asked.what"))
        #expect(!query.text.contains("asked.home"))
    }
}
