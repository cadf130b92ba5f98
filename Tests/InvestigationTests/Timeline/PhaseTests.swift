import CloudTrail
import Events
import Investigation
import Records
import Robots
import Testing

@Suite struct PhaseTests {
    private func phases(_ calls: [TinyTrail.Call]) throws -> [Phase] {
        let attack = try TinyAttack(calls)
        defer { attack.remove() }
        return Phase.all(of: attack.scope, in: attack.trail)
    }

    private func names(_ calls: [TinyTrail.Call]) throws -> [String: Int] {
        Dictionary(uniqueKeysWithValues: try phases(calls).map { ($0.name, $0.rows.count) })
    }

    @Test func `The sample case has its five phases and the look around between them`() throws {
        let phases = Phase.all(of: SampleCase.incident.scope, in: SampleCase.trail)
        let named = Dictionary(uniqueKeysWithValues: phases.map { ($0.name, $0) })
        // Nine visits of keys, of three to six look-ups each.
        #expect(named["sweep"]?.rows.count == 34)
        #expect(named["sweep"]?.first.iso8601 == "2020-05-05T23:10:04Z")
        // ListUsers denied twice and allowed at last, three openings and two roles denied.
        #expect(named["permission probe"]?.rows.count == 8)
        // One look, 318 rules, 6 duplicates.
        #expect(named["firewall"]?.rows.count == 325)
        #expect(named["firewall"]?.first.iso8601 == "2020-05-06T08:12:05Z")
        #expect(named["firewall"]?.last.iso8601 == "2020-05-06T08:32:50Z")
        #expect(named["key pair"]?.first.iso8601 == "2020-05-06T08:49:17Z")
        #expect(named["instance"]?.first.iso8601 == "2020-05-06T08:57:12Z")
        #expect(named["discovery"]?.first.iso8601 == "2020-05-06T08:44:37Z")
        #expect(phases.map(\.name) == ["sweep", "permission probe", "firewall", "discovery", "key pair", "instance"])
        // Each of the 370 calls is in one of them.
        #expect(phases.flatMap(\.rows).sorted() == SampleCase.incident.scope.attackerRows)
    }

    @Test func `Three usual look-ups by two keys are a sweep, by one they are discovery`() throws {
        func usual(_ user: String, _ minute: Int) -> [TinyTrail.Call] {
            let time = "2020-05-06T08:0\(minute):00Z"
            return [
                .init(time: time, name: "ListBuckets", user: user, service: "s3"),
                .init(time: time, name: "DescribeInstances", user: user, service: "ec2"),
                .init(time: time, name: "DescribeDBInstances", user: user, service: "rds"),
            ]
        }
        #expect(try names(usual("ana", 0) + usual("bob", 1)) == ["sweep": 6])
        #expect(try names(usual("ana", 0)) == ["discovery": 3])
    }

    @Test func `Other look-ups that several keys share are a sweep as well`() throws {
        var calls: [TinyTrail.Call] = []
        for user in ["ana", "bob"] {
            for name in ["ListGroups", "ListUsers", "ListRoles"] {
                calls.append(.init(time: "2020-05-06T08:00:00Z", name: name, user: user, service: "iam"))
            }
        }
        #expect(try names(calls) == ["sweep": 6])
    }

    @Test func `What a key looks up after its first change is no sweep`() throws {
        var sweep: [TinyTrail.Call] = []
        for user in ["ana", "bob"] {
            for (name, service) in [
                ("ListBuckets", "s3"), ("DescribeInstances", "ec2"), ("DescribeDBInstances", "rds"),
            ] {
                sweep.append(.init(time: "2020-05-06T08:00:00Z", name: name, user: user, service: service))
            }
        }
        let later: [TinyTrail.Call] = [
            .init(time: "2020-05-06T08:10:00Z", name: "CreateUser", service: "iam"),
            .init(time: "2020-05-06T08:11:00Z", name: "DescribeInstances"),
        ]
        #expect(try names(sweep + later) == ["sweep": 6, "persistence": 1, "discovery": 1])
    }

    @Test func `A refused opening is a probe, and one in the midst of openings is part of them`() throws {
        func opening(_ time: String, _ error: String?) -> TinyTrail.Call {
            .init(time: "2020-05-06T\(time)Z", name: "AuthorizeSecurityGroupIngress", error: error)
        }
        let calls = [
            opening("08:00:00", "Client.UnauthorizedOperation"), opening("09:00:00", nil),
            opening("09:00:10", "Client.UnauthorizedOperation"),
            opening("09:00:20", "Client.InvalidPermission.Duplicate"),
            opening("09:00:30", "Client.DryRunOperation"),
        ]
        #expect(try names(calls) == ["permission probe": 2, "firewall": 3])
    }

    @Test func `A launch within the hour after a key pair is its instance, later it is not`() throws {
        let calls: [TinyTrail.Call] = [
            .init(time: "2020-05-06T08:00:00Z", name: "StartInstances"),
            .init(time: "2020-05-06T08:10:00Z", name: "CreateKeyPair", request: #"{"keyName":"k"}"#),
            .init(time: "2020-05-06T09:10:00Z", name: "RunInstances"),
            .init(time: "2020-05-06T09:10:01Z", name: "RunInstances"),
        ]
        #expect(try names(calls) == ["key pair": 1, "instance": 1, "defense evasion": 2])
    }

    @Test func `Other kinds of incidents go by tactics`() throws {
        let calls: [TinyTrail.Call] = [
            .init(time: "2020-05-06T08:00:00Z", name: "GetSecretValue", service: "secretsmanager"),
            .init(time: "2020-05-06T08:01:00Z", name: "CreateAccessKey", service: "iam"),
            .init(time: "2020-05-06T08:02:00Z", name: "StopLogging", service: "cloudtrail"),
            .init(time: "2020-05-06T08:03:00Z", name: "ModifySnapshotAttribute"),
            .init(
                time: "2020-05-06T08:04:00Z", name: "RunInstances",
                request: #"{"instanceType":"p3.16xlarge","instancesSet":{"items":[{"maxCount":4}]}}"#),
            .init(time: "2020-05-06T08:05:00Z", name: "ListSomethingNew", service: "brandnew"),
            .init(time: "2020-05-06T08:06:00Z", name: "TickleSomethingNew", service: "brandnew"),
        ]
        #expect(
            try phases(calls).map(\.name) == [
                "credential access", "persistence", "defense evasion", "exfiltration", "impact", "discovery",
            ])
    }

    @Test func `The order of the records does not matter`() throws {
        let calls: [TinyTrail.Call] = [
            .init(time: "2020-05-06T08:00:00Z", name: "ListUsers", service: "iam", error: "AccessDenied"),
            .init(time: "2020-05-06T08:00:01Z", name: "ListUsers", user: "bob", service: "iam"),
            .init(time: "2020-05-06T08:00:02Z", name: "CreateKeyPair"),
            .init(time: "2020-05-06T08:00:03Z", name: "StartInstances"),
        ]
        func told(_ calls: [TinyTrail.Call]) throws -> [String] {
            try phases(calls).map { "\($0.name) \($0.first.clock) \($0.last.clock) \($0.rows)" }
        }
        #expect(try told(calls) == told(calls.reversed()))
        #expect(try told(calls).count == 3)
    }
}
