import CloudTrail
import Testing

@testable import Events

@Suite struct EventIndexTests {
    private typealias Event = HandMadeTrail.Event

    private static let events = [
        Event(name: "A", time: 30, id: "1", key: "K1"), Event(name: "B", time: 95, id: "2", error: "AccessDenied"),
        Event(name: "A", time: 200, id: "3", key: "K1", error: "NoSuchKey"),
        Event(name: "C", time: 90, id: "4", key: "K2"),
    ]
    private let index = HandMadeTrail(events).index

    @Test func rowsAreInTheOrderOfTimeThenIDThenAccountThenHash() {
        let events = [
            Event(name: "5", time: 9), Event(name: "3", time: 5, id: "b"),
            Event(name: "4", time: 5, id: "b", account: "9"),
            Event(name: "2", time: 5, id: "a"), Event(name: "1", time: 5), Event(name: "0", time: 5),
        ]
        for shardCount in 1...4 {
            let trail = HandMadeTrail(events, shardCount: shardCount) { UInt8(10 - $0) }
            #expect(trail.names == ["0", "1", "2", "3", "4", "5"])
        }
    }

    @Test func histogramsAreAlignedAndHoldEmptyBuckets() {
        let minutes = index.histogram(of: .all(of: index.count), bucket: EventTime.minute)
        #expect(minutes.map(\.start.milliseconds) == [0, 60_000, 120_000, 180_000])
        #expect(minutes.map(\.count) == [1, 2, 0, 1])
        #expect(minutes.map(\.denied) == [0, 1, 0, 0])
        #expect(index.histogram(of: .none(of: index.count), bucket: EventTime.minute).isEmpty)
    }

    @Test func bucketsBeforeTheEpochAreAlignedToo() {
        let index = HandMadeTrail([Event(time: -30), Event(time: 30)]).index
        let minutes = index.histogram(of: .all(of: 2), bucket: EventTime.minute)
        #expect(minutes.map(\.start.milliseconds) == [-60_000, 0])
        #expect(minutes.map(\.count) == [1, 1])
    }

    @Test func rowsOfCodesAreThoseOfEach() throws {
        let codes = try ["A", "B"].map { try #require(index.table(.name).code(of: $0)) }
        #expect(index.rows(.name, codes: []).isEmpty)
        #expect(index.rows(.name, codes: [codes[0]]) == index.rows(.name, equal: "A"))
        #expect(index.rows(.name, codes: codes) == index.rows(.name, equal: "A").union(index.rows(.name, equal: "B")))
    }

    @Test func groupsCountAndKnowFirstAndLast() throws {
        let groups = index.groups(.name, in: .all(of: index.count))
        let a = try #require(groups.first { index.table(.name)[$0.code] == "A" })
        #expect([a.count, a.denied, a.first, a.last] == [2, 0, 0, 3])
        #expect(groups.map(\.count).reduce(0, +) == 4)
        // In the order of their first events; the one without a key has a group too.
        let keys = index.groups(.key, in: .all(of: index.count))
        #expect(keys.map(\.count) == [2, 1, 1])
        #expect(keys.map(\.first) == keys.map(\.first).sorted())
        #expect(keys.contains { $0.code == StringTable.missing })
        #expect(index.values(.key, in: .all(of: index.count)) == ["K1", "K2"])
    }

    @Test func fewRowsOfManyValuesGroupTheSame() {
        let many = HandMadeTrail((0..<100).map { Event(name: "N\($0)", time: Int64($0), id: "\($0 + 1)") }).index
        let groups = many.groups(.name, in: RowSet(sorted: [5, 7], universe: 100))
        #expect(groups.map { many.table(.name).text($0.code) } == ["N5", "N7"])
        #expect(groups.map(\.first) == [5, 7])
    }

    /// Each row looked at by itself, for all rows, many and few.
    @Test(arguments: [1, 3, 100])
    func groupsAndHistogramsAgreeWithEachRowByItself(every: Int) {
        var random = RandomNumbers(seed: 3)
        let events = (0..<600).map { number in
            Event(
                name: "N\(random.next(below: 40))", time: Int64(random.next(below: 20_000)), id: "\(number + 1)",
                key: "K\(random.next(below: 300))", error: random.next(below: 4) == 0 ? "AccessDenied" : "")
        }
        let index = HandMadeTrail(events, shardCount: 2).index
        let chosen = (0..<index.count).filter { $0 % every == 0 }
        let rows = RowSet(sorted: chosen.map { UInt32($0) }, universe: index.count)
        for field in [IndexField.name, .key, .outcome, .source, .user] {
            var expected: [FieldGroup] = []
            for row in chosen {
                let code = index.code(field, row)
                let place = expected.firstIndex { $0.code == code } ?? expected.count
                if place == expected.count {
                    expected.append(FieldGroup(code: code, count: 0, denied: 0, first: row, last: row))
                }
                expected[place].count += 1
                expected[place].denied += index.flags(row).outcome == .denied ? 1 : 0
                expected[place].last = row
            }
            #expect(index.groups(field, in: rows) == expected)
        }
        let buckets = index.histogram(of: rows, bucket: EventTime.minute)
        #expect(buckets.reduce(0) { $0 + $1.count } == chosen.count)
        for bucket in buckets {
            let inside = chosen.filter { index.time($0).floored(toMultipleOf: EventTime.minute) == bucket.start }
            #expect(bucket.count == inside.count)
            #expect(bucket.denied == inside.count { index.flags($0).outcome == .denied })
        }
    }

    @Test func rowsAreDealtOutToTheirSources() {
        let events = [3, 0, 3, 1].enumerated().map {
            Event(time: Int64($0.offset), id: "\($0.offset + 1)", source: $0.element)
        }
        let index = HandMadeTrail(events).index
        let parts = index.rowsBySource(.all(of: 4))
        #expect(parts.map(\.source) == [0, 1, 3])
        #expect(parts.map { Array($0.rows) } == [[1], [3], [0, 2]])
        #expect(index.rowsBySource(RowSet(sorted: [2], universe: 4)).map { Array($0.rows) } == [[2]])
    }

    @Test func rowsAreFoundByValueAndByTime() {
        #expect(index.rows(.name, equal: "A").rows == [0, 3])
        #expect(index.rows(.name, equal: "a").isEmpty)
        #expect(index.rows(.outcome, equal: "denied").rows == [2])
        #expect(index.rows(.outcome, equal: "error").rows == [3])
        let ninety = EventTime(milliseconds: 90_000)
        #expect(index.rows(from: ninety, to: nil).rows == [1, 2, 3])
        #expect(index.rows(from: nil, to: ninety).rows == [0])
        #expect(index.rows(from: ninety, to: EventTime(milliseconds: 0)).isEmpty)
    }

    @Test func anEmptyIndexAnswersEverything() {
        let empty = HandMadeTrail([]).index
        #expect(empty.count == 0)
        #expect(empty.span == nil)
        #expect(empty.rows(.name, equal: "A").isEmpty)
        #expect(empty.groups(.principal, in: .all(of: 0)).isEmpty)
    }
}
