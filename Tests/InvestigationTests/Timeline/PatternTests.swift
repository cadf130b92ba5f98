import CloudTrail
import Events
import Investigation
import Records
import Robots
import Testing

@Suite struct PatternTests {
    private func patterns(_ calls: [TinyTrail.Call], before: [TinyTrail.Call] = []) throws -> [Pattern] {
        let attack = try TinyAttack(calls, before: before)
        defer { attack.remove() }
        return Pattern.all(of: attack.scope, in: attack.trail)
    }

    private func sample(_ kind: Pattern.Kind) throws -> Pattern {
        let all = Pattern.all(of: SampleCase.incident.scope, in: SampleCase.trail)
        return try #require(all.first { $0.kind == kind })
    }

    private func opening(_ place: Int, _ permission: String, agent: String = "Boto3/1.9.253") -> TinyTrail.Call {
        .init(
            time: "2020-05-06T08:00:\(10 + place)Z", name: "AuthorizeSecurityGroupIngress", agent: agent,
            request: #"{"groupName":"g\#(place)","ipPermissions":{"items":[\#(permission)]}}"#)
    }

    @Test func `The key of svc-backup is the pivot of the sample case`() throws {
        let pivot = try sample(.pivotKey)
        #expect(pivot.text.contains("svc-backup (AKIA3I5VQPQ35EXAMPLE)"))
        #expect(pivot.text.contains("AuthorizeSecurityGroupIngress at 2020-05-06 08:14:02"))
        #expect(pivot.rows.map { SampleCase.trail.index.time($0).clock } == ["08:14:02"])
    }

    @Test func `The firewall of the sample case was opened in bursts by a script`() throws {
        let burst = try sample(.openingBurst)
        #expect(
            burst.text.hasPrefix("318 rules of 57 security groups opened in bursts, 2020-05-06 08:14:02 to 08:32:50"))
        #expect(burst.rows.count == 319)
        let script = try sample(.toolSignature)
        #expect(
            script.text.hasPrefix(
                "57 groups got the same permission, tcp 0-65535 from 0.0.0.0/0, addressed by name, by"))
        #expect(script.confidence == .high)
    }

    @Test func `No call put the new key pair of the sample case on an instance`() throws {
        let launch = try sample(.keyPairLaunch)
        #expect(launch.text.contains("Key pair prod-debug was made at 2020-05-06 08:49:17."))
        #expect(launch.text.contains("7 minutes 55 seconds later StartInstances started i-0b77e4b2fb4b3759b"))
        #expect(launch.text.contains("has key pair prod-ops since its launch at 2020-03-24 10:02:51"))
        #expect(launch.text.contains("No call put the new key pair on an instance."))
        #expect(try sample(.shellAccess).confidence == .low)
    }

    private static let permissions: [(String, String)] = [
        (
            #"{"ipProtocol":"tcp","fromPort":0,"toPort":65535,"ipRanges":{"items":[{"cidrIp":"127.0.0.1/32"}]}}"#,
            "loopback"
        ),
        (#"{"ipProtocol":"-1","ipRanges":{"items":[{"cidrIp":"0.0.0.0/0"}]}}"#, "It lets in any source."),
        (
            #"{"ipProtocol":"tcp","fromPort":22,"toPort":22,"ipv6Ranges":{"items":[{"cidrIpv6":"::/0"}]}}"#,
            "It lets in any source."
        ),
        (
            #"{"ipProtocol":"tcp","fromPort":22,"toPort":22,"ipRanges":{"items":[{"cidrIp":"203.0.113.9/32"}]}}"#,
            "It lets in single addresses."
        ),
    ]

    @Test(arguments: permissions)
    func `One permission for each group is a script's, whatever the permission`(_ permission: String, _ words: String)
        throws
    {
        let found = try patterns((0..<5).map { opening($0, permission) })
        let script = try #require(found.first { $0.kind == .toolSignature })
        #expect(script.text.contains(words))
        #expect(script.rows.count == 5)
        #expect(try patterns((0..<4).map { opening($0, permission) }).allSatisfy { $0.kind != .toolSignature })
    }

    @Test func `By the AWS CLI the same is less of a sign`() throws {
        let permission = #"{"ipProtocol":"-1","ipRanges":{"items":[{"cidrIp":"0.0.0.0/0"}]}}"#
        let found = try patterns((0..<5).map { opening($0, permission, agent: "aws-cli/2.0 botocore/2.0") })
        #expect(found.first { $0.kind == .toolSignature }?.confidence == .medium)
    }

    @Test func `A launch with the new key pair gives a shell`() throws {
        let found = try patterns([
            .init(time: "2020-05-06T08:00:00Z", name: "ImportKeyPair", request: #"{"keyName":"k"}"#),
            .init(
                time: "2020-05-06T08:20:00Z", name: "RunInstances",
                response: #"{"instancesSet":{"items":[{"instanceId":"i-1","keyName":"k"}]}}"#),
        ])
        let launch = try #require(found.first { $0.kind == .keyPairLaunch })
        #expect(
            launch.text
                == "Key pair k was made at 2020-05-06 08:00:00. 20 minutes later RunInstances launched i-1 with this key pair."
        )
        #expect(found.first { $0.kind == .shellAccess }?.confidence == .medium)
    }

    @Test func `Where no launch used the key pair, other ways in are named`() throws {
        let found = try patterns([
            .init(time: "2020-05-06T08:00:00Z", name: "CreateKeyPair", request: #"{"keyName":"k"}"#),
            .init(
                time: "2020-05-06T08:20:00Z", name: "StartInstances",
                request: #"{"instancesSet":{"items":[{"instanceId":"i-1"}]}}"#),
            .init(
                time: "2020-05-06T08:21:00Z", name: "ModifyInstanceAttribute",
                request: #"{"instanceId":"i-1","userData":"<sensitiveDataRemoved>"}"#),
            .init(time: "2020-05-06T08:22:00Z", name: "SendSSHPublicKey", service: "ec2-instance-connect"),
        ])
        let launch = try #require(found.first { $0.kind == .keyPairLaunch })
        #expect(launch.text.hasSuffix("Other ways in: ModifyInstanceAttribute and SendSSHPublicKey."))
        #expect(launch.rows.count == 4)
        #expect(found.first { $0.kind == .shellAccess }?.confidence == .high)
    }

    @Test func `A key that only changes things is no pivot`() throws {
        let found = try patterns([.init(time: "2020-05-06T08:00:00Z", name: "CreateUser", service: "iam")])
        #expect(found.isEmpty)
    }
}
