import JSON
import Testing

@testable import Investigation

/// How what the attacker made is removed, in the order that AWS asks for.
@Suite struct RemovalTests {
    /// The operations of the eradication, with their targets, in order.
    private func eradication(_ calls: [TinyTrail.Call]) throws -> [String] {
        try ResponseCase.steps(calls).filter { $0.phase == .eradication }
            .map { "\($0.id.prefix { $0 != "/" }) \($0.target)" }
    }

    private func command(_ operation: String, _ calls: [TinyTrail.Call]) throws -> String {
        try ResponseCase.step(operation, in: ResponseCase.steps(calls)).command
    }

    // MARK: Users and roles

    private var shadow: [TinyTrail.Call] {
        let device = "arn:aws:iam::111122223333:mfa/shadow"
        return [
            ResponseCase.attack(0, "CreateUser", #"{"userName":"shadow"}"#),
            ResponseCase.attack(1, "CreateLoginProfile", #"{"userName":"shadow"}"#),
            ResponseCase.attack(
                2, "CreateAccessKey", #"{"userName":"shadow"}"#,
                #"{"accessKey":{"accessKeyId":"AKIASHADOW","userName":"shadow"}}"#),
            ResponseCase.attack(
                3, "AttachUserPolicy",
                #"{"userName":"shadow","policyArn":"arn:aws:iam::aws:policy/AdministratorAccess"}"#),
            ResponseCase.attack(4, "AddUserToGroup", #"{"userName":"shadow","groupName":"admins"}"#),
            ResponseCase.attack(
                5, "CreateVirtualMFADevice", #"{"virtualMFADeviceName":"shadow"}"#,
                #"{"virtualMFADevice":{"serialNumber":"\#(device)"}}"#),
            ResponseCase.attack(6, "EnableMFADevice", #"{"userName":"shadow","serialNumber":"\#(device)"}"#),
        ]
    }

    @Test func `A user goes last, and the denial right before it`() throws {
        #expect(
            try eradication(shadow) == [
                "remove-user-from-group admins shadow",
                "delete-login-profile shadow",
                "deactivate-mfa-device shadow arn:aws:iam::111122223333:mfa/shadow",
                "detach-user-policy shadow arn:aws:iam::aws:policy/AdministratorAccess",
                "delete-access-key AKIAANA", "delete-access-key AKIASHADOW",
                "delete-virtual-mfa-device arn:aws:iam::111122223333:mfa/shadow",
                "release-user shadow", "delete-user shadow",
            ])
    }

    @Test func `The policies of the response are taken off a user before it is deleted`() throws {
        #expect(
            try command("release-user", shadow) == """
                aws iam list-user-policies --user-name shadow
                aws iam list-attached-user-policies --user-name shadow
                aws iam list-groups-for-user --user-name shadow
                aws iam delete-user-policy --user-name shadow --policy-name IncidentDenyAll
                """)
    }

    @Test func `So are those that others put on it, by their names`() throws {
        let denial = ResponseCase.response(
            0, "PutUserPolicy",
            #"{"userName":"shadow","policyName":"stop","policyDocument":"{\"Statement\":{\"Effect\":\"Deny\",\"Action\":\"*\",\"Resource\":\"*\"}}"}"#
        )
        let quarantine = ResponseCase.response(
            1, "AttachUserPolicy",
            #"{"userName":"shadow","policyArn":"arn:aws:iam::aws:policy/AWSCompromisedKeyQuarantineV2"}"#)
        #expect(
            try command("release-user", shadow + [denial, quarantine]).hasSuffix(
                """
                aws iam delete-user-policy --user-name shadow --policy-name stop
                aws iam detach-user-policy --user-name shadow --policy-arn arn:aws:iam::aws:policy/AWSCompromisedKeyQuarantineV2
                """))
    }

    @Test func `A user who was there before keeps its policies`() throws {
        #expect(try !eradication([ResponseCase.attack(0, "ListUsers")]).contains { $0.hasPrefix("release-") })
    }

    @Test func `A role leaves its instance profile, then the revocation, then goes`() throws {
        let calls = [
            ResponseCase.attack(
                0, "CreateRole", #"{"roleName":"back"}"#,
                #"{"role":{"roleName":"back","arn":"arn:aws:iam::111122223333:role/back"}}"#),
            ResponseCase.attack(1, "CreateInstanceProfile", #"{"instanceProfileName":"back"}"#),
            ResponseCase.attack(2, "AddRoleToInstanceProfile", #"{"instanceProfileName":"back","roleName":"back"}"#),
            ResponseCase.attack(
                3, "PutRolePolicy", #"{"roleName":"back","policyName":"all","policyDocument":"{}"}"#),
        ]
        #expect(
            try eradication(calls) == [
                "delete-role-policy back all", "remove-role-from-instance-profile back back",
                "delete-access-key AKIAANA", "release-role back", "delete-instance-profile back", "delete-role back",
            ])
        #expect(
            try command("release-role", calls).hasSuffix(
                "\naws iam delete-role-policy --role-name back --policy-name IncidentRevokeOlderSessions"))
    }

    // MARK: Versions of policies

    private let policy = "arn:aws:iam::111122223333:policy/dev"
    private func version(_ minute: Int, _ version: String, isDefault: Bool = true) -> TinyTrail.Call {
        ResponseCase.attack(
            minute, "CreatePolicyVersion", #"{"policyArn":"\#(policy)","setAsDefault":\#(isDefault)}"#,
            #"{"policyVersion":{"versionId":"\#(version)","isDefaultVersion":\#(isDefault)}}"#)
    }

    @Test func `The default version before the attacker's comes back, and the attacker's goes`() throws {
        let before = TinyTrail.Call(
            time: "2020-05-01T10:00:00Z", name: "SetDefaultPolicyVersion", user: "ines", service: "iam",
            request: #"{"policyArn":"\#(policy)","versionId":"v2"}"#)
        #expect(
            try command("set-default-policy-version", [before, version(0, "v4")])
                == "aws iam set-default-policy-version --policy-arn \(policy) --version-id v2")
        #expect(
            try command("delete-policy-version", [before, version(0, "v4")])
                == "aws iam delete-policy-version --policy-arn \(policy) --version-id v4")
        #expect(
            try command("delete-policy-version", [before, version(0, "v4", isDefault: false)])
                == "aws iam delete-policy-version --policy-arn \(policy) --version-id v4")
    }

    @Test func `Where the trail does not tell, the newest version of somebody else's is asked for`() throws {
        let steps = try ResponseCase.steps([version(0, "v3"), version(1, "v4")])
        let restorations = steps.filter { $0.id.hasPrefix("set-default-policy-version/") }
        #expect(restorations.map(\.target) == ["\(policy) v3", "\(policy) v4"])
        let query =
            #"'Versions[?VersionId!='\''v3'\'' && VersionId!='\''v4'\''] | sort_by(@, &CreateDate) | [-1].VersionId'"#
        #expect(
            restorations.first?.command == """
                found=$(aws iam list-policy-versions --policy-arn \(policy) --query \(query) --output text) && \
                [ -n "$found" ] && [ "$found" != None ] && \
                aws iam set-default-policy-version --policy-arn \(policy) --version-id "$found"
                """)
    }

    @Test func `A version that was made, and made the default one later, is replaced before it is deleted`() throws {
        let calls = [
            version(0, "v3", isDefault: false),
            ResponseCase.attack(1, "SetDefaultPolicyVersion", #"{"policyArn":"\#(policy)","versionId":"v3"}"#),
        ]
        #expect(
            try eradication(calls) == [
                "set-default-policy-version \(policy) v3", "delete-policy-version \(policy) v3",
                "delete-access-key AKIAANA",
            ])
        #expect(
            try ResponseCase.step("set-default-policy-version", in: ResponseCase.steps(calls)).undo
                == "aws iam set-default-policy-version --policy-arn \(policy) --version-id v3")
    }

    @Test(arguments: ["v1'||'", "", "v", "latest", "v12345678"])
    func `What is no version is not put into an expression`(text: String) throws {
        #expect(
            try command("list-policy-versions", [version(0, text)])
                == "aws iam list-policy-versions --policy-arn \(policy)")
    }

    // MARK: Data

    @Test(arguments: [
        (
            "s3 DeleteBucketPublicAccessBlock", #"{"bucketName":"logs"}"#, "null", "put-public-access-block",
            #"aws s3api put-public-access-block --region us-east-1 --bucket logs --public-access-block-configuration '{"BlockPublicAcls":true,"IgnorePublicAcls":true,"BlockPublicPolicy":true,"RestrictPublicBuckets":true}'"#
        ),
        (
            "s3 DeleteAccountPublicAccessBlock", "null", "null", "put-public-access-block",
            #"aws s3control put-public-access-block --region us-east-1 --account-id 111122223333 --public-access-block-configuration '{"BlockPublicAcls":true,"IgnorePublicAcls":true,"BlockPublicPolicy":true,"RestrictPublicBuckets":true}'"#
        ),
        (
            "guardduty UpdateDetector", #"{"detectorId":"d1","enable":false}"#, "null", "update-detector",
            "aws guardduty update-detector --region us-east-1 --detector-id d1 --enable"
        ),
        (
            "cloudtrail CreateTrail", #"{"name":"mine","s3BucketName":"b"}"#, "null", "delete-trail",
            "aws cloudtrail delete-trail --region us-east-1 --name mine"
        ),
        (
            "ec2 CreateSnapshot", #"{"volumeId":"vol-1"}"#, #"{"snapshotId":"snap-1"}"#, "delete-snapshot",
            "aws ec2 delete-snapshot --region us-east-1 --snapshot-id snap-1"
        ),
        (
            "ec2 CopySnapshot", #"{"sourceSnapshotId":"snap-0"}"#, #"{"snapshotId":"snap-1"}"#, "delete-snapshot",
            "aws ec2 delete-snapshot --region us-east-1 --snapshot-id snap-1"
        ),
        (
            "ec2 CreateImage", #"{"instanceId":"i-1","name":"n"}"#, #"{"imageId":"ami-1"}"#, "deregister-image",
            "aws ec2 deregister-image --region us-east-1 --image-id ami-1 --delete-associated-snapshots"
        ),
        (
            "ec2 CopyImage", #"{"sourceImageId":"ami-0","name":"n"}"#, #"{"imageId":"ami-1"}"#, "deregister-image",
            "aws ec2 deregister-image --region us-east-1 --image-id ami-1 --delete-associated-snapshots"
        ),
        (
            "ec2 RegisterImage", #"{"name":"n"}"#, #"{"imageId":"ami-1"}"#, "deregister-image",
            "aws ec2 deregister-image --region us-east-1 --image-id ami-1"
        ),
        (
            "lambda AddPermission20150331v2", #"{"functionName":"f","statementId":"s","qualifier":"live"}"#, "null",
            "remove-permission",
            "aws lambda remove-permission --region us-east-1 --function-name f --statement-id s --qualifier live"
        ),
        (
            "sns AddPermission", #"{"topicArn":"arn:aws:sns:us-east-1:111122223333:t","label":"l"}"#, "null",
            "remove-permission",
            "aws sns remove-permission --region us-east-1 --topic-arn arn:aws:sns:us-east-1:111122223333:t --label l"
        ),
    ])
    func `What was made is removed by its own command`(
        call: String, request: String, response: String, operation: String, command: String
    ) throws {
        let words = call.split(separator: " ").map(String.init)
        let step = try ResponseCase.step(
            operation,
            in: ResponseCase.steps([ResponseCase.attack(0, words[1], request, response, service: words[0])]))
        #expect(step.command == command)
        #expect(!step.breaks.isEmpty && !step.undo.isEmpty)
    }

    @Test func `Each of several snapshots has its own step`() throws {
        let calls = [
            ResponseCase.attack(
                0, "CreateSnapshots", "null",
                #"{"CreateSnapshotsResponse":{"snapshotSet":{"item":[{"snapshotId":"snap-1"},{"snapshotId":"snap-2"}]}}}"#,
                service: "ec2")
        ]
        #expect(
            try eradication(calls) == [
                "delete-snapshot snap-1", "delete-snapshot snap-2", "delete-access-key AKIAANA",
            ])
    }

    @Test func `A snapshot is unshared before it is deleted`() throws {
        let calls = [
            ResponseCase.attack(
                0, "CreateSnapshot", #"{"volumeId":"vol-1"}"#, #"{"snapshotId":"snap-1"}"#, service: "ec2"),
            ResponseCase.attack(
                1, "ModifySnapshotAttribute",
                #"{"snapshotId":"snap-1","createVolumePermission":{"add":{"items":[{"userId":"999988887777"}]}},"attributeType":"CREATE_VOLUME_PERMISSION"}"#,
                service: "ec2"),
        ]
        let steps = try ResponseCase.steps(calls).filter { $0.phase == .eradication }
        #expect(steps.map(\.target) == ["snap-1 999988887777", "snap-1", "AKIAANA"])
    }

    @Test func `The user that a call does not name is the caller`() throws {
        let calls = [ResponseCase.attack(0, "EnableMFADevice", #"{"serialNumber":"arn:aws:iam::111122223333:mfa/x"}"#)]
        #expect(
            try command("deactivate-mfa-device", calls)
                == "aws iam deactivate-mfa-device --user-name ana --serial-number arn:aws:iam::111122223333:mfa/x")
    }

    // MARK: Hostile names

    @Test(
        arguments: ["sh", "bash"],
        ["$(touch x)", "'; touch x; '", "a\ntouch x\n", "\u{1B}]0;x\u{07}", "-rf", "file:///etc/passwd"])
    func `Hostile names are inert in every step`(shell: String, name: String) throws {
        let text = String(JSONText.quoted(name).dropFirst().dropLast())
        let calls = [
            ResponseCase.attack(0, "CreateUser", #"{"userName":"\#(text)"}"#),
            ResponseCase.attack(1, "CreateLoginProfile", #"{"userName":"\#(text)"}"#),
            ResponseCase.attack(2, "EnableMFADevice", #"{"userName":"\#(text)","serialNumber":"\#(text)"}"#),
            ResponseCase.attack(
                3, "CreateVirtualMFADevice", "null", #"{"virtualMFADevice":{"serialNumber":"\#(text)"}}"#),
            ResponseCase.attack(4, "CreateRole", #"{"roleName":"\#(text)"}"#),
            ResponseCase.attack(
                5, "CreatePolicyVersion", #"{"policyArn":"\#(text)","setAsDefault":true}"#,
                #"{"policyVersion":{"versionId":"v2","isDefaultVersion":true}}"#),
            ResponseCase.attack(
                6, "CreatePolicyVersion", #"{"policyArn":"\#(text)"}"#,
                #"{"policyVersion":{"versionId":"\#(text)","isDefaultVersion":true}}"#),
            ResponseCase.attack(7, "CreateTrail", #"{"name":"\#(text)"}"#, service: "cloudtrail"),
            ResponseCase.attack(8, "CopySnapshot", "null", #"{"snapshotId":"\#(text)"}"#, service: "ec2"),
            ResponseCase.attack(9, "CreateImage", "null", #"{"imageId":"\#(text)"}"#, service: "ec2"),
            ResponseCase.attack(
                10, "AddPermission20150331v2",
                #"{"functionName":"\#(text)","statementId":"\#(text)","qualifier":"\#(text)"}"#, service: "lambda"),
            ResponseCase.attack(11, "DeleteBucketPublicAccessBlock", #"{"bucketName":"\#(text)"}"#, service: "s3"),
            ResponseCase.response(0, "PutUserPolicy", #"{"userName":"\#(text)","policyName":"\#(text)"}"#),
        ]
        let script = try ResponseCase.plan(calls).script
        #expect(script.utf8.allSatisfy { $0 == 0x0A || $0 >= 0x20 && $0 != 0x7F })
        let run = try ScriptRun(answers: ["list-policy-versions": "v1"])
        defer { run.remove() }
        #expect(try run.run(shell, script, ["-n"]).status == 0)
        #expect(try run.run(shell, script).calls.isEmpty)
        #expect(run.files.isEmpty)
        let result = try run.run(shell, script, ["--execute", "--eradicate", "--verify"])
        #expect(result.errors == "")
        #expect(result.status == 0)
        #expect(run.files == ["evidence-111122223333"])
        let operations = Set(
            result.calls.compactMap { $0.dropFirst().first }.map { String(decoding: $0, as: UTF8.self) })
        #expect(
            operations.isSuperset(of: [
                "delete-user-policy", "delete-user", "delete-role", "deactivate-mfa-device",
                "delete-virtual-mfa-device", "set-default-policy-version", "delete-policy-version", "delete-trail",
                "delete-snapshot", "deregister-image", "remove-permission", "put-public-access-block",
            ]))
        // The name arrives whole: as an argument of its own, or in the JSON that the CLI reads.
        for call in result.calls where call.dropFirst().first.map({ Array($0) }) == Array("delete-user".utf8) {
            let last = String(decoding: call.last ?? [], as: UTF8.self)
            let given =
                call.contains { $0 == Array("--cli-input-json".utf8) } ? JSONText.member("UserName", of: last) : last
            #expect(given == name)
        }
    }
}

/// Texts in JSON, for records that are written by hand.
private enum JSONText {
    static func quoted(_ text: String) -> String { JSONWriter(.compact).string(.string(text)) }

    static func member(_ name: String, of text: String) -> String? { (try? JSONValue.parse(text))?[name]?.stringValue }
}
