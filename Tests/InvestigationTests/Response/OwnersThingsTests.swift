import Testing

@testable import Investigation

/// The plan takes nothing of the owner's away that the attacker touched and left as it was.
@Suite struct OwnersThingsTests {
    /// A call by the owner, long before.
    private func before(_ name: String, _ request: String, service: String = "iam") -> TinyTrail.Call {
        TinyTrail.Call(time: "2020-05-01T10:00:00Z", name: name, user: "leo", service: service, request: request)
    }

    private func operations(_ calls: [TinyTrail.Call], about target: String) throws -> [String] {
        try ResponseCase.steps(calls).filter { $0.target.contains(target) }
            .map { String($0.id.prefix { $0 != "/" }) }
    }

    private func key(_ minute: Int, _ status: String) -> TinyTrail.Call {
        ResponseCase.attack(
            minute, "UpdateAccessKey", #"{"userName":"mia","accessKeyId":"AKIAMIA","status":"\#(status)"}"#)
    }

    @Test func `A key that the attacker switched off and on needs nothing`() throws {
        #expect(try operations([key(0, "Inactive"), key(1, "Active")], about: "AKIAMIA").isEmpty)
    }

    @Test func `A key that the attacker activated is deactivated, and not deleted`() throws {
        let steps = try ResponseCase.steps([key(0, "Active")])
        #expect(!steps.contains { $0.id.hasPrefix("delete-access-key/") && $0.target == "AKIAMIA" })
        let step = try #require(
            steps.first { $0.id.hasPrefix("update-access-key/") && $0.target == "AKIAMIA" })
        #expect(
            step.action == "Deactivate the access key AKIAMIA of the user mia, which the attacker activated again.")
        #expect(
            step.breaks
                == "Nothing that worked before: the key is the owner's, and was not active when the attacker activated it."
        )
    }

    @Test func `A key of the attacker's is deleted, however often it was switched`() throws {
        let creation = ResponseCase.attack(
            0, "CreateAccessKey", #"{"userName":"mia"}"#,
            #"{"accessKey":{"accessKeyId":"AKIAMIA","userName":"mia"}}"#)
        let off = ResponseCase.response(
            0, "UpdateAccessKey", #"{"userName":"mia","accessKeyId":"AKIAMIA","status":"Inactive"}"#)
        let found = try operations([creation, key(1, "Active"), off], about: "AKIAMIA")
        #expect(found.filter { $0 == "update-access-key" }.count == 1)
        #expect(found.filter { $0 == "delete-access-key" }.count == 1)
    }

    @Test func `Memberships, attachments and rules of the owner's stay`() throws {
        let member = #"{"userName":"mia","groupName":"devs"}"#
        let policy = #"{"roleName":"app","policyArn":"arn:aws:iam::aws:policy/ReadOnlyAccess"}"#
        let rule =
            #"{"groupId":"sg-1","cidrIp":"10.0.0.0/8","ipProtocol":"tcp","fromPort":25,"toPort":25,"ipPermissions":{}}"#
        let calls = [
            before("AttachRolePolicy", policy),
            ResponseCase.attack(0, "RemoveUserFromGroup", member),
            ResponseCase.attack(1, "AddUserToGroup", member),
            ResponseCase.attack(2, "AttachRolePolicy", policy),
            ResponseCase.attack(3, "RevokeSecurityGroupIngress", rule, service: "ec2"),
            ResponseCase.attack(4, "AuthorizeSecurityGroupIngress", rule, service: "ec2"),
        ]
        for target in ["devs", "app", "sg-1"] { #expect(try operations(calls, about: target).isEmpty, "\(target)") }
    }

    // MARK: Texts

    private func policy(_ effect: String, _ principal: String = "*") -> String {
        #"{"bucketName":"logs","bucketPolicy":{"Statement":[{"Effect":"\#(effect)","Principal":"\#(principal)"}]}}"#
    }

    private let deletion = ResponseCase.attack(0, "DeleteBucketPolicy", #"{"bucketName":"logs"}"#, service: "s3")

    @Test func `Another policy than the earlier one does not put it back`() throws {
        func step(_ text: String) throws -> ResponseStep {
            try ResponseCase.step(
                "restore-put-bucket-policy",
                in: ResponseCase.steps([
                    before("PutBucketPolicy", policy("Deny"), service: "s3"), deletion,
                    ResponseCase.response(0, "PutBucketPolicy", text, service: "s3"),
                ]))
        }
        #expect(try step(policy("Allow")).state == .proposed)
        #expect(try step(policy("Deny")).verifiedBy == [2])
        let turned = #"{"bucketName":"logs","bucketPolicy":{"Statement":[{"Principal":"*","Effect":"Deny"}]}}"#
        #expect(try step(turned).verifiedBy == [2])
    }

    @Test func `The same policy written over again changes nothing`() throws {
        func found(_ text: String) throws -> [String] {
            try operations(
                [
                    before("PutBucketPolicy", policy("Deny"), service: "s3"),
                    ResponseCase.attack(0, "PutBucketPolicy", text, service: "s3"),
                ], about: "logs")
        }
        #expect(try found(policy("Deny")).isEmpty)
        #expect(try found(policy("Allow")) == ["restore-put-bucket-policy"])
    }

    @Test func `Where the earlier policy is not known nothing shows that it is back`() throws {
        let steps = try ResponseCase.steps([
            deletion, ResponseCase.response(0, "PutBucketPolicy", policy("Deny"), service: "s3"),
        ])
        let step = try #require(steps.first { $0.target == "logs" })
        #expect(step.state == .proposed)
    }
}
