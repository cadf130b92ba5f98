import CloudTrail
import Detections
import Investigation
import Testing

/// From what the attacker holds up to what made it possible: proposed, never confirmed.
@Suite struct UpwardTests {
    private static let attacker = "198.51.100.23"

    private func scope(_ calls: [TinyTrail.Call]) throws -> Scope {
        let before = TinyTrail.everyDay(.init(time: "", name: "DescribeInstances"))
        let tiny = try TinyTrail(before + calls)
        defer { tiny.remove() }
        return Scope(ScopeSeeds(addresses: [Self.attacker], label: "address"), in: tiny.trail)
    }

    private func signIn(_ time: String, _ identity: String) -> TinyTrail.Call {
        .init(
            time: time, name: "ConsoleLogin", ip: Self.attacker, service: "signin",
            response: #"{"ConsoleLogin":"Success"}"#, identity: identity)
    }

    private let eva =
        #"{"type":"IAMUser","principalId":"AIDA","arn":"arn:aws:iam::111122223333:user/eva","accountId":"111122223333","userName":"eva"}"#

    private func setsPassword(of user: String, by other: String) -> TinyTrail.Call {
        .init(
            time: "2020-05-06T08:50:00Z", name: "UpdateLoginProfile", user: other, service: "iam",
            request: #"{"userName":"\#(user)"}"#)
    }

    @Test func `Who set the password of a sign-in is proposed`() throws {
        let scope = try scope([setsPassword(of: "eva", by: "ana"), signIn("2020-05-06T09:00:00Z", eva)])
        let giver = try #require(scope.keys.first { $0.accessKeyID == "AKIAANA" })
        #expect(giver.status == .proposed)
        #expect(
            giver.reason == "set the password of arn:aws:iam::111122223333:user/eva by UpdateLoginProfile: upward")
        #expect(
            scope.links.map { "\($0.from) \($0.via) \($0.to)" } == [
                "AKIAANA UpdateLoginProfile arn:aws:iam::111122223333:user/eva"
            ])
    }

    @Test func `Who set another's password, or his own, is not`() throws {
        #expect(try scope([setsPassword(of: "kim", by: "ana"), signIn("2020-05-06T09:00:00Z", eva)]).keys.isEmpty)
        #expect(try scope([setsPassword(of: "eva", by: "eva"), signIn("2020-05-06T09:00:00Z", eva)]).keys.isEmpty)
    }

