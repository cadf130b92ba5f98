import JSON
import Testing

@testable import Investigation

/// How what the attacker took away or wrote over is put back.
@Suite struct RestorationTests {
    private func step(_ operation: String, _ calls: [TinyTrail.Call]) throws -> ResponseStep {
        try ResponseCase.step(operation, in: ResponseCase.steps(calls))
    }

    /// A call by the owner, long before.
    private func before(
        _ name: String, _ request: String, _ response: String = "null", service: String = "iam"
    ) -> TinyTrail.Call {
        TinyTrail.Call(
            time: "2020-05-01T10:00:00Z", name: name, user: "leo", service: service, response: response,
            request: request)
    }

    // MARK: Policies

    @Test func `A detached policy is attached again`() throws {
        let step = try step(
            "attach-role-policy",
            [
                ResponseCase.attack(
                    0, "DetachRolePolicy",
                    #"{"roleName":"prod","policyArn":"arn:aws:iam::aws:policy/ReadOnlyAccess"}"#)
            ])
        #expect(
            step.command
                == "aws iam attach-role-policy --role-name prod --policy-arn arn:aws:iam::aws:policy/ReadOnlyAccess")
        #expect(step.phase == .recovery)
        #expect(step.state == .proposed)
    }

    @Test func `The quarantine of a stolen key goes back at once`() throws {
        let policy = "arn:aws:iam::aws:policy/AWSCompromisedKeyQuarantineV3"
        let steps = try ResponseCase.steps([
            ResponseCase.attack(0, "DetachUserPolicy", #"{"userName":"ana","policyArn":"\#(policy)"}"#)
        ])
        let step = try ResponseCase.step("attach-user-policy", in: steps)
        #expect(step.phase == .containment)
        #expect(step.command == "aws iam attach-user-policy --user-name ana --policy-arn \(policy)")
        let denial = try ResponseCase.step("deny-user", in: steps)
        #expect(
            denial.action.hasSuffix(
                "AWSCompromisedKeyQuarantineV3 was detached on 2020-05-06T08:00:00Z by the attacker: put it back, or see that "
                    + "the keys are dealt with first."))
    }

