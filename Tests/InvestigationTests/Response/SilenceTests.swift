import Testing

@testable import Investigation

@Suite struct SilenceTests {
    private let theft = ResponseCase.attack(0, "ListBuckets", service: "s3")
    private let deletion = ResponseCase.response(0, "DeleteAccessKey", #"{"userName":"ana","accessKeyId":"AKIAANA"}"#)
    private let denial = ResponseCase.response(
        0, "PutUserPolicy",
        #"{"userName":"ana","policyName":"p","policyDocument":"{\"Statement\":{\"Effect\":\"Deny\",\"Action\":\"*\",\"Resource\":\"*\"}}"}"#
    )

    private func attempt(_ error: String?, time: String = "2020-05-06T13:00:00Z") -> TinyTrail.Call {
        TinyTrail.Call(time: time, name: "ListBuckets", ip: "198.51.100.23", service: "s3", error: error)
    }

    private func step(_ operation: String, _ calls: [TinyTrail.Call]) throws -> ResponseStep {
        try ResponseCase.step(operation, in: ResponseCase.steps([theft] + calls))
    }

    @Test func `A refused call behind a denial verifies the denial and the silence`() throws {
        #expect(try step("deny-user", [denial, attempt("AccessDenied")]).verifiedBy == [1])
        #expect(try step("verify-key", [denial, attempt("AccessDenied")]).verifiedBy == [1, 2])
        #expect(try step("verify-key", [denial, attempt("AccessDenied")]).state == .verified)
    }

    @Test func `A key that AWS does not know any more is refused as well`() throws {
        #expect(try step("verify-key", [deletion, attempt("InvalidClientTokenId")]).verifiedBy == [1, 2])
        #expect(try step("verify-key", [deletion, attempt("NoSuchBucket")]).state == .proposed)
    }

    @Test func `A call that succeeds behind a denial verifies nothing`() throws {
        #expect(try step("deny-user", [denial, attempt(nil)]).state == .proposed)
        #expect(try step("verify-key", [denial, attempt(nil)]).state == .proposed)
    }

    @Test func `The deletion of a key proves no silence`() throws {
        let last = try step("verify-key", [deletion])
        #expect(last.state == .proposed)
        #expect(
            last.action.hasSuffix(
                " It was ended on 2020-05-06T12:00:00Z, the last event of the trail: load newer ones."))
        #expect(try step("delete-access-key", [deletion]).state == .verified)
    }

    @Test func `Where nobody tried the key the step says so`() throws {
        let others = [30, 45].map { ResponseCase.response($0, "ListUsers") }
        let step = try step("verify-key", [deletion] + others)
        #expect(step.state == .proposed)
        #expect(step.verifiedBy == [])
        #expect(
            step.action
                == "See in newer logs that AKIAANA has no successful call any more. It was ended on 2020-05-06T12:00:00Z, and "
                + "nobody tried it in the 2 events since, up to 2020-05-06T12:45:00Z: that is no proof yet.")
    }

    @Test func `What the attacker takes back is not done`() throws {
        let other = TinyTrail.Call(
            time: "2020-05-06T12:30:00Z", name: "DeleteUserPolicy", user: "bob", ip: "198.51.100.23", service: "iam",
            request: #"{"userName":"ana","policyName":"p"}"#)
        func state(_ calls: [TinyTrail.Call]) throws -> ResponseStep.State? {
            try ResponseCase.steps([theft] + calls).first { $0.id == "deny-user/111122223333/-/ana" }?.state
        }
        #expect(try state([denial]) == .verified)
        #expect(try state([denial, other]) == .proposed)
    }

    @Test func `A revoked session that is refused is verified`() throws {
        let assume = ResponseCase.attack(
            1, "AssumeRole", #"{"roleArn":"arn:aws:iam::111122223333:role/deploy","roleSessionName":"s"}"#,
            #"{"credentials":{"accessKeyId":"ASIADEPLOY"}}"#, service: "sts")
        let revocation = ResponseCase.response(
            0, "PutRolePolicy",
            #"{"roleName":"deploy","policyName":"p","policyDocument":"{\"Statement\":[{\"Effect\":\"Deny\",\"Action\":\"*\",\"Resource\":\"*\",\"Condition\":{\"DateLessThan\":{\"aws:TokenIssueTime\":\"2020-05-06T12:00:00Z\"}}}]}"}"#
        )
        var attempt = attempt("AccessDenied")
        attempt.key = "ASIADEPLOY"
        attempt.identity =
            #"{"type":"AssumedRole","arn":"arn:aws:sts::111122223333:assumed-role/deploy/s","accountId":"111122223333","accessKeyId":"ASIADEPLOY","sessionContext":{"sessionIssuer":{"type":"Role","arn":"arn:aws:iam::111122223333:role/deploy","userName":"deploy"},"attributes":{"creationDate":"2020-05-06T08:01:00Z"}}}"#
        let steps = try ResponseCase.steps([theft, assume, revocation, attempt])
        #expect(try ResponseCase.step("revoke-sessions", in: steps).verifiedBy == [2])
        let verify = try #require(steps.first { $0.id.hasPrefix("verify-key/") && $0.target == "ASIADEPLOY" })
        #expect(verify.verifiedBy == [2, 3])
    }

    @Test func `A denial of a user is none of the role of the same name`() throws {
        let assume = ResponseCase.attack(
            1, "AssumeRole", #"{"roleArn":"arn:aws:iam::111122223333:role/ana","roleSessionName":"s"}"#, service: "sts")
        let steps = try ResponseCase.steps([theft, assume, denial])
        #expect(try ResponseCase.step("deny-user", in: steps).state == .verified)
        #expect(try ResponseCase.step("revoke-sessions", in: steps).state == .proposed)
    }

    @Test func `A session that nobody used is revoked all the same`() throws {
        let assume = ResponseCase.attack(
            1, "AssumeRole", #"{"roleArn":"arn:aws:iam::111122223333:role/ci/deploy","roleSessionName":"s"}"#,
            #"{"credentials":{"accessKeyId":"ASIADEPLOY"}}"#, service: "sts")
        let steps = try ResponseCase.steps([theft, assume])
        #expect(try ResponseCase.step("revoke-sessions", in: steps).target == "deploy")
        let own = try ResponseCase.step("end-session", in: steps)
        #expect(own.target == "ASIADEPLOY s")
        #expect(
            own.command.hasPrefix(
                "aws iam put-role-policy --role-name deploy --policy-name IncidentRevokeOlderSessions "))
        #expect(own.evidence == [1])
    }

    @Test func `A role that was assumed by a call without a readable key is revoked`() throws {
        let assume = ResponseCase.attack(
            1, "AssumeRole", #"{"roleArn":"arn:aws:iam::111122223333:role/deploy","roleSessionName":"s"}"#,
            service: "sts")
        #expect(try ResponseCase.step("revoke-sessions", in: ResponseCase.steps([theft, assume])).target == "deploy")
    }
}
