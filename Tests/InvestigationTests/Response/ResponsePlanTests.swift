import CloudTrail
import JSON
import Records
import Testing

@testable import Investigation

@Suite struct ResponsePlanTests {
    private static let ana = "arn:aws:iam::111122223333:user/ana"
    private let seeds = ScopeSeeds(
        keys: ["AKIAANA"], addresses: ["198.51.100.23"], time: EventTime("2020-05-06T08:00:00Z"), label: "the alert")
    private let theft = TinyTrail.Call(
        time: "2020-05-06T08:00:00Z", name: "ListBuckets", ip: "198.51.100.23", service: "s3")

    private func later(_ name: String, _ request: String, time: String = "2020-05-06T12:00:00Z") -> TinyTrail.Call {
        TinyTrail.Call(time: time, name: name, user: "ines", service: "iam", request: request)
    }

    private func steps(
        _ calls: [TinyTrail.Call], changes: [ResourceChange] = [], rules: [OpenedRule] = [],
        lineage: Lineage = Lineage(nodes: [], edges: []), sessions: [ScopedSession] = [], done: Set<String> = []
    ) throws -> [ResponseStep] {
        let tiny = try TinyTrail(calls)
        defer { tiny.remove() }
        var ledger = SecurityGroupLedger(.empty, in: tiny.trail)
        ledger.rules = rules
        var scope = Scope(seeds, in: tiny.trail)
        scope.sessions = sessions
        return ResponsePlan.steps(
            scope: scope, lineage: lineage, ledger: ledger, changes: changes, in: tiny.trail,
            done: done)
    }

    private func step(_ operation: String, in steps: [ResponseStep]) throws -> ResponseStep {
        try #require(steps.first { $0.id.hasPrefix(operation + "/") })
    }

    private func change(
        _ kind: ResourceChange.Kind, _ id: String, row: Int, detail: String? = nil, removedBy: Int? = nil
    ) -> ResourceChange {
        ResourceChange(
            kind: kind, id: id, detail: detail, account: "111122223333", region: "us-east-1", by: Self.ana, row: row,
            removedBy: removedBy)
    }

    // MARK: Order

