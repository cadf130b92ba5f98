import Testing

@testable import Investigation

/// Steps that were done and taken back, and those that a call only seems to do.
@Suite struct RelapseTests {
    private func step(_ operation: String, _ calls: [ResponseCase.Call]) throws -> ResponseStep {
        try ResponseCase.step(operation, in: ResponseCase.steps(calls))
    }

    private func trail(_ minute: Int, _ name: String) -> ResponseCase.Call {
        ResponseCase.response(minute, name, #"{"name":"t"}"#, service: "cloudtrail")
    }

    @Test func `A step that was taken back is proposed again, and says by what`() throws {
        let stop = ResponseCase.attack(0, "StopLogging", #"{"name":"t"}"#, service: "cloudtrail")
        let calls = [stop, trail(0, "StartLogging"), trail(1, "StopLogging")]
        let again = try step("start-logging", calls)
        #expect(again.state == .proposed)
        #expect(again.verifiedBy == [])
        #expect(again.takenBackBy == [2])
        #expect(
            again.action.hasSuffix(
                " This was done, and taken back on 2020-05-06T12:01:00Z with StopLogging by "
                    + "arn:aws:iam::111122223333:user/ines."))
        let done = try step("start-logging", calls + [trail(2, "StartLogging")])
        #expect(done.verifiedBy == [3])
        #expect(done.takenBackBy == [])
    }

    @Test func `The attacker takes a step back by doing the same again`() throws {
        func stop(_ minute: Int) -> ResponseCase.Call {
            ResponseCase.attack(minute, "StopLogging", #"{"name":"t"}"#, service: "cloudtrail")
        }
        var start = trail(0, "StartLogging")
        start.time = "2020-05-06T08:01:00Z"
        #expect(try step("start-logging", [stop(0), start, stop(2)]).takenBackBy == [2])
    }

    @Test func `A call that sets the same is named, and verifies nothing`() throws {
        let request = #"{"name":"t","isMultiRegionTrail":false}"#
        let update = try step(
            "describe-trails",
            [
                ResponseCase.attack(0, "UpdateTrail", request, service: "cloudtrail"),
                ResponseCase.response(0, "UpdateTrail", request, service: "cloudtrail"),
            ])
        #expect(update.state == .proposed)
        #expect(update.evidence == [0, 1])
        #expect(
            update.action.hasSuffix(
                " UpdateTrail by arn:aws:iam::111122223333:user/ines on 2020-05-06T12:00:00Z does not show that it was "
                    + "undone."))
    }

    @Test func `A key that was activated again, and a denial that was lifted, say so`() throws {
        func key(_ minute: Int, _ status: String) -> ResponseCase.Call {
            ResponseCase.response(
                minute, "UpdateAccessKey", #"{"userName":"ana","accessKeyId":"AKIAANA","status":"\#(status)"}"#)
        }
        let theft = ResponseCase.attack(0, "ListUsers")
        #expect(try step("update-access-key", [theft, key(0, "Inactive"), key(1, "Active")]).takenBackBy == [2])
        let denial = ResponseCase.response(
            0, "PutUserPolicy",
            #"{"userName":"ana","policyName":"stop","policyDocument":"{\"Statement\":{\"Effect\":\"Deny\",\"Action\":\"*\",\"Resource\":\"*\"}}"}"#
        )
        let lifted = ResponseCase.response(1, "DeleteUserPolicy", #"{"userName":"ana","policyName":"stop"}"#)
        #expect(try step("deny-user", [theft, denial]).verifiedBy == [1])
        let open = try step("deny-user", [theft, denial, lifted])
        #expect(open.verifiedBy == [])
        #expect(open.takenBackBy == [2])
    }

    @Test func `A deleted user that is made again is denied nothing`() throws {
        let calls = [
            ResponseCase.attack(0, "ListUsers"), ResponseCase.response(0, "DeleteUser", #"{"userName":"ana"}"#),
        ]
        #expect(try step("deny-user", calls).verifiedBy == [1])
        let again = ResponseCase.response(1, "CreateUser", #"{"userName":"ana"}"#)
        #expect(try step("deny-user", calls + [again]).takenBackBy == [2])
    }

    // MARK: Versions of policies

    @Test func `A version that is not the default any more is not deleted`() throws {
        let policy = "arn:aws:iam::111122223333:policy/app"
        func set(_ minute: Int, _ version: String) -> ResponseCase.Call {
            ResponseCase.response(
                minute, "SetDefaultPolicyVersion", #"{"policyArn":"\#(policy)","versionId":"\#(version)"}"#)
        }
        let attack = ResponseCase.attack(
            0, "CreatePolicyVersion", #"{"policyArn":"\#(policy)","setAsDefault":true}"#,
            #"{"policyVersion":{"versionId":"v3","isDefaultVersion":true}}"#)
        let steps = try ResponseCase.steps([attack, set(0, "v1")])
        #expect(try ResponseCase.step("set-default-policy-version", in: steps).verifiedBy == [1])
        #expect(try ResponseCase.step("delete-policy-version", in: steps).state == .proposed)
        #expect(try step("set-default-policy-version", [attack, set(0, "v1"), set(1, "v3")]).takenBackBy == [2])
        let deletion = ResponseCase.response(
            1, "DeletePolicyVersion", #"{"policyArn":"\#(policy)","versionId":"v3"}"#)
        #expect(try step("set-default-policy-version", [attack, deletion]).verifiedBy == [1])
        #expect(try step("delete-policy-version", [attack, deletion]).verifiedBy == [1])
    }

    // MARK: Security groups

    @Test func `A rule that was widened is revoked as it stands`() throws {
        let opening = ResponseCase.attack(
            0, "AuthorizeSecurityGroupIngress",
            #"{"groupId":"sg-1","cidrIp":"203.0.113.9/32","ipProtocol":"tcp","fromPort":22,"toPort":22}"#,
            service: "ec2")
        let wide = ResponseCase.response(
            0, "AuthorizeSecurityGroupIngress",
            #"{"groupId":"sg-1","cidrIp":"0.0.0.0/0","ipProtocol":"tcp","fromPort":0,"toPort":65535}"#, service: "ec2")
        let narrow = ResponseCase.response(
            1, "RevokeSecurityGroupIngress",
            #"{"groupId":"sg-1","cidrIp":"203.0.113.9/32","ipProtocol":"tcp","fromPort":22,"toPort":22}"#,
            service: "ec2")
        let revoke = try step("revoke-security-group-ingress", [opening, wide, narrow])
        #expect(revoke.state == .proposed)
        #expect(revoke.takenBackBy == [1])
        #expect(
            revoke.command
                == #"aws ec2 revoke-security-group-ingress --region us-east-1 --group-id sg-1 --ip-permissions '[{"IpProtocol":"tcp","FromPort":0,"ToPort":65535,"IpRanges":[{"CidrIp":"0.0.0.0/0"}]}]'"#
        )
    }

    @Test func `A wider rule that was closed as well verifies both`() throws {
        func call(_ minute: Int, _ name: String, _ source: String) -> ResponseCase.Call {
            ResponseCase.response(
                minute, name,
                #"{"groupId":"sg-1","cidrIp":"\#(source)","ipProtocol":"tcp","fromPort":22,"toPort":22}"#,
                service: "ec2")
        }
        var opening = call(0, "AuthorizeSecurityGroupIngress", "203.0.113.9/32")
        (opening.user, opening.ip, opening.time) = ("ana", "198.51.100.23", "2020-05-06T08:00:00Z")
        let calls = [
            opening, call(0, "AuthorizeSecurityGroupIngress", "0.0.0.0/0"),
            call(1, "RevokeSecurityGroupIngress", "203.0.113.9/32"),
            call(2, "RevokeSecurityGroupIngress", "0.0.0.0/0"),
        ]
        #expect(try step("revoke-security-group-ingress", calls).verifiedBy == [3])
    }

    // MARK: Keys of KMS

    @Test func `A key is kept from deletion, and then enabled`() throws {
        let key = #"{"keyId":"k"}"#
        let attack = ResponseCase.attack(0, "ScheduleKeyDeletion", key, service: "kms")
        let cancel = ResponseCase.response(0, "CancelKeyDeletion", key, service: "kms")
        let steps = try ResponseCase.steps([attack, cancel])
        let names = steps.map { String($0.id.prefix { $0 != "/" }) }
        #expect(
            names.filter { ["cancel-key-deletion", "enable-key"].contains($0) } == [
                "cancel-key-deletion", "enable-key",
            ])
        #expect(try ResponseCase.step("cancel-key-deletion", in: steps).verifiedBy == [1])
        let enable = try ResponseCase.step("enable-key", in: steps)
        #expect(enable.state == .proposed)
        #expect(enable.command == "aws kms enable-key --region us-east-1 --key-id k")
        let enabled = try ResponseCase.steps([
            attack, cancel, ResponseCase.response(1, "EnableKey", key, service: "kms"),
        ])
        #expect(try ResponseCase.step("enable-key", in: enabled).verifiedBy == [2])
    }
}
