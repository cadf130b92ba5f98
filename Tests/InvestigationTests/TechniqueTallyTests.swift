import ATTACK
import CloudTrail
import Events
import Investigation
import Records
import Testing

@Suite struct TechniqueTallyTests {
    @Test func `Every confirmed key is a valid account, refused and unused ones as well`() throws {
        let calls: [TinyTrail.Call] = [
            .init(time: "2020-05-06T08:00:00Z", name: "ListBuckets", service: "s3"),
            .init(time: "2020-05-06T08:01:00Z", name: "ListBuckets", user: "bob", service: "s3", error: "AccessDenied"),
            .init(
                time: "2020-05-06T08:02:00Z", name: "CreateAccessKey", service: "iam",
                response: #"{"accessKey":{"accessKeyId":"AKIACHILD","userName":"carl"}}"#),
        ]
        let attack = try TinyAttack(calls)
        defer { attack.remove() }
        let tally = TechniqueTally(
            attack.scope.attackerRows, scope: attack.scope, in: attack.index, version: .v18)
        let entries = tally.tactics.flatMap(\.entries).filter { $0.technique.id == "T1078.004" }
        #expect(!entries.isEmpty)
        for entry in entries {
            // The keys of ana and bob, each by its first use, and the child by the call that issued it.
            #expect(entry.count == 3)
            #expect(entry.countsKeys)
            #expect(entry.rows == [0, 1, 2])
        }
    }
}
