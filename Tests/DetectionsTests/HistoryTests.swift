import CloudTrail
import Detections
import Events
import Records
import Testing

/// An account that joins a trail of many has no history, however long the others are in it.
@Suite struct HistoryTests {
    private let old = "111122223333"
    private let young = "444455556666"

    /// The old account from 1 April on, the young one from 4 May on; the call that is judged is of 6 May.
    private func days(_ call: TestTrail.Call) throws -> Int {
        let test = try TestTrail([
            TestTrail.Call(time: "2020-04-01T08:00:00Z", name: "ListBuckets", user: "eva", account: old),
            TestTrail.Call(time: "2020-05-04T08:00:00Z", name: "ListBuckets", user: "kim", account: young), call,
        ])
        defer { test.remove() }
        let row = try #require(test.trail.index.rows(.name, equal: call.name).last)
        let history = History(of: row, in: test.trail.index, options: DetectionOptions())
        #expect(history.isSufficient == (history.days >= 30))
        return history.days
    }

    @Test func `History begins with the first event of the call's own account`() throws {
        func call(_ account: String) -> TestTrail.Call {
            TestTrail.Call(time: "2020-05-06T08:00:00Z", name: "CreateKeyPair", user: "ana", account: account)
        }
        #expect(try days(call(old)) == 35)
        #expect(try days(call(young)) == 2)
    }

    @Test func `Of somebody from another account the later of both beginnings counts`() throws {
        func call(_ account: String, by home: String) -> TestTrail.Call {
            TestTrail.Call(
                time: "2020-05-06T08:00:00Z", name: "CreateKeyPair", user: "ana", account: account, home: home)
        }
        #expect(try days(call(old, by: young)) == 2)
        #expect(try days(call(young, by: old)) == 2)
        // Of an account outside of the trail nothing is to be had anyway.
        #expect(try days(call(old, by: "999988887777")) == 35)
    }
}
