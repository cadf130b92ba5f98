import CloudTrail
import Events
import Investigation
import Records
import Robots
import Testing

@Suite struct DwellTests {
    @Test func `The sample case lasts nine hours and 47 minutes, and three keys stay active`() throws {
        let dwell = try #require(Dwell(of: SampleCase.incident.scope, in: SampleCase.trail))
        #expect(dwell.first.iso8601 == "2020-05-05T23:10:04Z")
        #expect(dwell.last.iso8601 == "2020-05-06T08:57:12Z")
        #expect(dwell.length == 9 * EventTime.hour + 47 * EventTime.minute + 8 * EventTime.second)
        #expect(dwell.activeKeys == ["AKIAANVJFS6X2EXAMPLE", "AKIABG4LYMWY6EXAMPLE", "AKIAFQXGJDEW4EXAMPLE"])
        #expect(dwell.ended.count == 5)
        // To the last event of the trail, 00:09:59 on the 7th.
        #expect(dwell.exposure == 24 * EventTime.hour + 59 * EventTime.minute + 55 * EventTime.second)
    }

    private func dwell(_ changes: [(String, String, String)]) throws -> Dwell? {
        let attack = try TinyAttack(
            [.init(time: "2020-05-06T08:00:00Z", name: "ListBuckets")],
            after: changes.map { time, name, request in
                .init(
                    time: "2020-05-06T\(time)Z", name: name, user: "eva", ip: "203.0.113.1", service: "iam",
                    request: request)
            })
        defer { attack.remove() }
        return Dwell(of: attack.scope, in: attack.trail)
    }

    @Test func `A key that is made active again was not taken away`() throws {
        let off = ("09:00:00", "UpdateAccessKey", #"{"accessKeyId":"AKIAANA","status":"Inactive"}"#)
        let on = ("10:00:00", "UpdateAccessKey", #"{"accessKeyId":"AKIAANA","status":"Active"}"#)
        let gone = ("11:00:00", "DeleteAccessKey", #"{"accessKeyId":"AKIAANA"}"#)
        #expect(try dwell([off])?.exposure == EventTime.hour)
        #expect(try dwell([off, on])?.activeKeys == ["AKIAANA"])
        #expect(try dwell([off, on, gone])?.exposure == 3 * EventTime.hour)
        #expect(try dwell([off, gone])?.exposure == EventTime.hour)
        #expect(try dwell([("09:00:00", "DeleteAccessKey", #"{"accessKeyId":"AKIAOTHER"}"#)])?.ended == [])
    }

    @Test func `No calls, no dwell`() {
        #expect(Dwell(of: .empty, in: SampleCase.trail) == nil)
    }
}
