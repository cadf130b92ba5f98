import Foundation
import JSON
import Synth
import Testing

/// The golden answers of `SampleData/README.md`, counted from the files that lie there.
@Suite struct SampleDataTests {
    private static let first = "198.51.100.23"
    private static let second = "203.0.113.77"

    /// Every call from the two addresses in the whole trail, looked for once.
    private static let fromAttacker = Result {
        try WrittenTrail.sample().records(containing: first, second)
            .filter { [first, second].contains($0.text("sourceIPAddress")) }
    }

    private func attackerCalls() throws -> [JSONValue] {
        try Self.fromAttacker.get()
    }

    private func outcome(_ event: JSONValue) -> String {
        switch event.text("errorCode") {
        case "": "ok"
        case "AccessDenied", "Client.UnauthorizedOperation": "denied"
        default: "error"
        }
    }

    /// Unique rules as (group, from, to, source).
    private func rules(_ event: JSONValue) -> [[String]] {
        let request = event["requestParameters"]
        return (request?[path: ["ipPermissions", "items"]]?.arrayValue ?? []).flatMap { permission in
            (permission[path: ["ipRanges", "items"]]?.arrayValue ?? []).map { range in
                [
                    request?.text("groupName") ?? "", String(permission["fromPort"]?.intValue ?? -1),
                    String(permission["toPort"]?.intValue ?? -1), range.text("cidrIp"),
                ]
            }
        }
    }

    @Test func sampleDataIsWhatTheGeneratorWrites() async throws {
        let folder = TemporaryFolder()
        let summary = try await Scenario.named("compromised-keys").write(to: folder.path)
        let made = try WrittenTrail(folder.path)
        let kept = try WrittenTrail.sample()
        #expect(summary.events == 48_000)
        #expect(made.files.map(\.path) == kept.files.map(\.path))
        // Contents, not compressed bytes: another libdeflate may compress otherwise.
        for (new, old) in zip(made.files, kept.files) where new.content != old.content {
            Issue.record("\(old.path) differs; see SampleData/README.md for how to write it again")
        }
        #expect(try Self.truth(in: folder.path) == Self.truth(in: WrittenTrail.samplePath))
    }

    private static func truth(in folder: String) throws -> String {
        try String(contentsOfFile: folder + "/truth.json", encoding: .utf8)
    }

