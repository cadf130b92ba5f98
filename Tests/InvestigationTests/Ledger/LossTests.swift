import ATTACK
import Testing

@testable import Investigation

/// What the attacker took away, got into, and did that no table knows.
@Suite struct LossTests {
    private func changes(_ calls: [LedgerCase.Call]) throws -> [String] {
        try LedgerCase.changes(calls).map { change in
            let detail = change.detail.map { " (\($0))" } ?? ""
            let removed = change.removedBy.map { " -\($0)" } ?? ""
            return "\(change.kind) \(change.id)\(detail)\(removed)"
        }
    }

    private func iam(_ minute: Int, _ name: String, _ request: String) -> LedgerCase.Call {
        LedgerCase.attack(minute, name, request, service: "iam")
    }

    private func back(_ minute: Int, _ name: String, _ request: String) -> LedgerCase.Call {
        LedgerCase.response(minute, name, request, service: "iam")
    }

    // MARK: Taken away

    @Test func `Policies that are taken off are losses until they are back`() throws {
        let attached = #"{"userName":"leo","policyArn":"arn:aws:iam::aws:policy/ReadOnlyAccess"}"#
        let inline = #"{"roleName":"prod","policyName":"deny"}"#
        let ofGroup = #"{"groupName":"devs","policyName":"limits"}"#
        #expect(
            try changes([
                iam(0, "DetachUserPolicy", attached), iam(1, "DeleteRolePolicy", inline),
                iam(2, "DeleteGroupPolicy", ofGroup), back(3, "AttachUserPolicy", attached),
            ]) == [
                "userPolicyRemoved arn:aws:iam::aws:policy/ReadOnlyAccess (leo) -3", "rolePolicyRemoved deny (prod)",
                "groupPolicyRemoved limits (devs)",
            ])
    }

    @Test func `So are memberships and keys`() throws {
        #expect(
            try changes([
                iam(0, "RemoveUserFromGroup", #"{"userName":"leo","groupName":"devs"}"#),
                iam(1, "UpdateAccessKey", #"{"userName":"leo","accessKeyId":"AKIALEO","status":"Inactive"}"#),
                iam(2, "DeleteAccessKey", #"{"userName":"mia","accessKeyId":"AKIAMIA"}"#),
                back(3, "UpdateAccessKey", #"{"userName":"leo","accessKeyId":"AKIALEO","status":"Active"}"#),
            ]) == [
                "groupMembershipRemoved devs (leo)", "accessKeyDeactivated AKIALEO (leo) -3",
                "resourceDeleted AKIAMIA (DeleteAccessKey)",
            ])
    }

    @Test func `What was the attacker's own is no loss`() throws {
        let key = #"{"accessKey":{"accessKeyId":"AKIANEW","userName":"shadow"}}"#
        let policy = #"{"userName":"shadow","policyArn":"arn:aws:iam::aws:policy/AdministratorAccess"}"#
        #expect(
            try changes([
                iam(0, "CreateUser", #"{"userName":"shadow"}"#),
                LedgerCase.attack(1, "CreateAccessKey", #"{"userName":"shadow"}"#, key, service: "iam"),
                iam(2, "AttachUserPolicy", policy), iam(3, "DetachUserPolicy", policy),
                iam(4, "DeleteUserPolicy", #"{"userName":"shadow","policyName":"set by automation"}"#),
                iam(5, "UpdateAccessKey", #"{"userName":"shadow","accessKeyId":"AKIANEW","status":"Inactive"}"#),
                iam(6, "DeleteUser", #"{"userName":"shadow"}"#),
            ]) == [
                "user shadow -6", "accessKey AKIANEW (shadow)",
                "userPolicy arn:aws:iam::aws:policy/AdministratorAccess (shadow) -3",
            ])
    }

    @Test func `A user of the attacker's does not cover a role of the same name`() throws {
        #expect(
            try changes([
                iam(0, "CreateUser", #"{"userName":"prod"}"#),
                iam(1, "DeleteRolePolicy", #"{"roleName":"prod","policyName":"deny"}"#),
            ]) == ["user prod", "rolePolicyRemoved deny (prod)"])
    }

    @Test func `A role that the attacker makes in the place of a deleted one does not bring it back`() throws {
        let role = #"{"roleName":"prod"}"#
        #expect(
            try changes([iam(0, "DeleteRole", role), iam(1, "CreateRole", role)]) == [
                "resourceDeleted prod (DeleteRole)", "role prod",
            ])
        #expect(
            try changes([iam(0, "DeleteRole", role), back(1, "CreateRole", role)])
                == ["resourceDeleted prod (DeleteRole) -1"])
    }

    @Test func `An instance that the attacker launched and stopped is no loss`() throws {
        func instances(_ id: String) -> String { #"{"instancesSet":{"items":[{"instanceId":"\#(id)"}]}}"# }
        #expect(
            try changes([
                LedgerCase.attack(0, "RunInstances", "{}", instances("i-1")),
                LedgerCase.attack(1, "StopInstances", instances("i-1")),
                LedgerCase.attack(2, "StopInstances", instances("i-2")),
            ]) == ["instanceLaunched i-1", "instanceStopped i-2"])
    }

    // MARK: Machines

    @Test func `A command is a way into each of its instances`() throws {
        let command = #"{"command":{"commandId":"c-1"}}"#
        #expect(
            try changes([
                LedgerCase.attack(
                    0, "SendCommand", #"{"instanceIds":["i-1","i-2"],"documentName":"AWS-RunShellScript"}"#, command,
                    service: "ssm"),
                LedgerCase.attack(
                    1, "SendCommand", #"{"targets":[{"key":"tag:env","values":["prod"]}]}"#, command, service: "ssm"),
            ]) == [
                "instanceCommand i-1 (c-1)", "instanceCommand i-2 (c-1)", "instanceCommand prod (c-1)",
            ])
    }

    @Test func `Sessions and pushed keys are told by instance`() throws {
        let service = "ec2-instance-connect"
        #expect(
            try changes([
                LedgerCase.attack(
                    0, "StartSession", #"{"target":"i-1"}"#, #"{"sessionId":"eve-0a1"}"#, service: "ssm"),
                LedgerCase.attack(
                    1, "SendSSHPublicKey", #"{"instanceId":"i-2","instanceOSUser":"root"}"#, service: service),
                LedgerCase.attack(
                    2, "SendSerialConsoleSSHPublicKey", #"{"instanceId":"i-3","serialPort":0}"#, service: service),
                LedgerCase.attack(3, "EnableSerialConsoleAccess", "{}"),
                LedgerCase.response(4, "TerminateSession", #"{"sessionId":"eve-0a1"}"#, service: "ssm"),
            ]) == [
                "instanceSession i-1 (eve-0a1) -4", "instanceLogin i-2 (root)", "instanceLogin i-3 (0)",
                "accountSetting EnableSerialConsoleAccess",
            ])
    }

    @Test func `Other groups on an instance or interface are a change`() throws {
        let groups = #""groupSet":{"items":[{"groupId":"sg-9"}]}"#
        #expect(
            try changes([
                LedgerCase.attack(0, "ModifyInstanceAttribute", #"{"instanceId":"i-1",\#(groups)}"#),
                LedgerCase.attack(1, "ModifyNetworkInterfaceAttribute", #"{"networkInterfaceId":"eni-1",\#(groups)}"#),
            ]) == ["instanceSecurityGroups i-1 (sg-9)", "interfaceSecurityGroups eni-1 (sg-9)"])
    }

    // MARK: Unknown

    @Test func `A call that no table knows is listed once for each target`() throws {
        func tag(_ minute: Int, _ id: String) -> LedgerCase.Call {
            LedgerCase.attack(minute, "FrobnicateWidget", #"{"widgetId":"\#(id)"}"#, service: "widgets")
        }
        #expect(
            try changes([tag(0, "w-1"), tag(1, "w-2"), tag(2, "w-1")]) == [
                "unclassified w-1 (FrobnicateWidget)", "unclassified w-2 (FrobnicateWidget)",
            ])
    }

    @Test func `So is a call of which the table knows other changes alone`() throws {
        #expect(
            try changes([
                LedgerCase.attack(0, "ModifyInstanceAttribute", #"{"instanceId":"i-1","ebsOptimized":{"value":true}}"#)
            ]) == ["unclassified i-1 (ModifyInstanceAttribute)"])
    }

    @Test func `So is a revocation of which the record does not tell the rule`() throws {
        #expect(
            try changes([LedgerCase.attack(0, "RevokeSecurityGroupIngress", #"{"groupId":"sg-1"}"#)])
                == ["unclassified sg-1 (RevokeSecurityGroupIngress)"])
        let rule = #"{"groupId":"sg-1","cidrIp":"0.0.0.0/0","ipProtocol":"tcp","fromPort":22,"toPort":22}"#
        #expect(
            try changes([
                LedgerCase.attack(0, "AuthorizeSecurityGroupIngress", rule),
                LedgerCase.attack(1, "RevokeSecurityGroupIngress", rule),
                LedgerCase.attack(2, "AuthorizeSecurityGroupIngress", rule),
            ]).isEmpty)
    }

    @Test func `Its target is found at any depth`() throws {
        let request =
            #"{"resourcesSet":{"items":[{"resourceId":"vol-1"}]},"tagSet":{"items":[{"key":"a","value":"b"}]}}"#
        #expect(try changes([LedgerCase.attack(0, "CreateTags", request)]) == ["unclassified vol-1 (CreateTags)"])
    }

    @Test func `What reads, signs in or fails changes nothing`() throws {
        #expect(
            try changes([
                LedgerCase.attack(0, "DescribeInstances"),
                LedgerCase.attack(1, "BatchGetImage", service: "ecr"),
                LedgerCase.attack(2, "AssumeRole", service: "sts"),
                LedgerCase.attack(3, "ConsoleLogin", service: "signin"),
                LedgerCase.attack(4, "FrobnicateWidget", service: "widgets", error: "AccessDenied"),
                LedgerCase.response(5, "FrobnicateWidget", service: "widgets"),
            ]).isEmpty)
    }

    @Test func `What takes the attacker's own away is told there alone`() throws {
        #expect(
            try changes([
                LedgerCase.attack(0, "CreateKeyPair", #"{"keyName":"k"}"#),
                LedgerCase.attack(1, "DeleteKeyPair", #"{"keyName":"k"}"#),
                LedgerCase.attack(2, "DeleteKeyPair", #"{"keyName":"owner's"}"#),
            ]) == ["keyPair k -1", "resourceDeleted owner's (DeleteKeyPair)"])
    }

    /// Interest 3 and 4 of the call table is rarely innocent. Those that are not in the table of changes only show up as
    /// calls that no table knows, with a command that looks.
    @Test func `Of the gravest calls few are without a row of their own`() {
        let missing = CallTable.standard.calls.filter { call in
            let known = ServiceCall(service: call.service, name: CallName.base(of: call.name))
            let isReading = ["Get", "List", "Describe", "Head", "Lookup"].contains { call.name.hasPrefix($0) }
            let isOfRules = SecurityGroupCall.names.contains(call.name)
            return call.interest >= 3 && !isReading && !isOfRules && ChangeTable.all.rules(known).isEmpty
                && !UnclassifiedChanges.isExplained(known)
        }
        #expect(missing.map { $0.service + " " + $0.name } == ["s3 DeleteObjects", "s3 PutObjectAcl"])
    }
}