    @Test func `A deleted policy is written again as the trail has it, at once where it forbids`() throws {
        let text = #"{"Statement":[{"Effect":"Deny","Action":"s3:*","Resource":"*"}]}"#
        let quoted = JSONWriter(.compact).string(.string(text))
        let step = try step(
            "restore-put-user-policy",
            [
                before("PutUserPolicy", #"{"userName":"mia","policyName":"no s3","policyDocument":\#(quoted)}"#),
                ResponseCase.attack(0, "DeleteUserPolicy", #"{"userName":"mia","policyName":"no s3"}"#),
            ])
        #expect(
            step.command
                == "aws iam put-user-policy --user-name mia --policy-name 'no s3' --policy-document '\(text)'")
        #expect(step.phase == .containment)
        #expect(step.evidence == [0, 1])
    }

    @Test func `Where the trail has no text the step only looks`() throws {
        let step = try step(
            "rewrite-user-policy",
            [ResponseCase.attack(0, "DeleteUserPolicy", #"{"userName":"mia","policyName":"no s3"}"#)])
        #expect(step.command == "aws iam list-user-policies --user-name mia")
        #expect(step.breaks == "Nothing: the command only looks.")
    }

    @Test func `What the attacker wrote over is written again, and not deleted`() throws {
        func request(_ text: String) -> String {
            #"{"bucketName":"logs","bucketPolicy":{"Statement":[{"Effect":"\#(text)"}]}}"#
        }
        let steps = try ResponseCase.steps([
            before("PutBucketPolicy", request("Deny"), service: "s3"),
            ResponseCase.attack(0, "PutBucketPolicy", request("Allow"), service: "s3"),
        ])
        #expect(
            try ResponseCase.step("restore-put-bucket-policy", in: steps).command
                == #"aws s3api put-bucket-policy --region us-east-1 --bucket logs --policy '{"Statement":[{"Effect":"Deny"}]}'"#
        )
    }

    @Test func `A policy that the owner had deleted before is not put back`() throws {
        let name = #""userName":"mia","policyName":"old""#
        let steps = try ResponseCase.steps([
            before("PutUserPolicy", #"{\#(name),"policyDocument":"{}"}"#), before("DeleteUserPolicy", "{\(name)}"),
            ResponseCase.attack(0, "PutUserPolicy", #"{\#(name),"policyDocument":"{\"Statement\":[]}"}"#),
        ])
        #expect(try ResponseCase.step("delete-user-policy", in: steps).target == "mia old")
    }

    @Test func `Hostile names stay names`() throws {
        let step = try step(
            "attach-user-policy",
            [
                ResponseCase.attack(
                    0, "DetachUserPolicy", #"{"userName":"--x$(id)'","policyArn":"arn:aws:iam::1:policy/`id`"}"#)
            ])
        #expect(
            step.command
                == #"aws iam attach-user-policy --cli-input-json '{"UserName":"--x$(id)'\''","PolicyArn":"arn:aws:iam::1:policy/`id`"}'"#
        )
    }

    @Test func `A boundary that was taken off is put back at once`() throws {
        let step = try step(
            "restore-put-role-permissions-boundary",
            [
                before("CreateRole", #"{"roleName":"dev","permissionsBoundary":"arn:aws:iam::1:policy/limits"}"#),
                ResponseCase.attack(0, "DeleteRolePermissionsBoundary", #"{"roleName":"dev"}"#),
            ])
        #expect(
            step.command
                == "aws iam put-role-permissions-boundary --role-name dev --permissions-boundary arn:aws:iam::1:policy/limits"
        )
        #expect(step.phase == .containment)
    }

    /// A row that no change leads to would never be used: of a wrong name, or of another service.
    @Test func `Every reversal is of a call that the table of changes knows`() {
        let unknown = Reversal.all.keys.filter { ChangeTable.all.rules($0).isEmpty }
        #expect(unknown.map { $0.service + " " + $0.name }.sorted() == [])
    }

    // MARK: Users and keys

    @Test func `Memberships and deactivated keys come back, a deleted key does not`() throws {
        let steps = try ResponseCase.steps([
            ResponseCase.attack(0, "RemoveUserFromGroup", #"{"userName":"mia","groupName":"devs"}"#),
            ResponseCase.attack(
                1, "UpdateAccessKey", #"{"userName":"mia","accessKeyId":"AKIAMIA","status":"Inactive"}"#),
            ResponseCase.attack(2, "DeleteAccessKey", #"{"userName":"mia","accessKeyId":"AKIAOLD"}"#),
        ])
        #expect(
            try ResponseCase.step("add-user-to-group", in: steps).command
                == "aws iam add-user-to-group --group-name devs --user-name mia")
        let keys = steps.filter { $0.phase == .recovery && $0.id.hasPrefix("update-access-key/") }
        #expect(
            keys.map(\.command) == [
                "aws iam update-access-key --user-name mia --access-key-id AKIAMIA --status Active"
            ])
        #expect(try ResponseCase.step("list-access-keys", in: steps).commands.allSatisfy { $0.isReading })
    }

    @Test func `A stolen key that the attacker deactivated stays so`() throws {
        let steps = try ResponseCase.steps([
            ResponseCase.attack(0, "ListUsers"),
            ResponseCase.attack(
                1, "UpdateAccessKey", #"{"userName":"ana","accessKeyId":"AKIAANA","status":"Inactive"}"#),
        ])
        #expect(!steps.contains { $0.phase == .recovery })
    }

    @Test func `To delete the attacker's password locks nobody out who was not`() throws {
        let owners = try step(
            "delete-login-profile", [ResponseCase.attack(0, "UpdateLoginProfile", #"{"userName":"mia"}"#)])
        #expect(
            owners.breaks
                == "Nothing more: since the attacker set another password the owner cannot sign in with the old one.")
        #expect(owners.undo.hasPrefix("create-login-profile"))
        let own = try step(
            "delete-login-profile",
            [
                ResponseCase.attack(0, "CreateUser", #"{"userName":"shadow"}"#),
                ResponseCase.attack(1, "UpdateLoginProfile", #"{"userName":"shadow"}"#),
            ])
        #expect(own.breaks == "Nothing that was there before the attacker.")
    }

    // MARK: Security groups

    private func flat(_ cidr: String) -> String {
        #"{"groupId":"sg-1","cidrIp":"\#(cidr)","ipProtocol":"tcp","fromPort":443,"toPort":443,"ipPermissions":{}}"#
    }

    private func modification(_ id: String, _ cidr: String) -> String {
        #"{"ModifySecurityGroupRulesRequest":{"GroupId":"sg-1","SecurityGroupRule":{"SecurityGroupRuleId":"\#(id)","SecurityGroupRule":{"IpProtocol":"tcp","FromPort":443,"ToPort":443,"CidrIpv4":"\#(cidr)"}}}}"#
    }

    private var made: TinyTrail.Call {
        before(
            "AuthorizeSecurityGroupIngress", flat("10.0.0.0/8"),
            #"{"securityGroupRuleSet":{"items":[{"groupId":"sg-1","securityGroupRuleId":"sgr-1","isEgress":false,"ipProtocol":"tcp","fromPort":443,"toPort":443,"cidrIpv4":"10.0.0.0/8"}]}}"#,
            service: "ec2")
    }

    @Test func `A revoked rule of the owner's is authorised again`() throws {
        let revocation = ResponseCase.attack(0, "RevokeSecurityGroupIngress", flat("10.0.0.0/8"), service: "ec2")
        let proposed = try step("authorize-security-group-ingress", [revocation])
        #expect(
            proposed.command
                == #"aws ec2 authorize-security-group-ingress --region us-east-1 --group-id sg-1 --ip-permissions '[{"IpProtocol":"tcp","FromPort":443,"ToPort":443,"IpRanges":[{"CidrIp":"10.0.0.0/8"}]}]'"#
        )
        #expect(proposed.phase == .recovery)
        let done = try step(
            "authorize-security-group-ingress",
            [
                revocation,
                ResponseCase.response(0, "AuthorizeSecurityGroupIngress", flat("10.0.0.0/8"), service: "ec2"),
            ])
        #expect(done.state == .verified)
        #expect(done.verifiedBy == [1])
    }

    @Test(arguments: [
        (
            #"{"ipProtocol":"-1","ipv6Ranges":{"items":[{"cidrIpv6":"::/0"}]}}"#,
            #"{"IpProtocol":"-1","Ipv6Ranges":[{"CidrIpv6":"::/0"}]}"#
        ),
        (
            #"{"ipProtocol":"tcp","fromPort":22,"toPort":23,"prefixListIds":{"items":[{"prefixListId":"pl-1"}]}}"#,
            #"{"IpProtocol":"tcp","FromPort":22,"ToPort":23,"PrefixListIds":[{"PrefixListId":"pl-1"}]}"#
        ),
        (
            #"{"ipProtocol":"udp","fromPort":53,"toPort":53,"groups":{"items":[{"groupId":"sg-7","userId":"444455556666"}]}}"#,
            #"{"IpProtocol":"udp","FromPort":53,"ToPort":53,"UserIdGroupPairs":[{"UserId":"444455556666","GroupId":"sg-7"}]}"#
        ),
    ])
    func `Rules of every shape are put back as they were`(_ recorded: String, _ permission: String) throws {
        let request = #"{"groupId":"sg-1","ipPermissions":{"items":[\#(recorded)]}}"#
        let step = try step(
            "authorize-security-group-egress",
            [ResponseCase.attack(0, "RevokeSecurityGroupEgress", request, service: "ec2")])
        #expect(
            step.command
                == "aws ec2 authorize-security-group-egress --region us-east-1 --group-id sg-1 --ip-permissions '[\(permission)]'"
        )
    }

    @Test func `Rules in a group that is gone are not`() throws {
        let steps = try ResponseCase.steps([
            ResponseCase.attack(0, "RevokeSecurityGroupIngress", flat("10.0.0.0/8"), service: "ec2"),
            ResponseCase.response(0, "DeleteSecurityGroup", #"{"groupId":"sg-1"}"#, service: "ec2"),
        ])
        #expect(!steps.contains { $0.id.hasPrefix("authorize-") })
    }

    @Test func `A changed rule is changed back where the trail tells what it was`() throws {
        let calls = [
            made,
            ResponseCase.attack(0, "ModifySecurityGroupRules", modification("sgr-1", "0.0.0.0/0"), service: "ec2"),
        ]
        let steps = try ResponseCase.steps(calls)
        let step = try ResponseCase.step("modify-security-group-rules", in: steps)
        #expect(
            step.command
                == #"aws ec2 modify-security-group-rules --region us-east-1 --group-id sg-1 --security-group-rules '[{"SecurityGroupRuleId":"sgr-1","SecurityGroupRule":{"IpProtocol":"tcp","FromPort":443,"ToPort":443,"CidrIpv4":"10.0.0.0/8"}}]'"#
        )
        #expect(step.phase == .containment)
        #expect(!steps.contains { $0.id.hasPrefix("revoke-") || $0.id.hasPrefix("authorize-") })
        let revoked = ResponseCase.response(
            0, "RevokeSecurityGroupIngress",
            #"{"groupId":"sg-1","securityGroupRuleIds":{"items":[{"securityGroupRuleId":"sgr-1"}]}}"#, service: "ec2")
        // Who revokes it instead has closed it, and has still to put the old one back.
        let later = try ResponseCase.steps(calls + [revoked])
        #expect(try ResponseCase.step("modify-security-group-rules", in: later).state == .verified)
        #expect(try ResponseCase.step("authorize-security-group-ingress", in: later).state == .proposed)
    }

    @Test func `A rule that was changed twice goes back to what the owner had`() throws {
        let steps = try ResponseCase.steps([
            made,
            ResponseCase.attack(
                0, "ModifySecurityGroupRules", modification("sgr-1", "198.51.100.0/24"), service: "ec2"),
            ResponseCase.attack(1, "ModifySecurityGroupRules", modification("sgr-1", "0.0.0.0/0"), service: "ec2"),
        ])
        let step = try ResponseCase.step("modify-security-group-rules", in: steps)
        #expect(step.command.contains(#""CidrIpv4":"10.0.0.0/8""#))
        #expect(step.state == .proposed)
        #expect(!steps.contains { $0.id.hasPrefix("revoke-") || $0.id.hasPrefix("authorize-") })
    }

    @Test func `Where it does not, the rule is closed, and the owner asked`() throws {
        let steps = try ResponseCase.steps([
            ResponseCase.attack(0, "ModifySecurityGroupRules", modification("sgr-7", "0.0.0.0/0"), service: "ec2")
        ])
        let revocation = try ResponseCase.step("revoke-security-group-ingress-by-id-changed", in: steps)
        #expect(revocation.breaks.hasPrefix("What the owner's rule let in"))
        #expect(try ResponseCase.step("review-security-group-rule", in: steps).phase == .recovery)
    }

    @Test func `An instance gets its groups back`() throws {
        let step = try step(
            "restore-groups",
            [
                before(
                    "RunInstances", "{}",
                    #"{"instancesSet":{"items":[{"instanceId":"i-1","groupSet":{"items":[{"groupId":"sg-2"},{"groupId":"sg-1"}]}}]}}"#,
                    service: "ec2"),
                ResponseCase.attack(
                    0, "ModifyInstanceAttribute", #"{"instanceId":"i-1","groupSet":{"items":[{"groupId":"sg-9"}]}}"#,
                    service: "ec2"),
            ])
        #expect(
            step.command
                == "aws ec2 modify-instance-attribute --region us-east-1 --instance-id i-1 --groups sg-1 sg-2")
    }

    @Test func `An interface whose groups the trail does not tell is looked at`() throws {
        let step = try step(
            "restore-groups",
            [
                ResponseCase.attack(
                    0, "ModifyNetworkInterfaceAttribute",
                    #"{"networkInterfaceId":"eni-1","groupSet":{"items":[{"groupId":"sg-9"}]}}"#, service: "ec2")
            ])
        #expect(
            step.command
                == "aws ec2 describe-network-interfaces --region us-east-1 --network-interface-ids eni-1")
    }

    @Test(arguments: [
        ("rds", "AuthorizeDBSecurityGroupIngress", "dBSecurityGroupName", "db", "--db-security-group-name"),
        (
            "redshift", "AuthorizeClusterSecurityGroupIngress", "clusterSecurityGroupName", "cluster",
            "--cluster-security-group-name"
        ),
    ])
    func `Groups from before VPCs are closed by their own service`(
        _ service: String, _ name: String, _ member: String, _ word: String, _ option: String
    ) throws {
        let steps = try ResponseCase.steps([
            ResponseCase.attack(0, name, #"{"\#(member)":"old","cIDRIP":"0.0.0.0/0"}"#, service: service)
        ])
        let step = try ResponseCase.step("\(service)-revoke-security-group-ingress", in: steps)
        #expect(
            step.command
                == "aws \(service) revoke-\(word)-security-group-ingress --region us-east-1 \(option) old --cidrip 0.0.0.0/0"
        )
        #expect(step.undo == "authorize-\(word)-security-group-ingress with the same rules.")
        #expect(
            try ResponseCase.step("verify-rules", in: steps).command
                == "aws \(service) describe-\(word)-security-groups --region us-east-1")
    }

    // MARK: Machines

    @Test func `An instance that a command ran on is isolated and rebuilt`() throws {
        let steps = try ResponseCase.steps([
            ResponseCase.attack(
                0, "SendCommand", #"{"instanceIds":["i-1"]}"#, #"{"command":{"commandId":"c-1"}}"#, service: "ssm"),
            ResponseCase.attack(1, "SendSSHPublicKey", #"{"instanceId":"i-2"}"#, service: "ec2-instance-connect"),
        ])
        #expect(
            try ResponseCase.step("list-command-invocations", in: steps).command
                == "aws ssm list-command-invocations --region us-east-1 --command-id c-1 --details")
        for operation in ["snapshot-instance", "rebuild-instance"] {
            #expect(steps.filter { $0.id.hasPrefix(operation + "/") }.map(\.target) == ["i-1", "i-2"])
        }
    }

    @Test func `A session is ended`() throws {
        let step = try step(
            "terminate-session",
            [ResponseCase.attack(0, "StartSession", #"{"target":"i-1"}"#, #"{"sessionId":"ana-0a1"}"#, service: "ssm")])
        #expect(step.command == "aws ssm terminate-session --region us-east-1 --session-id ana-0a1")
        #expect(step.phase == .containment)
    }

    @Test func `Calls that no table knows have one step each`() throws {
        func call(_ minute: Int, _ id: String) -> TinyTrail.Call {
            ResponseCase.attack(minute, "FrobnicateWidget", #"{"widgetId":"\#(id)"}"#, service: "widgets")
        }
        let step = try step("review-unclassified-FrobnicateWidget", [call(0, "w-1"), call(1, "w-2")])
        #expect(step.action == "Look at what FrobnicateWidget did to w-1, w-2, and undo it.")
        #expect(step.evidence == [0, 1])
        #expect(step.commands.allSatisfy { $0.isReading })
    }
}
