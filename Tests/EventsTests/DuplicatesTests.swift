import Testing

@testable import Events

@Suite struct DuplicatesTests {
    private typealias Event = HandMadeTrail.Event

    private let id = "682aec1c-b6ef-447e-98ae-f9d9c5721fa7"

    @Test func oneIDInOneAccountIsOneEvent() {
        let trail = HandMadeTrail([
            Event(name: "A", id: id), Event(name: "A", id: id), Event(name: "B", id: id, account: "222233334444"),
        ])
        #expect(trail.names.sorted() == ["A", "B"])
        #expect(trail.index.duplicateCounts == [1])
    }

    @Test(arguments: ["", "0", "00000000-0000-0000-0000-000000000000", "xyz"])
    func anIDThatIsNoneIsNeverACopy(id: String) {
        #expect(HandMadeTrail([Event(id: id), Event(id: id), Event(id: id)]).index.count == 3)
    }

    @Test func theFirstInPathOrderGetsTheCreditWhicheverCopyIsKept() {
        let trail = HandMadeTrail([
            Event(name: "Message", id: id, source: 0, carrier: .message),
            Event(name: "Native", id: id, source: 1), Event(name: "Lookup", id: id, source: 2, carrier: .lookup),
        ])
        #expect(trail.names == ["Native"])
        #expect(trail.index.duplicateCounts == [0, 1, 1])
    }

    @Test func theStraightestWayWins() {
        let ways: [RecordCarrier] = [.rebuilt, .message, .lookup, .native]
        for count in 1...4 {
            let events = ways.prefix(count).map { Event(name: "\($0)", id: id, carrier: $0) }
            #expect(HandMadeTrail(events).names == ["\(ways[count - 1])"])
        }
    }

    @Test func theLatestAddendumWinsOverEveryOtherCopy() {
        let trail = HandMadeTrail([
            Event(name: "First", time: 1, id: id),
            Event(name: "Early", time: 2, id: "a", amends: id),
            Event(name: "Late", time: 3, id: "b", carrier: .rebuilt, amends: id),
        ])
        #expect(trail.names == ["Late"])
        #expect(trail.index.eventIDs[0] == "b")
        #expect(trail.index.duplicateCounts == [2])
    }

    @Test func ofEqualCopiesTheSmallestHashWinsInAnyOrder() {
        let digests: [Character: UInt8] = ["A": 3, "B": 1, "C": 2]
        for names in ["ABC", "ACB", "BAC", "BCA", "CAB", "CBA"] {
            let events = names.map { Event(name: String($0), id: id) }
            let letters = Array(names)
            #expect(HandMadeTrail(events, shardCount: 2) { digests[letters[$0]] ?? 0 }.names == ["B"])
        }
    }

    @Test func aRepeatedSourceIsWhollyCopies() {
        let trail = HandMadeTrail(
            [Event(name: "A"), Event(name: "A", source: 1), Event(name: "B", id: id, source: 1)], repeated: [1])
        #expect(trail.names == ["A"])
        #expect(trail.index.duplicateCounts == [0, 2])
    }

    @Test func manyRecordsAreHashedInFewCalls() {
        var calls: [Int] = []
        let shard = {
            var shard = EventShard()
            for number in 0..<100 {
                var row = EventShard.Row()
                row.location = RecordLocation(source: 0, record: number + 1, offset: number)
                let id = Array((number < 50 ? "a\(number / 2)" : "").utf8)
                shard.append(row, eventID: id.span, copyOf: id.span, isAddendum: false)
            }
            return shard
        }()
        let index = EventIndex(merging: JoinedShards([shard]), sourceNumbers: [[0]], sourceNames: ["source"]) {
            locations in
            calls.append(locations.count)
            return locations.map { [UInt8($0.offset)] }
        }
        // 25 pairs of copies, then 50 records that only their content orders.
        #expect(calls == [50, 50])
        #expect(index.count == 75)
    }
}
