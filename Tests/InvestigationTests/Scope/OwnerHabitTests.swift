import CloudTrail
import Investigation
import Testing

/// A key in the attacker's hands is in its owner's hands too, and the owner goes on with his work.
@Suite struct OwnerHabitTests {
    private static let attacker = "198.51.100.23"
    private static let elsewhere = "192.0.2.77"

    /// Ana has worked from her place for a month, and the attacker has her key since the sixth of May.
    private func scope(_ later: [TinyTrail.Call], attackersClient: String = "aws-cli/1.18") throws -> Scope {
        let before = TinyTrail.everyDay(.init(time: "", name: "DescribeInstances"))
        let attack = TinyTrail.Call(
            time: "2020-05-06T09:00:00Z", name: "CreateKeyPair", ip: Self.attacker, agent: attackersClient)
        let tiny = try TinyTrail(before + [attack] + later)
        defer { tiny.remove() }
        return Scope(
            ScopeSeeds(keys: ["AKIAANA"], addresses: [Self.attacker], time: EventTime(attack.time), label: "the alert"),
            in: tiny.trail)
    }

    private func call(_ name: String, agent: String = "Boto3/1.12") -> TinyTrail.Call {
        .init(time: "2020-05-07T10:00:00Z", name: name, ip: Self.elsewhere, agent: agent)
    }

    @Test func `An owner who does the usual from a new address is not taken for the attacker`() throws {
        let scope = try scope([call("DescribeInstances")])
        let address = try #require(scope.addresses.first { $0.address == Self.elsewhere })
        #expect(address.status == .proposed)
        #expect(
            address.reason
                == "the owner's, as it seems: from there AKIAANA did what it always does, by its own client")
        #expect(scope.attackerRows.count == 1)
    }

    @Test(arguments: [("ListBuckets", "Boto3/1.12"), ("DescribeInstances", "aws-cli/2.1")])
    func `An unusual call, or an unusual client, is no owner's`(_ name: String, _ agent: String) throws {
        let scope = try scope([call("DescribeInstances"), call(name, agent: agent)])
        #expect(scope.confirmedAddresses.map(\.address) == [Self.attacker, Self.elsewhere])
        #expect(scope.attackerRows.count == 3)
    }

    @Test func `The owner's client tells nothing where the attacker uses it too`() throws {
        let scope = try scope([call("DescribeInstances")], attackersClient: "Boto3/1.12")
        #expect(scope.confirmedAddresses.map(\.address) == [Self.attacker, Self.elsewhere])
    }

    /// A session of a role that has done the same for a month, each day with a key of its own.
    private func session(_ time: String, _ name: String, ip: String, agent: String, day: String) -> TinyTrail.Call {
        let identity =
            #"{"type":"AssumedRole","principalId":"AROAJOB:job","arn":"arn:aws:sts::111122223333:assumed-role/job/job","accountId":"111122223333","accessKeyId":"ASIAJOB\#(day)","sessionContext":{"sessionIssuer":{"type":"Role","principalId":"AROAJOB","arn":"arn:aws:iam::111122223333:role/job","accountId":"111122223333","userName":"job"},"attributes":{"creationDate":"\#(time.prefix(10))T00:00:00Z","mfaAuthenticated":"false"}}}"#
        return .init(time: time, name: name, ip: ip, agent: agent, identity: identity)
    }

    @Test func `A stolen session of a function does not lead to where the function runs`() throws {
        let before = (10...30).map { day in
            session("2020-04-\(day)T10:00:00Z", "GetItem", ip: "192.0.2.\(day)", agent: "Boto3/1.12", day: "\(day)")
        }
        let tiny = try TinyTrail(
            before + [
                session("2020-05-06T08:00:00Z", "GetItem", ip: "192.0.2.106", agent: "Boto3/1.12", day: "06"),
                session("2020-05-06T09:00:00Z", "Scan", ip: Self.attacker, agent: "aws-cli/2", day: "06"),
                session("2020-05-06T10:00:00Z", "GetItem", ip: "192.0.2.107", agent: "Boto3/1.12", day: "06"),
            ])
        defer { tiny.remove() }
        let scope = Scope(
            ScopeSeeds(
                keys: ["ASIAJOB06"], addresses: [Self.attacker], time: EventTime("2020-05-06T09:00:00Z"),
                label: "the alert"), in: tiny.trail)
        #expect(scope.onset?.time.iso8601 == "2020-05-06T09:00:00Z")
        #expect(scope.confirmedAddresses.map(\.address) == [Self.attacker])
        #expect(scope.addresses.filter { $0.status == .proposed }.map(\.address) == ["192.0.2.107"])
        #expect(scope.attackerRows.count == 1)
    }

    // MARK: The response

    private func deletion(by user: String) -> TinyTrail.Call {
        .init(
            time: "2020-05-06T11:00:00Z", name: "DeleteAccessKey", user: user, ip: Self.elsewhere, service: "iam",
            request: #"{"accessKeyId":"AKIAANA","userName":"ana"}"#)
    }

    @Test func `Who cuts a key off may have tried it first`() throws {
        let scope = try scope([call("GetCallerIdentity", agent: "aws-cli/2"), deletion(by: "eva")])
        let address = try #require(scope.addresses.first { $0.address == Self.elsewhere })
        #expect(address.status == .proposed)
        #expect(
            address.reason
                == "the response's, as it seems: the DeleteAccessKey of 2020-05-06T11:00:00Z, which cut AKIAANA off, came from there"
        )
        #expect(!scope.keys.contains { $0.accessKeyID == "AKIAEVA" })
    }

    @Test func `Who takes a user's key away as that very user is no responder`() throws {
        let scope = try scope([call("CreateAccessKey", agent: "aws-cli/2"), deletion(by: "ana")])
        #expect(scope.confirmedAddresses.map(\.address) == [Self.attacker, Self.elsewhere])
    }

    private func issues(_ name: String, by user: String, _ request: String, _ response: String = "null")
        -> TinyTrail.Call
    {
        .init(
            time: "2020-05-06T10:30:00Z", name: name, user: user, ip: Self.elsewhere, agent: "aws-cli/2",
            service: "iam",
            response: response, request: request)
    }

    @Test func `Who changes something with a stolen key does not try it`() throws {
        let scope = try scope([
            issues("CreateUser", by: "ana", #"{"userName":"zz"}"#), deletion(by: "eva"),
        ])
        #expect(scope.confirmedAddresses.map(\.address) == [Self.attacker, Self.elsewhere])
    }

    @Test func `Who makes users at the place of a cut-off is proposed`() throws {
        let scope = try scope([
            call("GetCallerIdentity", agent: "aws-cli/2"), issues("CreateUser", by: "bob", #"{"userName":"zz"}"#),
            deletion(by: "bob"),
        ])
        #expect(scope.keys.first { $0.accessKeyID == "AKIABOB" }?.status == .proposed)
        #expect(
            scope.keys.first { $0.accessKeyID == "AKIABOB" }?.reason
                == "CreateUser from 192.0.2.77, which is proposed itself")
    }

    @Test func `One stranger, and a place is nobody's office`() throws {
        let scope = try scope([
            call("DescribeInstances"), issues("CreateUser", by: "bob", #"{"userName":"zz"}"#),
        ])
        #expect(scope.confirmedAddresses.map(\.address) == [Self.attacker, Self.elsewhere])
        #expect(scope.confirmedKeys.map(\.accessKeyID) == ["AKIAANA", "AKIABOB"])
    }
}
