import CloudTrail
import Investigation
import Testing

/// What the attacker made, or took a hold of, is followed wherever it goes.
@Suite struct MadePrincipalTests {
    private typealias Call = TinyTrail.Call

    private let office = ["ana", "bob"].flatMap { user in
        TinyTrail.everyDay(.init(time: "", name: "DescribeInstances", user: user, ip: "192.0.2.10"))
    }
    private static let attackers = "198.51.100.23"
    private static let elsewhere = "203.0.113.200"

    private func scope(_ calls: [Call], _ options: ScopeOptions = ScopeOptions()) throws -> Scope {
        let tiny = try TinyTrail(office + calls)
        defer { tiny.remove() }
        return Scope(
            ScopeSeeds(
                keys: ["AKIAANA"], addresses: [Self.attackers], time: EventTime("2020-05-06T08:00:00Z"),
                label: "the alert"),
            in: tiny.trail, options: options)
    }

    private func attack(_ time: String, _ name: String, request: String = "null", response: String = "null") -> Call {
        Call(
            time: "2020-05-06T\(time)Z", name: name, ip: Self.attackers, service: "iam", response: response,
            request: request)
    }

    private func user(_ name: String, key: String?) -> String {
        let member = key.map { #","accessKeyId":"\#($0)""# } ?? ""
        return
            #"{"type":"IAMUser","arn":"arn:aws:iam::111122223333:user/\#(name)","accountId":"111122223333","userName":"\#(name)"\#(member)}"#
    }

    private func session(of role: String, key: String) -> String {
        #"{"type":"AssumedRole","principalId":"AROAEXAMPLE:s","arn":"arn:aws:sts::111122223333:assumed-role/\#(role)/s","accountId":"111122223333","accessKeyId":"\#(key)","sessionContext":{"sessionIssuer":{"type":"Role","arn":"arn:aws:iam::111122223333:role/\#(role)","userName":"\#(role)"},"attributes":{"creationDate":"2020-05-06T08:30:00Z"}}}"#
    }

    @Test func `A user that the attacker made is the attacker, from wherever`() throws {
        let scope = try scope([
            attack(
                "08:00:00", "CreateUser", request: #"{"userName":"eve"}"#,
                response: #"{"user":{"userName":"eve","arn":"arn:aws:iam::111122223333:user/ops/eve"}}"#),
            Call(
                time: "2020-05-06T09:00:00Z", name: "ConsoleLogin", ip: Self.elsewhere, service: "signin",
                response: #"{"ConsoleLogin":"Success"}"#,
                identity:
                    #"{"type":"IAMUser","arn":"arn:aws:iam::111122223333:user/ops/eve","accountId":"111122223333","userName":"eve"}"#
            ),
            Call(
                time: "2020-05-06T09:01:00Z", name: "ListUsers", ip: Self.elsewhere, service: "iam",
                identity:
                    #"{"type":"IAMUser","arn":"arn:aws:iam::111122223333:user/ops/eve","accountId":"111122223333","accessKeyId":"ASIAEVE","userName":"eve"}"#
            ),
            // Another key at the new address, which nobody used before.
            Call(time: "2020-05-06T09:30:00Z", name: "ListBuckets", user: "bob", ip: Self.elsewhere),
        ])
        #expect(scope.confirmedKeys.map(\.accessKeyID) == ["AKIAANA", "ASIAEVE", "AKIABOB"])
        #expect(scope.confirmedAddresses.map(\.address) == [Self.attackers, Self.elsewhere])
        #expect(scope.confirmedPrincipals.contains("arn:aws:iam::111122223333:user/ops/eve"))
        #expect(
            scope.keys.first { $0.accessKeyID == "ASIAEVE" }?.reason
                == "of arn:aws:iam::111122223333:user/ops/eve, which the attacker made, depth 2")
        #expect(scope.attackerRows.count == 4)
    }

    @Test func `A user of that name before the attacker's was somebody else`() throws {
        let scope = try scope([
            Call(time: "2020-05-06T07:00:00Z", name: "ListUsers", user: "eve", key: "AKIAOLD", ip: "192.0.2.10"),
            attack("08:00:00", "CreateUser", request: #"{"userName":"eve"}"#),
            Call(time: "2020-05-06T09:00:00Z", name: "ListUsers", user: "eve", key: "AKIANEW", ip: Self.elsewhere),
        ])
        #expect(scope.confirmedKeys.map(\.accessKeyID) == ["AKIAANA", "AKIANEW"])
        #expect(!scope.keys.contains { $0.accessKeyID == "AKIAOLD" })
    }

    @Test func `A refused creation makes nobody`() throws {
        var refused = attack("08:00:00", "CreateUser", request: #"{"userName":"eve"}"#)
        refused.error = "AccessDenied"
        let scope = try scope([
            refused, Call(time: "2020-05-06T09:00:00Z", name: "ListUsers", user: "eve", ip: Self.elsewhere),
        ])
        #expect(scope.confirmedKeys.map(\.accessKeyID) == ["AKIAANA"])
        #expect(!scope.principals.contains { $0.principal.hasSuffix("/eve") })
    }

    @Test func `A foreign account that a changed trust lets in holds the sessions that it begins`() throws {
        let trust =
            #"{"roleName":"admin","policyDocument":"{\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":{\"AWS\":[\"arn:aws:iam::999900001111:root\",\"222233334444\"]},\"Action\":\"sts:AssumeRole\"}]}"}"#
        func assume(_ time: String, from account: String, key: String) -> Call {
            Call(
                time: "2020-05-06T\(time)Z", name: "AssumeRole", ip: "203.0.113.9", service: "sts",
                response: #"{"credentials":{"accessKeyId":"\#(key)"}}"#,
                request: #"{"roleArn":"arn:aws:iam::111122223333:role/admin","roleSessionName":"s"}"#,
                identity: #"{"type":"AWSAccount","principalId":"AIDAX","accountId":"\#(account)"}"#)
        }
        let scope = try scope([
            // The partner was let in before; the trust that the attacker wrote names it as well.
            assume("07:00:00", from: "222233334444", key: "ASIAPARTNER1"),
            attack("08:00:00", "UpdateAssumeRolePolicy", request: trust),
            assume("08:30:00", from: "999900001111", key: "ASIATHEIRS"),
            assume("08:31:00", from: "222233334444", key: "ASIAPARTNER2"),
            Call(
                time: "2020-05-06T08:40:00Z", name: "ListUsers", ip: Self.elsewhere, service: "iam",
                identity: session(of: "admin", key: "ASIATHEIRS")),
            Call(
                time: "2020-05-06T08:41:00Z", name: "ListUsers", ip: "203.0.113.9", service: "iam",
                identity: session(of: "admin", key: "ASIAPARTNER2")),
        ])
        #expect(scope.confirmedKeys.map(\.accessKeyID) == ["AKIAANA", "ASIATHEIRS"])
        #expect(
            scope.keys.first { $0.accessKeyID == "ASIATHEIRS" }?.reason
                == "issued by account 999900001111, which UpdateAssumeRolePolicy let in, depth 1")
        #expect(!scope.keys.contains { $0.accessKeyID.hasPrefix("ASIAPARTNER") })
        #expect(scope.externalAccounts.map(\.account) == ["222233334444", "999900001111"])
    }

    @Test func `A provider that a changed trust lets in holds the sessions that it vouches for`() throws {
        let trust =
            #"{"roleName":"admin","policyDocument":"{\"Statement\":{\"Effect\":\"Allow\",\"Principal\":{\"Federated\":\"arn:aws:iam::111122223333:saml-provider/evil\"},\"Action\":\"sts:AssumeRoleWithSAML\"}}"}"#
        func assume(_ time: String, _ provider: String, key: String) -> Call {
            Call(
                time: "2020-05-06T\(time)Z", name: "AssumeRoleWithSAML", ip: Self.elsewhere, service: "sts",
                response: #"{"credentials":{"accessKeyId":"\#(key)"}}"#,
                request:
                    #"{"roleArn":"arn:aws:iam::111122223333:role/admin","principalArn":"arn:aws:iam::111122223333:saml-provider/\#(provider)"}"#,
                identity: #"{"type":"SAMLUser","principalId":"x:kim","userName":"kim","identityProvider":"x"}"#)
        }
        let scope = try scope([
            attack("08:00:00", "UpdateAssumeRolePolicy", request: trust),
            assume("08:30:00", "evil", key: "ASIAEVIL"), assume("08:31:00", "company", key: "ASIACOMPANY"),
        ])
        #expect(scope.confirmedKeys.map(\.accessKeyID) == ["AKIAANA", "ASIAEVIL"])
        #expect(!scope.keys.contains { $0.accessKeyID == "ASIACOMPANY" })
    }

    @Test func `A principal of the account that a changed trust names is proposed`() throws {
        let trust =
            #"{"roleName":"admin","policyDocument":"{\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":{\"AWS\":\"arn:aws:iam::111122223333:user/bob\"},\"Action\":\"sts:AssumeRole\"}]}"}"#
        let scope = try scope([
            attack("08:00:00", "UpdateAssumeRolePolicy", request: trust),
            Call(
                time: "2020-05-06T08:30:00Z", name: "AssumeRole", user: "bob", ip: Self.elsewhere, service: "sts",
                response: #"{"credentials":{"accessKeyId":"ASIAADMIN"}}"#,
                request: #"{"roleArn":"arn:aws:iam::111122223333:role/admin","roleSessionName":"s"}"#),
        ])
        #expect(scope.confirmedKeys.map(\.accessKeyID) == ["AKIAANA"])
        #expect(scope.keys.filter { $0.status == .proposed }.map(\.accessKeyID) == ["ASIAADMIN"])
    }

    @Test func `An account of the trail itself that a changed trust lets in is proposed`() throws {
        let trust =
            #"{"roleName":"admin","policyDocument":"{\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":{\"AWS\":\"222233334444\"},\"Action\":\"sts:AssumeRole\"}]}"}"#
        let scope = try scope([
            attack("08:00:00", "UpdateAssumeRolePolicy", request: trust),
            Call(time: "2020-05-06T08:10:00Z", name: "ListUsers", user: "kim", account: "222233334444"),
            Call(
                time: "2020-05-06T08:30:00Z", name: "AssumeRole", ip: "203.0.113.9", service: "sts",
                response: #"{"credentials":{"accessKeyId":"ASIAOURS"}}"#,
                request: #"{"roleArn":"arn:aws:iam::111122223333:role/paths/admin","roleSessionName":"s"}"#,
                identity: #"{"type":"AWSAccount","principalId":"AIDAX","accountId":"222233334444"}"#),
        ])
        #expect(scope.confirmedKeys.map(\.accessKeyID) == ["AKIAANA"])
        let key = scope.keys.first { $0.accessKeyID == "ASIAOURS" }
        #expect(key?.status == .proposed)
        #expect(key?.reason == "issued by account 222233334444, which UpdateAssumeRolePolicy let in")
    }

    @Test func `Whom the attacker gave a password is proposed`() throws {
        let scope = try scope([
            attack("08:00:00", "UpdateLoginProfile", request: #"{"userName":"bob"}"#),
            Call(
                time: "2020-05-06T09:00:00Z", name: "ConsoleLogin", ip: Self.elsewhere, service: "signin",
                response: #"{"ConsoleLogin":"Success"}"#, identity: user("bob", key: nil)),
            Call(
                time: "2020-05-06T09:01:00Z", name: "ListUsers", ip: Self.elsewhere, service: "iam",
                identity: user("bob", key: "ASIABOB")),
        ])
        #expect(scope.confirmedKeys.map(\.accessKeyID) == ["AKIAANA"])
        #expect(scope.keys.filter { $0.status == .proposed }.map(\.accessKeyID) == ["ASIABOB"])
        let bob = scope.principals.first { $0.principal.hasSuffix("/bob") }
        #expect(bob?.status == .proposed)
        #expect(bob?.reason == "UpdateLoginProfile of 2020-05-06T08:00:00Z gave the attacker its password")
    }

    @Test func `A key that a stolen key issued at its owner's place and that is used elsewhere is proposed`() throws {
        let scope = try scope([
            attack("08:00:00", "ListUsers"),
            Call(
                time: "2020-05-06T09:00:00Z", name: "GetSessionToken", ip: "192.0.2.10", service: "sts",
                response: #"{"credentials":{"accessKeyId":"ASIAANA"}}"#),
            Call(time: "2020-05-06T09:10:00Z", name: "ListUsers", key: "ASIAANA", ip: Self.elsewhere),
        ])
        #expect(scope.confirmedKeys.map(\.accessKeyID) == ["AKIAANA"])
        let key = scope.keys.first { $0.accessKeyID == "ASIAANA" }
        #expect(key?.status == .proposed)
        #expect(key?.reason == "issued by AKIAANA from 192.0.2.10, and used from \(Self.elsewhere)")
    }

    @Test func `A closure that reaches too much proposes what its last round reached`() throws {
        let sweep = (0..<5).map { number in
            Call(
                time: "2020-05-06T08:0\(number):00Z", name: "ListBuckets", user: "user\(number)", ip: Self.attackers)
        }
        var options = ScopeOptions()
        options.mostCredentials = 6
        #expect(try scope([attack("08:00:00", "ListUsers")] + sweep, options).confirmedKeys.count == 6)
        options.mostCredentials = 5
        let held = try scope([attack("08:00:00", "ListUsers")] + sweep, options)
        #expect(held.confirmedKeys.map(\.accessKeyID) == ["AKIAANA"])
        #expect(held.keys.count { $0.status == .proposed } == 5)
        #expect(
            held.keys.first { $0.accessKeyID == "AKIAUSER0" }?.reason
                == "used from \(Self.attackers), depth 1; held back: the closure reached more than 5 keys and principals"
        )
    }
}
