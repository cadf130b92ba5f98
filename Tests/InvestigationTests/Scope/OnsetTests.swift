import CloudTrail
import Investigation
import Testing

/// When an incident began, by what happened before the alert.
@Suite struct OnsetTests {
    private typealias Call = TinyTrail.Call

    private static let attackers = "198.51.100.23"
    private let office = ["ana", "bob"].flatMap { user in
        TinyTrail.everyDay(.init(time: "", name: "DescribeInstances", user: user, ip: "192.0.2.10"))
    }
    private let alert = Call(
        time: "2020-05-06T09:00:00Z", name: "CreateKeyPair", ip: OnsetTests.attackers, agent: "aws-cli/2.0")

    private func onset(_ calls: [Call]) throws -> Onset? {
        let tiny = try TinyTrail(office + calls + [alert])
        defer { tiny.remove() }
        return Scope(
            ScopeSeeds(
                keys: ["AKIAANA"], addresses: [Self.attackers], time: EventTime("2020-05-06T09:00:00Z"),
                label: "the alert"),
            in: tiny.trail
        ).onset
    }

    @Test func `An owner who moves from address to address with the same client moves no beginning`() throws {
        let travels = (1...5).map { day in
            Call(time: "2020-05-0\(day)T10:00:00Z", name: "DescribeInstances", ip: "203.0.113.\(day)")
        }
        #expect(try onset(travels)?.time.iso8601 == "2020-05-06T09:00:00Z")
    }

    @Test func `A new client at another address is an earlier call of the attacker`() throws {
        let earlier = Call(
            time: "2020-05-05T22:00:00Z", name: "ListBuckets", ip: "203.0.113.77", agent: "aws-cli/2.0")
        let found = try onset([earlier])
        #expect(found?.time.iso8601 == "2020-05-05T22:00:00Z")
        #expect(found?.reason == "the first call from 203.0.113.77")
    }

    @Test func `An address that came back after days began when it came back`() throws {
        let long = Call(time: "2020-04-20T12:00:00Z", name: "ListBuckets", user: "kim", ip: Self.attackers)
        let again = Call(time: "2020-05-06T08:50:00Z", name: "ListBuckets", ip: Self.attackers, agent: "aws-cli/2.0")
        #expect(try onset([long, again])?.time.iso8601 == "2020-05-06T08:50:00Z")
    }

    @Test func `An address that was there all along appeared at no known time`() throws {
        let daily = TinyTrail.everyDay(Call(time: "", name: "ListBuckets", user: "kim", ip: Self.attackers))
        let today = Call(time: "2020-05-02T08:50:00Z", name: "ListBuckets", user: "kim", ip: Self.attackers)
        let found = try onset(daily + [today])
        #expect(found?.reason == "the first event of the alert")
        #expect(found?.time.iso8601 == "2020-05-06T09:00:00Z")
    }
}
