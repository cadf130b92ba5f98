import Investigation
import Robots
import Testing

/// Ways in through sessions that no password opened, in an attack at 08:00 on 6 May 2020.
@Suite struct FederationTests {
    private func hypotheses(_ calls: [TinyTrail.Call], before: [TinyTrail.Call] = []) throws -> [Hypothesis] {
        let history = TinyTrail.Call(time: "2020-03-01T00:00:00Z", name: "DescribeInstances", user: "eva")
        let attack = try TinyAttack(calls, before: [history] + before)
        defer { attack.remove() }
        return Hypothesis.all(
            of: attack.scope, in: attack.trail, coverage: Coverage(of: attack.scope, in: attack.trail))
    }

    private func federated(_ key: String?) -> String {
        let member = key.map { #""accessKeyId":"\#($0)","# } ?? ""
        return
            #"{"type":"FederatedUser","principalId":"111122223333:fed","arn":"arn:aws:sts::111122223333:federated-user/fed","accountId":"111122223333",\#(member)"sessionContext":{"sessionIssuer":{"type":"IAMUser","principalId":"AIDAANA","arn":"arn:aws:iam::111122223333:user/ana","accountId":"111122223333","userName":"ana"},"attributes":{"creationDate":"2020-05-06T07:00:00Z","mfaAuthenticated":"false"}}}"#
    }

    @Test func `A federated user's sign-in tells of a stolen key, and not of a password`() throws {
        let before: [TinyTrail.Call] = [
            .init(
                time: "2020-05-06T07:00:00Z", name: "GetFederationToken", ip: "203.0.113.9", service: "sts",
                response: #"{"credentials":{"accessKeyId":"ASIAFED"}}"#, request: #"{"name":"fed"}"#),
            .init(
                time: "2020-05-06T07:30:00Z", name: "GetSigninToken", ip: "203.0.113.9", service: "signin",
                response: #"{"credentials":{"accessKeyId":"ASIATOKEN"}}"#, identity: federated("ASIAFED")),
        ]
        let found = try hypotheses(
            [
                .init(
                    time: "2020-05-06T08:00:00Z", name: "ConsoleLogin", service: "signin",
                    response: #"{"ConsoleLogin":"Success"}"#, identity: federated(nil)),
                .init(time: "2020-05-06T08:01:00Z", name: "CreateKeyPair", identity: federated("ASIATOKEN")),
            ], before: before)
        #expect(found.map(\.id) == ["federated-sign-in"])
        #expect(found[0].confidence == .high)
        #expect(
            found[0].supporting.map(\.text) == [
                "Sign-in as a federated user of ana: it takes a key, and neither a password nor MFA.",
                "GetFederationToken was called with AKIAANA before: the analyst is to decide on it.",
            ])
    }

    private let gina =
        #"{"type":"IdentityCenterUser","accountId":"111122223333","onBehalfOf":{"userId":"u-gina","identityStoreArn":"arn:aws:identitystore::111122223333:identitystore/d-1"},"credentialId":"c"}"#

    @Test func `A portal session without a sign-in was taken`() throws {
        let found = try hypotheses([
            .init(time: "2020-05-06T08:00:00Z", name: "ListAccounts", service: "sso", identity: gina)
        ])
        #expect(found.map(\.id) == ["portal-session"])
        #expect(found[0].confidence == .medium)
        #expect(found[0].supporting.first?.text == "1 call of u-gina in the portal.")
    }

    @Test func `A password that another set is told with who set it`() throws {
        let reset = TinyTrail.Call(
            time: "2020-05-06T07:00:00Z", name: "UpdateLoginProfile", user: "carl", ip: "203.0.113.9", service: "iam",
            request: #"{"userName":"bob"}"#)
        let found = try hypotheses(
            [
                .init(
                    time: "2020-05-06T08:00:00Z", name: "ConsoleLogin", user: "bob", key: "", service: "signin",
                    response: #"{"ConsoleLogin":"Success"}"#)
            ], before: [reset])
        #expect(found.first?.supporting.map(\.text).last == "A password was set in the day before, by carl.")
    }
}