    private func federated(_ key: String?) -> String {
        let member = key.map { #""accessKeyId":"\#($0)","# } ?? ""
        return
            #"{"type":"FederatedUser","principalId":"111122223333:fed","arn":"arn:aws:sts::111122223333:federated-user/fed","accountId":"111122223333",\#(member)"sessionContext":{"sessionIssuer":{"type":"IAMUser","principalId":"AIDAANA","arn":"arn:aws:iam::111122223333:user/ana","accountId":"111122223333","userName":"ana"},"attributes":{"creationDate":"2020-05-06T08:00:00Z","mfaAuthenticated":"false"}}}"#
    }

    @Test func `From a federated user's sign-in the way up leads through its tokens to the key`() throws {
        let scope = try scope([
            .init(
                time: "2020-05-06T08:00:00Z", name: "GetFederationToken", service: "sts",
                response: #"{"credentials":{"accessKeyId":"ASIAFED"}}"#, request: #"{"name":"fed"}"#),
            .init(
                time: "2020-05-06T08:30:00Z", name: "GetSigninToken", service: "signin",
                response: #"{"credentials":{"accessKeyId":"ASIATOKEN"}}"#, identity: federated("ASIAFED")),
            signIn("2020-05-06T08:40:00Z", federated(nil)),
            .init(
                time: "2020-05-06T08:41:00Z", name: "CreateKeyPair", ip: Self.attacker,
                identity: federated("ASIATOKEN")),
        ])
        #expect(scope.confirmedKeys.map(\.accessKeyID) == ["ASIATOKEN"])
        let proposed = scope.keys.filter { $0.status == .proposed }
        #expect(
            proposed.map { "\($0.accessKeyID) \($0.reason)" } == [
                "AKIAANA issued ASIAFED by GetFederationToken: upward",
                "ASIAFED issued ASIATOKEN by GetSigninToken: upward",
            ])
    }

    // MARK: Identity Center

    private func portal(_ ip: String, role: String = "Admin") -> TinyTrail.Call {
        .init(
            time: "2020-05-06T09:00:10Z", name: "GetRoleCredentials", ip: ip, service: "sso",
            identity:
                #"{"type":"IdentityCenterUser","accountId":"111122223333","onBehalfOf":{"userId":"9067-gina","identityStoreArn":"arn:aws:identitystore::111122223333:identitystore/d-1"},"credentialId":"c"}"#,
            more: #""serviceEventDetails":{"role_name":"\#(role)","account_id":"111122223333"},"#)
    }

    private func permissionSet(_ ip: String) -> TinyTrail.Call {
        let role = "AWSReservedSSO_Admin_0123456789abcdef"
        return .init(
            time: "2020-05-06T09:05:00Z", name: "ListUsers", ip: ip, service: "iam",
            identity:
                #"{"type":"AssumedRole","principalId":"AROA:gina","arn":"arn:aws:sts::111122223333:assumed-role/\#(role)/gina","accountId":"111122223333","accessKeyId":"ASIASSO","sessionContext":{"sessionIssuer":{"type":"Role","principalId":"AROA","arn":"arn:aws:iam::111122223333:role/aws-reserved/sso.amazonaws.com/\#(role)","accountId":"111122223333","userName":"\#(role)"},"attributes":{"creationDate":"2020-05-06T09:00:10Z","mfaAuthenticated":"false"}}}"#
        )
    }

    @Test func `A session of a permission set leads up to who asked for it`() throws {
        let scope = try scope([portal("192.0.2.10"), permissionSet(Self.attacker)])
        #expect(scope.confirmedKeys.map(\.accessKeyID) == ["ASIASSO"])
        #expect(
            scope.principals.filter { $0.status == .proposed }.map { "\($0.principal) \($0.reason)" } == [
                "9067-gina asked for ASIASSO by GetRoleCredentials: upward"
            ])
        #expect(scope.links.map { "\($0.from) \($0.to) \($0.isWeak)" } == ["9067-gina ASIASSO true"])
    }

    @Test func `What the attacker asked Identity Center for is proposed, wherever it is used`() throws {
        let scope = try scope([portal(Self.attacker), permissionSet("203.0.113.9")])
        #expect(
            scope.keys.map { "\($0.accessKeyID) \($0.status) \($0.reason)" } == [
                "ASIASSO proposed its session began with the GetRoleCredentials of 2020-05-06T09:00:10Z"
            ])
    }

    @Test func `A call that names another permission set leads nowhere`() throws {
        #expect(try scope([portal(Self.attacker, role: "Audit"), permissionSet("203.0.113.9")]).keys.isEmpty)
    }

    // MARK: Redacted records

    private func adminSession(created: String) -> TinyTrail.Call {
        .init(
            time: "2020-05-06T09:30:00Z", name: "CreateUser", ip: "203.0.113.9", service: "iam",
            identity:
                #"{"type":"AssumedRole","principalId":"AROA:evil","arn":"arn:aws:sts::111122223333:assumed-role/admin/evil","accountId":"111122223333","accessKeyId":"ASIAEVIL","sessionContext":{"sessionIssuer":{"type":"Role","principalId":"AROA","arn":"arn:aws:iam::111122223333:role/admin","accountId":"111122223333","userName":"admin"},"attributes":{"creationDate":"\#(created)","mfaAuthenticated":"false"}}}"#
        )
    }

    @Test(arguments: [("2020-05-06T09:00:00Z", ["ASIAEVIL"]), ("2020-05-06T09:10:00Z", [])])
    func `Where a record leaves the issued key out, the session's name and moment propose it`(
        _ created: String, _ proposed: [String]
    ) throws {
        let scope = try scope([
            .init(
                time: "2020-05-06T09:00:00Z", name: "AssumeRole", ip: Self.attacker, service: "sts",
                request: #"{"roleArn":"arn:aws:iam::111122223333:role/admin","roleSessionName":"evil"}"#),
            adminSession(created: created),
        ])
        #expect(scope.keys.filter { $0.status == .proposed }.map(\.accessKeyID) == proposed)
    }

    @Test func `A key that was made within the baseline has no history to be idle in`() throws {
        let scope = try scope([
            .init(
                time: "2020-05-05T09:00:00Z", name: "CreateAccessKey", user: "eva", service: "iam",
                response: #"{"accessKey":{"accessKeyId":"AKIANEW","userName":"ana"}}"#),
            .init(time: "2020-05-06T09:00:00Z", name: "ListBuckets", key: "AKIANEW", ip: Self.attacker),
        ])
        #expect(scope.confirmedKeys.map(\.idleBefore) == [.unknown])
    }
}