    @Test func thereAreAsManyEventsAndFindingsAsTheReadmeSays() throws {
        let sample = try WrittenTrail.sample()
        #expect(sample.eventCount == 48_000)
        let findings = sample.files.filter { $0.path.hasSuffix(".jsonl.gz") }
            .flatMap { $0.content.split(separator: UInt8(ascii: "\n")) }
        #expect(
            try findings.map { try JSONValue.parse(Array($0)).text("type") } == [
                "Recon:EC2/PortProbeUnprotectedPort", "Recon:IAMUser/MaliciousIPCaller",
                "Persistence:IAMUser/NetworkPermissions", "Persistence:IAMUser/UserPermissions",
            ])
    }

    @Test func twoAddressesUseEightLongLivedKeysOfOneAccountWithoutMFA() throws {
        let calls = try attackerCalls()
        #expect(calls.count == 370)
        #expect(calls.first?.text("eventTime") == "2020-05-05T23:10:04Z")
        #expect(calls.last?.text("eventTime") == "2020-05-06T08:57:12Z")
        var users: [String: Set<String>] = [:]
        for call in calls {
            #expect(call.text("userIdentity", "accessKeyId").hasPrefix("AKIA"))
            #expect(call.text("recipientAccountId") == "111122223333")
            #expect(call["userIdentity"]?["sessionContext"] == nil)
            users[call.text("sourceIPAddress"), default: []].insert(call.text("userIdentity", "userName"))
        }
        #expect(users[Self.first] == ["svc-backup", "ci-legacy-deploy", "svc-report-export", "marta.kovacs"])
        #expect(
            users[Self.second] == [
                "ci-legacy-deploy", "oleg.petrov", "svc-mobile-upload", "test-integration", "tomasz.wilk",
            ])
        #expect(Set(calls.map { $0.text("userIdentity", "accessKeyId") }).count == 8)
    }

    @Test func theSweepIsAllowedAndDeniedAsTheMatrixSays() throws {
        let names = ["ListBuckets", "DescribeInstances", "DescribeDBInstances"]
        var matrix: [String: [String: Set<String>]] = [:]
        for call in try attackerCalls() where names.contains(call.text("eventName")) {
            matrix[call.text("userIdentity", "userName"), default: [:]][call.text("eventName"), default: []]
                .insert(outcome(call))
        }
        let rows = matrix.mapValues { row in names.map { (row[$0] ?? []).sorted().joined(separator: "+") } }
        #expect(
            rows == [
                "svc-backup": ["ok", "ok", "ok"], "marta.kovacs": ["ok", "ok", "denied"],
                "ci-legacy-deploy": ["ok", "ok", "ok"], "oleg.petrov": ["ok", "denied", "denied"],
                "svc-report-export": ["ok", "denied", "ok"], "svc-mobile-upload": ["ok", "denied", "denied"],
                "test-integration": ["denied", "denied", "denied"], "tomasz.wilk": ["denied", "ok", "ok"],
            ])
    }

    @Test func eachKeyWasLastUsedByOthersWhenTheReadmeSays() throws {
        let expected: [String: [String?]] = [
            "svc-backup": ["2020-05-02T02:03:51Z", "2020-05-02T02:03:51Z"],
            "marta.kovacs": ["2020-05-05T16:40:21Z", "2020-05-06T16:40:21Z"],
            "ci-legacy-deploy": ["2020-03-26T13:20:37Z", "2020-03-26T13:20:37Z"],
            "oleg.petrov": ["2020-04-02T15:31:54Z", "2020-04-02T15:31:54Z"],
            "svc-report-export": [nil, nil], "svc-mobile-upload": [nil, nil], "test-integration": [nil, nil],
            "tomasz.wilk": [nil, nil],
        ]
        var lastUses: [String: [String?]] = [:]
        for (key, attack) in Dictionary(grouping: try attackerCalls(), by: { $0.text("userIdentity", "accessKeyId") }) {
            let others = try WrittenTrail.sample().records(containing: key)
                .filter { $0.text("userIdentity", "accessKeyId") == key }
                .filter { ![Self.first, Self.second].contains($0.text("sourceIPAddress")) }
                .map { $0.text("eventTime") }
            let start = attack[0].text("eventTime")
            lastUses[attack[0].text("userIdentity", "userName")] = [others.last { $0 < start }, others.last]
        }
        #expect(lastUses == expected)
    }

    @Test func noRoleIsAssumed() throws {
        let tries = try attackerCalls().filter { $0.text("eventName").hasPrefix("AssumeRole") }
        #expect(tries.map(outcome) == ["denied", "denied"])
    }

    @Test func hundredsOfRulesAreOpenedAndSomeStayOpen() throws {
        let openings = try attackerCalls().filter { $0.text("eventName") == "AuthorizeSecurityGroupIngress" }
        func count(_ result: String, _ address: String) -> Int {
            openings.count { outcome($0) == result && $0.text("sourceIPAddress") == address }
        }
        #expect(count("ok", Self.first) == 318)
        #expect(count("error", Self.first) == 6)
        #expect(count("denied", Self.first) == 2)
        #expect(count("denied", Self.second) == 1)
        #expect(openings.count == 327)

        let opened = Set(openings.filter { outcome($0) == "ok" }.flatMap(rules))
        #expect(opened.count == 318)
        #expect(Set(opened.map { $0[0] }).count == 57)
        #expect(opened.count { $0[1...] == ["0", "65535", "0.0.0.0/0"] } == 57)
        #expect(opened.count { $0[1] == "5432" } == 171)
        #expect(opened.count { $0[1] == "1253" } == 90)
        #expect(Set(opened.filter { $0[1] != "0" }.map { $0[3] }).count == 261)

        let closings = try WrittenTrail.sample().records(containing: "RevokeSecurityGroupIngress\"")
            .filter { $0.text("eventTime") > "2020-05-06T08:57:12Z" }
        let closed = Set(closings.filter { outcome($0) == "ok" }.flatMap(rules)).intersection(opened)
        #expect(closings.count == 74)
        #expect(closed.count == 197)
        #expect(opened.subtracting(closed).count == 121)
    }

    @Test func anSSHKeyIsMadeByHandAndAStoppedInstanceStarted() throws {
        let calls = try attackerCalls()
        let key = try #require(calls.first { $0.text("eventName") == "CreateKeyPair" })
        #expect(key.text("eventTime") == "2020-05-06T08:49:17Z")
        #expect(key.text("userIdentity", "userName") == "svc-backup")
        #expect(key.text("requestParameters", "keyName") == "prod-debug")
        #expect(key.text("userAgent").hasPrefix("aws-cli/"))
        let start = try #require(calls.last)
        let states = try #require(start[path: ["responseElements", "instancesSet", "items"]]?.arrayValue?.first)
        #expect(start.text("eventName") == "StartInstances")
        #expect(states.text("previousState", "name") == "stopped")
        #expect(states.text("currentState", "name") == "pending")

        let history = try WrittenTrail.sample().records(containing: states.text("instanceId"))
        #expect(
            history.map { $0.text("eventName") }
                == ["RunInstances", "StopInstances", "StartInstances", "DescribeInstances"])
        #expect(try WrittenTrail.sample().records(containing: "CreateKeyPair\"").count == 1)
    }

    @Test func theResponderDeactivatesFiveKeysAndDeletesTheKeyPairInTheLastHour() throws {
        let sample = try WrittenTrail.sample()
        let updates = try sample.records(containing: "UpdateAccessKey\"")
        #expect(
            updates.map { $0.text("requestParameters", "userName") } == [
                "svc-backup", "ci-legacy-deploy", "svc-report-export", "marta.kovacs", "test-integration",
            ])
        let deletion = try sample.records(containing: "DeleteKeyPair\"")
        #expect(deletion.map { $0.text("requestParameters", "keyName") } == ["prod-debug"])
        for act in updates + deletion {
            #expect(act.text("eventTime") > "2020-05-06T23:10:00Z")
            #expect(act.text("sourceIPAddress") == "192.0.2.10")
            #expect(act.text("userIdentity", "arn").hasSuffix("/ines.duarte@example.com"))
        }
    }
}