    @Test func aStolenKeyHasItsStepsInOrder() throws {
        let steps = try steps([theft])
        #expect(
            steps.map { $0.id.prefix { $0 != "/" } } == [
                "key-last-used", "export-logs", "update-access-key", "deny-user", "look-for-doors", "delete-access-key",
                "verify-key",
            ])
        #expect(steps.map(\.order) == Array(1...7))
        #expect(
            steps.map(\.phase) == [
                .preserve, .preserve, .containment, .containment, .containment, .eradication, .verification,
            ])
        #expect(steps.allSatisfy { $0.state == .proposed && $0.evidence == [0] && $0.account == "111122223333" })
    }

    @Test func nothingInScopeNeedsNoResponse() throws {
        let tiny = try TinyTrail([theft])
        defer { tiny.remove() }
        let ledger = SecurityGroupLedger(.empty, in: tiny.trail)
        #expect(
            ResponsePlan.steps(
                scope: .empty, lineage: Lineage(nodes: [], edges: []), ledger: ledger, changes: [], in: tiny.trail
            ).isEmpty)
    }

    // MARK: Keys and users

    @Test func aKeyIsDeactivatedAndTheUserDenied() throws {
        let steps = try steps([theft])
        let key = try step("update-access-key", in: steps)
        #expect(key.command == "aws iam update-access-key --user-name ana --access-key-id AKIAANA --status Inactive")
        #expect(key.undo == "aws iam update-access-key --user-name ana --access-key-id AKIAANA --status Active")
        #expect(key.region == nil)
        #expect(
            try step("deny-user", in: steps).command
                == #"aws iam put-user-policy --user-name ana --policy-name IncidentDenyAll --policy-document '{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Action":"*","Resource":"*"}]}'"#
        )
        #expect(try step("look-for-doors", in: steps).commands.count == 6)
    }

    @Test func aDeactivationAfterTheLastUseVerifiesTheStep() throws {
        let request = #"{"userName":"ana","accessKeyId":"AKIAANA","status":"Inactive"}"#
        let steps = try steps([theft, later("UpdateAccessKey", request)])
        let key = try step("update-access-key", in: steps)
        #expect(key.state == .verified)
        #expect(key.verifiedBy == [1])
        #expect(try step("delete-access-key", in: steps).state == .proposed)
    }

    @Test func aDeactivationThatWasTakenBackVerifiesNothing() throws {
        let request = #"{"userName":"ana","accessKeyId":"AKIAANA","status":"Inactive"}"#
        let again = #"{"userName":"ana","accessKeyId":"AKIAANA","status":"Active"}"#
        let steps = try steps([
            theft, later("UpdateAccessKey", request), later("UpdateAccessKey", again, time: "2020-05-06T13:00:00Z"),
        ])
        #expect(try step("update-access-key", in: steps).state == .proposed)
    }

    @Test func aDeletedKeyVerifiesBothSteps() throws {
        let steps = try steps([theft, later("DeleteAccessKey", #"{"userName":"ana","accessKeyId":"AKIAANA"}"#)])
        #expect(try step("update-access-key", in: steps).verifiedBy == [1])
        #expect(try step("delete-access-key", in: steps).verifiedBy == [1])
    }

    @Test func aFailedDeactivationVerifiesNothing() throws {
        var call = later("UpdateAccessKey", #"{"userName":"ana","accessKeyId":"AKIAANA","status":"Inactive"}"#)
        call.error = "AccessDenied"
        #expect(try step("update-access-key", in: steps([theft, call])).state == .proposed)
    }

    @Test func onlyAPolicyThatDeniesAllDeniesAUser() throws {
        func policy(_ statement: String) -> String {
            #"{"userName":"ana","policyName":"p","policyDocument":"{\"Version\":\"2012-10-17\",\"Statement\":\#(statement)}"}"#
        }
        let denies = #"{\"Effect\":\"Deny\",\"Action\":[\"*\"],\"Resource\":\"*\"}"#
        let dated =
            #"[{\"Effect\":\"Deny\",\"Action\":\"*\",\"Resource\":\"*\",\"Condition\":{\"DateLessThan\":{\"aws:TokenIssueTime\":\"2020-05-06T12:00:00Z\"}}}]"#
        #expect(try step("deny-user", in: steps([theft, later("PutUserPolicy", policy(denies))])).verifiedBy == [1])
        // Long-lived keys have no issue time: the condition never holds for them.
        #expect(try step("deny-user", in: steps([theft, later("PutUserPolicy", policy(dated))])).verifiedBy == [])
        let taken = later("DeleteUserPolicy", #"{"userName":"ana","policyName":"p"}"#, time: "2020-05-06T13:00:00Z")
        #expect(
            try step("deny-user", in: steps([theft, later("PutUserPolicy", policy(denies)), taken])).verifiedBy == [])
    }

    @Test func theQuarantineOfAWSIsMentionedAndIsNoDenial() throws {
        let request = #"{"userName":"ana","policyArn":"arn:aws:iam::aws:policy/AWSCompromisedKeyQuarantineV2"}"#
        let attached = try step("deny-user", in: steps([theft, later("AttachUserPolicy", request)]))
        #expect(attached.action.contains("AWSCompromisedKeyQuarantineV2 was attached on 2020-05-06T12:00:00Z"))
        #expect(attached.state == .proposed)
        #expect(attached.evidence == [0, 1])
        let detached = try step("deny-user", in: steps([theft, later("DetachUserPolicy", request)]))
        #expect(detached.action.contains("was detached on 2020-05-06T12:00:00Z by arn:aws:iam::111122223333:user/ines"))
    }

    @Test func theAnalystsWordStaysWithItsStep() throws {
        let id = try step("deny-user", in: steps([theft])).id
        #expect(id == "deny-user/111122223333/-/ana")
        let office = TinyTrail.Call(time: "2020-04-01T08:00:00Z", name: "ListUsers", user: "bob")
        #expect(try step("deny-user", in: steps([office, theft], done: [id])).state == .done)
    }

    @Test func aKeyThatWasCreatedIsEndedThoughNobodyUsedIt() throws {
        var create = later("CreateAccessKey", #"{"userName":"bob"}"#, time: "2020-05-06T09:00:00Z")
        (create.user, create.ip) = ("ana", "198.51.100.23")
        let steps = try steps([theft, create], changes: [change(.accessKey, "AKIANEW", row: 1, detail: "bob")])
        let key = try #require(steps.first { $0.id == "update-access-key/111122223333/-/AKIANEW" })
        #expect(key.command == "aws iam update-access-key --user-name bob --access-key-id AKIANEW --status Inactive")
        #expect(steps.contains { $0.id == "deny-user/111122223333/-/bob" })
    }

    // MARK: Roles and sessions

    private static let deploy = "arn:aws:iam::111122223333:role/ci/deploy"
    private static let revocation =
        #"aws iam put-role-policy --role-name deploy --policy-name IncidentRevokeOlderSessions --policy-document '{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Action":"*","Resource":"*","Condition":{"DateLessThan":{"aws:TokenIssueTime":"'"$CUTOFF"'"}}}]}'"#

    private func session(_ principal: String, _ name: String?, key: String?) -> ScopedSession {
        ScopedSession(
            principal: principal, session: name, accessKeyID: key, created: EventTime("2020-05-06T08:00:00Z")!,
            status: .confirmed, rows: [0])
    }

    @Test func aSessionOfARoleEndsWithTheOlderSessionsOfTheRole() throws {
        let steps = try steps([theft], sessions: [session(Self.deploy, "build", key: "ASIADEPLOY")])
        #expect(try step("revoke-sessions", in: steps).command == Self.revocation)
        #expect(try step("revoke-sessions", in: steps).target == "deploy")
        let own = try step("end-session", in: steps)
        #expect(own.target == "ASIADEPLOY build")
        #expect(own.command == Self.revocation)
        // A temporary key cannot be deactivated.
        #expect(!steps.contains { $0.command.contains("update-access-key") && $0.target == "ASIADEPLOY" })
    }

    @Test func aPolicyOnTheRoleVerifiesBoth() throws {
        let policy = later(
            "PutRolePolicy",
            #"{"roleName":"deploy","policyName":"AWSRevokeOlderSessions","policyDocument":"{\"Statement\":[{\"Effect\":\"Deny\",\"Action\":[\"*\"],\"Resource\":[\"*\"],\"Condition\":{\"DateLessThan\":{\"aws:TokenIssueTime\":\"2020-05-06T12:00:00Z\"}}}]}"}"#
        )
        let steps = try steps([theft, policy], sessions: [session(Self.deploy, "build", key: "ASIADEPLOY")])
        #expect(try step("revoke-sessions", in: steps).verifiedBy == [1])
        #expect(try step("end-session", in: steps).verifiedBy == [1])
    }

    @Test func aPolicyThatSparesTheAttackersSessionVerifiesNeither() throws {
        let policy = later(
            "PutRolePolicy",
            #"{"roleName":"deploy","policyName":"AWSRevokeOlderSessions","policyDocument":"{\"Statement\":[{\"Effect\":\"Deny\",\"Action\":[\"*\"],\"Resource\":[\"*\"],\"Condition\":{\"DateLessThan\":{\"aws:TokenIssueTime\":\"2020-05-06T07:00:00.000Z\"}}}]}"}"#
        )
        let steps = try steps([theft, policy], sessions: [session(Self.deploy, "build", key: "ASIADEPLOY")])
        #expect(try step("revoke-sessions", in: steps).verifiedBy == [])
        #expect(try step("end-session", in: steps).verifiedBy == [])
    }

    @Test func onlyRootCanHandleRoot() throws {
        let steps = try steps([theft], sessions: [session("arn:aws:iam::111122223333:root", nil, key: nil)])
        let root = try step("end-session", in: steps)
        #expect(root.action.contains("sign in as root"))
        #expect(root.command == "aws iam get-account-summary --query SummaryMap.AccountMFAEnabled --output text")
    }

    // MARK: Security groups

    private func rule(
        _ source: String, group: String = "web", port: Int? = 5432, id: String? = nil, groupID: String? = nil,
        direction: SecurityGroupRule.Direction = .ingress, revokedBy: Int? = nil
    ) -> OpenedRule {
        OpenedRule(
            account: "111122223333", region: "eu-west-1",
            rule: SecurityGroupRule(
                groupID: groupID, groupName: groupID == nil ? group : nil, direction: direction,
                ipProtocol: port == nil ? "-1" : "tcp", fromPort: port, toPort: port, source: source, ruleID: id),
            openedBy: [0], revokedBy: revokedBy, exposes: [])
    }

    @Test func rulesOfAGroupAreRevokedTogether() throws {
        let steps = try steps(
            [theft], rules: [rule("203.0.113.9/32"), rule("203.0.113.10/32"), rule("::/0", port: nil)])
        let revoke = try step("revoke-security-group-ingress", in: steps)
        #expect(
            revoke.command
                == #"aws ec2 revoke-security-group-ingress --region eu-west-1 --group-name web --ip-permissions '[{"IpProtocol":"tcp","FromPort":5432,"ToPort":5432,"IpRanges":[{"CidrIp":"203.0.113.9/32"},{"CidrIp":"203.0.113.10/32"}]},{"IpProtocol":"-1","Ipv6Ranges":[{"CidrIpv6":"::/0"}]}]'"#
        )
        #expect(revoke.target == "web")
        #expect(revoke.region == "eu-west-1")
    }

    @Test func rulesWithIDsAreRevokedByThem() throws {
        let rules = ["sgr-1", "sgr-2"].map { rule("0.0.0.0/0", id: $0, groupID: "sg-1", direction: .egress) }
        #expect(
            try step("revoke-security-group-egress-by-id", in: steps([theft], rules: rules)).command
                == "aws ec2 revoke-security-group-egress --region eu-west-1 --group-id sg-1 --security-group-rule-ids sgr-1 sgr-2"
        )
    }

    @Test func otherSourcesHaveTheirOwnLists() {
        var rules = ["pl-1", "sg-2", "sg-3", "office"].map { rule($0).rule }
        rules[2].sourceAccount = "444455556666"
        let permissions = ResponsePlanner.permissions(of: rules)
        #expect(
            JSONWriter(.compact).string(permissions)
                == #"[{"IpProtocol":"tcp","FromPort":5432,"ToPort":5432,"PrefixListIds":[{"PrefixListId":"pl-1"}],"UserIdGroupPairs":[{"GroupId":"sg-2"},{"UserId":"444455556666","GroupId":"sg-3"},{"GroupName":"office"}]}]"#
        )
    }

    @Test func onlyWhatIsStillOpenIsRevoked() throws {
        let steps = try steps([theft, theft], rules: [rule("203.0.113.9/32", revokedBy: 1), rule("203.0.113.10/32")])
        let revoke = try step("revoke-security-group-ingress", in: steps)
        #expect(revoke.action.hasPrefix("Revoke 1 of 2 ingress rules"))
        #expect(!revoke.command.contains("203.0.113.9/32"))
        #expect(revoke.state == .proposed)
    }

    @Test func aGroupWithoutOpenRulesIsVerified() throws {
        let revoke = try step(
            "revoke-security-group-ingress", in: steps([theft, theft], rules: [rule("203.0.113.9/32", revokedBy: 1)]))
        #expect(revoke.state == .verified)
        #expect(revoke.verifiedBy == [1])
    }

    @Test func hundredsOfRulesAreSplit() throws {
        let rules = (0..<150).map { rule("203.0.\($0).0/24") }
        let revokes = try steps([theft], rules: rules).filter { $0.id.hasPrefix("revoke-") }
        #expect(revokes.count == 3)
        #expect(revokes.allSatisfy { $0.command.utf8.count < 4_000 })
    }

    // MARK: What was made

    @Test func theKeyPairIsDeletedByItsName() throws {
        let create = TinyTrail.Call(
            time: "2020-05-06T09:00:00Z", name: "CreateKeyPair", ip: "198.51.100.23",
            request: #"{"keyName":"$(touch x)"}"#)
        let steps = try steps([theft, create], changes: [change(.keyPair, "$(touch x)", row: 1, removedBy: 2)])
        let delete = try step("delete-key-pair", in: steps)
        #expect(delete.command == "aws ec2 delete-key-pair --region us-east-1 --key-name '$(touch x)'")
        #expect(delete.verifiedBy == [2])
        #expect(delete.phase == .eradication)
    }

    @Test func anInstanceIsProtectedIsolatedStrippedKeptAndRebuilt() throws {
        let start = TinyTrail.Call(time: "2020-05-06T09:00:00Z", name: "StartInstances", ip: "198.51.100.23")
        let stop = TinyTrail.Call(
            time: "2020-05-06T12:00:00Z", name: "StopInstances", user: "ines",
            request: #"{"instancesSet":{"items":[{"instanceId":"i-1"}]}}"#)
        let steps = try steps([theft, start, stop], changes: [change(.instanceStarted, "i-1", row: 1)])
        let own = steps.filter { $0.target == "i-1" }
        #expect(
            own.map { $0.id.prefix { $0 != "/" } } == [
                "protect-instance", "isolate-instance", "unbind-profile", "snapshot-instance", "terminate-instance",
                "rebuild-instance",
            ])
        #expect(own.map(\.state) == [.proposed, .verified, .proposed, .proposed, .proposed, .proposed])
        #expect(
            own[2].command
                == #"found=$(aws ec2 describe-iam-instance-profile-associations --region us-east-1 --filters '[{"Name":"instance-id","Values":["i-1"]}]' --query 'IamInstanceProfileAssociations[0].AssociationId' --output text) && [ -n "$found" ] && [ "$found" != None ] && aws ec2 disassociate-iam-instance-profile --region us-east-1 --association-id "$found""#
        )
    }

    @Test(arguments: [
        (
            "iam CreateUser", #"{"userName":"eve"}"#, ResourceChange.Kind.user, "eve", "delete-user",
            "aws iam delete-user --user-name eve"
        ),
        (
            "iam CreateLoginProfile", #"{"userName":"eve","passwordResetRequired":false}"#, .loginProfile, "eve",
            "delete-login-profile", "aws iam delete-login-profile --user-name eve"
        ),
        (
            "iam AttachUserPolicy", #"{"userName":"eve","policyArn":"arn:aws:iam::aws:policy/AdministratorAccess"}"#,
            .userPolicy,
            "arn:aws:iam::aws:policy/AdministratorAccess", "detach-user-policy",
            "aws iam detach-user-policy --user-name eve --policy-arn arn:aws:iam::aws:policy/AdministratorAccess"
        ),
        (
            "iam UpdateAssumeRolePolicy", #"{"roleName":"deploy","policyDocument":"{}"}"#, .trustPolicy, "deploy",
            "get-role",
            "aws iam get-role --role-name deploy"
        ),
        (
            "lambda AddPermission20150331v2", #"{"functionName":"f","statementId":"s","principal":"*"}"#,
            .functionPermission,
            "f",
            "remove-permission", "aws lambda remove-permission --region us-east-1 --function-name f --statement-id s"
        ),
        (
            "cloudtrail StopLogging", #"{"name":"org"}"#, .trail, "org", "start-logging",
            "aws cloudtrail start-logging --region us-east-1 --name org"
        ),
        (
            "ec2 ModifySnapshotAttribute",
            #"{"snapshotId":"snap-1","createVolumePermission":{"add":{"items":[{"userId":"999988887777"}]}}}"#,
            .snapshotShared, "snap-1", "unshare-snapshot",
            "aws ec2 modify-snapshot-attribute --region us-east-1 --snapshot-id snap-1 --attribute createVolumePermission --operation-type remove --user-ids 999988887777"
        ),
        (
            "ec2 ModifyImageAttribute", #"{"imageId":"ami-1","launchPermission":{"add":{"items":[{"group":"all"}]}}}"#,
            .imageShared, "ami-1", "unshare-image",
            #"aws ec2 modify-image-attribute --region us-east-1 --image-id ami-1 --launch-permission '{"Remove":[{"Group":"all"}]}'"#
        ),
        (
            "ec2 SomethingNew", #"{"a":"b"}"#, .network, "b", "review-network-SomethingNew",
            #"aws cloudtrail lookup-events --region us-east-1 --lookup-attributes '[{"AttributeKey":"EventId","AttributeValue":"00000000-0000-4000-8000-000000000001"}]'"#
        ),
    ])
    func whatWasMadeHasAStepOfItsOwn(
        call: String, request: String, kind: ResourceChange.Kind, id: String, operation: String, command: String
    ) throws {
        let words = call.split(separator: " ").map(String.init)
        let made = TinyTrail.Call(
            time: "2020-05-06T09:00:00Z", name: words[1], ip: "198.51.100.23", service: words[0], request: request)
        let steps = try steps([theft, made], changes: [change(kind, id, row: 1)])
        #expect(try step(operation, in: steps).command == command)
    }

    @Test func loggingIsRestartedBeforeAllElse() throws {
        let call = TinyTrail.Call(
            time: "2020-05-06T09:00:00Z", name: "StopLogging", ip: "198.51.100.23", service: "cloudtrail",
            request: #"{"name":"org"}"#)
        #expect(try steps([theft, call], changes: [change(.trail, "org", row: 1)]).first?.target == "org")
    }

    // MARK: Partitions

    @Test func otherPartitionsHaveTheirOwnEndpoint() throws {
        #expect(Partition.globalRegion(of: Partition.of(region: "us-gov-east-1")) == "us-gov-west-1")
        #expect(Partition.globalRegion(of: Partition.of(region: "cn-northwest-1")) == "cn-north-1")
        #expect(Partition.globalRegion(of: Partition.of(region: "eu-west-1")) == nil)
        let owner = CredentialOwner(principal: "arn:aws-cn:iam::111122223333:user/team/ana", account: "")
        #expect(owner == CredentialOwner(kind: .user, name: "ana", account: "111122223333", partition: "aws-cn"))
    }
}
