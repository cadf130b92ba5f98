import Testing

@testable import Investigation

@Suite struct ChangeLedgerTests {
    /// A change as `kind id (detail)`, with the row that undid it.
    private func changes(_ calls: [LedgerCase.Call]) throws -> [String] {
        try LedgerCase.changes(calls).map { change in
            let detail = change.detail.map { " (\($0))" } ?? ""
            let removed = change.removedBy.map { " -\($0)" } ?? ""
            return "\(change.kind) \(change.id)\(detail)\(removed)"
        }
    }

    @Test func `Created less removed is still there`() throws {
        let key = #"{"accessKey":{"accessKeyId":"AKIANEW","userName":"leo","status":"Active"}}"#
        let calls = [
            LedgerCase.attack(0, "CreateAccessKey", #"{"userName":"leo"}"#, key, service: "iam"),
            LedgerCase.attack(1, "CreateUser", #"{"userName":"shadow"}"#, service: "iam"),
            LedgerCase.response(
                2, "DeleteAccessKey", #"{"userName":"leo","accessKeyId":"AKIANEW"}"#, service: "iam"),
        ]
        let ledger = try LedgerCase.changes(calls)
        #expect(try changes(calls) == ["accessKey AKIANEW (leo) -2", "user shadow"])
        #expect(ledger.map(\.by) == Array(repeating: "arn:aws:iam::111122223333:user/eve", count: 2))
        #expect(ledger.map(\.account) == ["111122223333", "111122223333"])
        #expect(ledger.map(\.row) == [0, 1])
    }

    @Test func `A key that is turned off is there, and is off until it is turned on again`() throws {
        let key = #"{"accessKey":{"accessKeyId":"AKIANEW","userName":"leo","status":"Active"}}"#
        func set(_ minute: Int, _ status: String) -> LedgerCase.Call {
            LedgerCase.response(
                minute, "UpdateAccessKey", #"{"userName":"leo","accessKeyId":"AKIANEW","status":"\#(status)"}"#,
                service: "iam")
        }
        let made = LedgerCase.attack(0, "CreateAccessKey", #"{"userName":"leo"}"#, key, service: "iam")
        let off = try #require(try LedgerCase.changes([made, set(1, "Inactive")]).first)
        #expect(off.removedBy == nil && off.turnedOffBy == 1)
        let on = try #require(try LedgerCase.changes([made, set(1, "Inactive"), set(2, "Active")]).first)
        #expect(on.removedBy == nil && on.turnedOffBy == nil)
        let gone = try LedgerCase.changes([
            made, set(1, "Inactive"),
            LedgerCase.response(
                2, "DeleteAccessKey", #"{"userName":"leo","accessKeyId":"AKIANEW"}"#, service: "iam"),
        ])
        #expect(gone.first?.removedBy == 2)
    }

    @Test func `Other credentials of IAM are turned off as well`() throws {
        func off(_ made: String, _ request: String, _ response: String, _ call: String, _ id: String) throws -> Int? {
            try LedgerCase.changes([
                LedgerCase.attack(0, made, request, response, service: "iam"),
                LedgerCase.response(1, call, #"{"userName":"leo",\#(id),"status":"Inactive"}"#, service: "iam"),
            ]).first?.turnedOffBy
        }
        #expect(
            try off(
                "UploadSSHPublicKey", #"{"userName":"leo"}"#, #"{"sSHPublicKey":{"sSHPublicKeyId":"APKA1"}}"#,
                "UpdateSSHPublicKey", #""sSHPublicKeyId":"APKA1""#) == 1)
        #expect(
            try off(
                "UploadSigningCertificate", #"{"userName":"leo"}"#, #"{"certificate":{"certificateId":"CERT1"}}"#,
                "UpdateSigningCertificate", #""certificateId":"CERT1""#) == 1)
        #expect(
            try off(
                "CreateServiceSpecificCredential", #"{"userName":"leo"}"#,
                #"{"serviceSpecificCredential":{"serviceSpecificCredentialId":"ACCA1","userName":"leo"}}"#,
                "UpdateServiceSpecificCredential", #""serviceSpecificCredentialId":"ACCA1""#) == 1)
    }

    @Test func `To start what runs already changes nothing`() throws {
        func start(_ time: Int, _ id: String, from state: String) -> LedgerCase.Call {
            LedgerCase.attack(
                time, "StartInstances", #"{"instancesSet":{"items":[{"instanceId":"\#(id)"}]}}"#,
                #"{"instancesSet":{"items":[{"instanceId":"\#(id)","previousState":{"code":0,"name":"\#(state)"}}]}}"#)
        }
        #expect(
            try changes([start(0, "i-1", from: "running"), start(1, "i-2", from: "stopped")])
                == ["instanceStarted i-2"])
    }

    @Test func `Failures change nothing, and failed removals remove nothing`() throws {
        #expect(
            try changes([
                LedgerCase.attack(0, "CreateUser", #"{"userName":"a"}"#, service: "iam", error: "AccessDenied"),
                LedgerCase.attack(1, "CreateUser", #"{"userName":"b"}"#, service: "iam"),
                LedgerCase.response(2, "DeleteUser", #"{"userName":"b"}"#, service: "iam", error: "DeleteConflict"),
            ]) == ["user b"])
    }

    @Test func `Calls of the same name in another service are others`() throws {
        #expect(
            try changes([
                LedgerCase.attack(0, "CreateUser", #"{"userName":"a"}"#, service: "iam"),
                LedgerCase.response(1, "DeleteUser", #"{"userName":"a"}"#, service: "transfer"),
            ]) == ["user a"])
    }

    @Test func `An attachment is undone for its own user and policy only`() throws {
        let admin = "arn:aws:iam::aws:policy/AdministratorAccess"
        func request(_ user: String) -> String { #"{"userName":"\#(user)","policyArn":"\#(admin)"}"# }
        #expect(
            try changes([
                LedgerCase.attack(0, "AttachUserPolicy", request("leo"), service: "iam"),
                LedgerCase.attack(1, "AttachUserPolicy", request("mia"), service: "iam"),
                LedgerCase.response(2, "DetachUserPolicy", request("mia"), service: "iam"),
            ]) == ["userPolicy \(admin) (leo)", "userPolicy \(admin) (mia) -2"])
    }

    @Test func `A key pair is deleted by its name or its ID`() throws {
        for request in [#"{"keyName":"debug"}"#, #"{"keyPairId":"key-1"}"#] {
            #expect(
                try changes([
                    LedgerCase.attack(
                        0, "CreateKeyPair", #"{"keyName":"debug"}"#, #"{"keyName":"debug","keyPairId":"key-1"}"#),
                    LedgerCase.response(1, "DeleteKeyPair", request),
                ]) == ["keyPair debug (key-1) -1"])
        }
    }

    @Test func `Each instance of a launch is a change`() throws {
        #expect(
            try changes([
                LedgerCase.attack(
                    0, "RunInstances", #"{"instancesSet":{"items":[{"imageId":"ami-1","keyName":"debug"}]}}"#,
                    #"{"instancesSet":{"items":[{"instanceId":"i-1"},{"instanceId":"i-2"}]}}"#),
                LedgerCase.attack(1, "StartInstances", #"{"instancesSet":{"items":[{"instanceId":"i-3"}]}}"#),
                LedgerCase.response(2, "TerminateInstances", #"{"instancesSet":{"items":[{"instanceId":"i-2"}]}}"#),
                LedgerCase.response(3, "StopInstances", #"{"instancesSet":{"items":[{"instanceId":"i-3"}]}}"#),
            ]) == ["instanceLaunched i-1 (debug)", "instanceLaunched i-2 (debug) -2", "instanceStarted i-3 -3"])
    }

    @Test func `Sharing is undone account by account`() throws {
        func request(_ action: String, _ items: String) -> String {
            #"{"snapshotId":"snap-1","createVolumePermission":{"\#(action)":{"items":[\#(items)]}}}"#
        }
        #expect(
            try changes([
                LedgerCase.attack(
                    0, "ModifySnapshotAttribute", request("add", #"{"userId":"444455556666"},{"group":"all"}"#)),
                LedgerCase.response(1, "ModifySnapshotAttribute", request("remove", #"{"group":"all"}"#)),
            ]) == ["snapshotShared snap-1 (444455556666)", "snapshotShared snap-1 (all) -1"])
        #expect(
            try changes([
                LedgerCase.attack(
                    0, "ModifyDBSnapshotAttribute",
                    #"{"dBSnapshotIdentifier":"s","attributeName":"restore","valuesToAdd":["all"]}"#, service: "rds"),
                LedgerCase.response(1, "DeleteDBSnapshot", #"{"dBSnapshotIdentifier":"s"}"#, service: "rds"),
            ]) == ["databaseShared s (all) -1"])
    }

    @Test func `A trail that was stopped may be started again`() throws {
        let arn = "arn:aws:cloudtrail:us-east-1:111122223333:trail/main"
        #expect(
            try changes([
                LedgerCase.attack(0, "StopLogging", #"{"name":"\#(arn)"}"#, service: "cloudtrail"),
                LedgerCase.attack(1, "PutEventSelectors", #"{"trailName":"main"}"#, service: "cloudtrail"),
                LedgerCase.response(2, "StartLogging", #"{"name":"main"}"#, service: "cloudtrail"),
            ]) == ["trail \(arn) (StopLogging) -2", "trail main (PutEventSelectors)"])
    }

    @Test func `What somebody else writes in its place puts an end to a policy`() throws {
        func request(_ account: String) -> String {
            #"{"roleName":"admin","policyDocument":"{\"Statement\":{\"Effect\":\"Allow\",\"Principal\":{\"AWS\":\"\#(account)\"},\"Action\":\"sts:AssumeRole\"}}"}"#
        }
        let attack = LedgerCase.attack(0, "UpdateAssumeRolePolicy", request("999988887777"), service: "iam")
        let restored = request("111122223333")
        #expect(
            try changes([attack, LedgerCase.response(1, "UpdateAssumeRolePolicy", restored, service: "iam")])
                == ["trustPolicy admin -1"])
        #expect(
            try changes([attack, LedgerCase.attack(1, "UpdateAssumeRolePolicy", restored, service: "iam")])
                == ["trustPolicy admin", "trustPolicy admin"])
    }

    @Test func `Who calls is meant only where nobody is named`() throws {
        #expect(
            try changes([
                LedgerCase.attack(0, "CreateLoginProfile", #"{"userName":"leo"}"#, service: "iam"),
                LedgerCase.attack(1, "ChangePassword", service: "iam"),
                LedgerCase.response(2, "DeleteLoginProfile", #"{"userName":"eve"}"#, service: "iam"),
            ]) == ["loginProfile leo", "loginProfile eve -2"])
    }

    @Test func `Keys that are activated are ways in, those that are deactivated are losses`() throws {
        func request(_ status: String) -> String { #"{"userName":"leo","accessKeyId":"AKIA1","status":"\#(status)"}"# }
        #expect(
            try changes([
                LedgerCase.attack(0, "UpdateAccessKey", request("Active"), service: "iam"),
                LedgerCase.response(1, "UpdateAccessKey", request("Inactive"), service: "iam"),
            ]) == ["accessKeyActivated AKIA1 (leo) -1"])
        #expect(
            try changes([
                LedgerCase.response(0, "UpdateAccessKey", request("Active"), service: "iam"),
                LedgerCase.attack(1, "UpdateAccessKey", request("Inactive"), service: "iam"),
                LedgerCase.response(2, "UpdateAccessKey", request("Active"), service: "iam"),
            ]) == ["accessKeyDeactivated AKIA1 (leo) -2"])
    }

    @Test func `Versions of interfaces do not hide a call`() throws {
        #expect(
            try changes([
                LedgerCase.attack(
                    0, "CreateFunction20150331", #"{"functionName":"f","role":"r"}"#,
                    #"{"functionArn":"arn:aws:lambda:us-east-1:111122223333:function:f"}"#, service: "lambda"),
                LedgerCase.attack(
                    1, "AddPermission20150331v2", #"{"functionName":"f","statementId":"s"}"#, service: "lambda"),
                LedgerCase.response(
                    2, "RemovePermission20150331v2", #"{"functionName":"f","statementId":"s"}"#, service: "lambda"),
                LedgerCase.response(3, "DeleteFunction20150331", #"{"functionName":"f"}"#, service: "lambda"),
            ]) == [
                "function arn:aws:lambda:us-east-1:111122223333:function:f (r) -3", "functionPermission f (s) -2",
            ])
    }

    @Test func `Another's device in place of the one that was deactivated undoes it`() throws {
        #expect(
            try changes([
                LedgerCase.attack(
                    0, "DeactivateMFADevice", #"{"userName":"leo","serialNumber":"arn:aws:iam::1:mfa/old"}"#,
                    service: "iam"),
                LedgerCase.response(
                    1, "EnableMFADevice", #"{"userName":"leo","serialNumber":"arn:aws:iam::1:mfa/new"}"#,
                    service: "iam"),
            ]) == ["mfaDeactivated arn:aws:iam::1:mfa/old (leo) -1"])
    }

    @Test func `What the attacker makes and takes away is no loss, what was there before is`() throws {
        func ids(_ name: String) -> String { #"{"instancesSet":{"items":[\#(name)]}}"# }
        #expect(
            try changes([
                LedgerCase.attack(0, "RunInstances", "null", ids(#"{"instanceId":"i-1"}"#)),
                LedgerCase.attack(1, "TerminateInstances", ids(#"{"instanceId":"i-1"},{"instanceId":"i-2"}"#)),
                LedgerCase.attack(2, "DeleteUser", #"{"userName":"leo"}"#, service: "iam"),
            ]) == ["instanceLaunched i-1 -1", "instanceTerminated i-2", "resourceDeleted leo (DeleteUser)"])
    }

    @Test(arguments: [
        ("leo", ["leo"]),
        ("arn:aws:iam::111122223333:policy/team/admin", ["admin"]),
        ("arn:aws:lambda:us-east-1:111122223333:function:f:7", ["f:7", "f"]),
        ("arn:aws:rds:us-east-1:111122223333:db:orders", ["orders"]),
        ("arn:aws:ecs:us-east-1:111122223333:task-definition/web:3", ["web:3"]),
        ("arn:aws:secretsmanager:us-east-1:111122223333:secret:a/b-AbCdEf", ["a/b-AbCdEf", "a/b"]),
        ("arn:aws:cloudformation:us-east-1:111122223333:stack/net/123", ["123", "net"]),
        ("arn:aws:ssm:us-east-1:111122223333:parameter/a/b", ["a/b", "/a/b"]),
        ("arn:aws:s3:::logs", ["logs"]), ("arn:aws:s3:::", [""]),
    ])
    func `A resource may be called by its ARN or its name`(text: String, names: [String]) {
        #expect(Set(ResourceName.aliases(of: text)) == Set(names + [text]))
    }

    @Test func `A record without parameters is a change without a name`() throws {
        #expect(try changes([LedgerCase.attack(0, "PutBucketPolicy", service: "s3")]) == ["bucketPolicy "])
    }

    @Test func `Odd values in place of names are passed over`() throws {
        #expect(
            try changes([
                LedgerCase.attack(0, "CreateKeyPair", #"{"keyName":{"a":[1,[2]]}}"#, "[]"),
                LedgerCase.attack(1, "TerminateInstances", #"{"instancesSet":[[],{"items":"i-1"}]}"#),
            ]) == ["keyPair ", "instanceTerminated "])
    }

    @Test func `The order of the file does not matter`() throws {
        let calls = [
            LedgerCase.attack(0, "CreateUser", #"{"userName":"b"}"#, service: "iam"),
            LedgerCase.attack(0, "CreateUser", #"{"userName":"a"}"#, service: "iam"),
            LedgerCase.attack(0, "CreateBucket", #"{"bucketName":"c"}"#, service: "s3"),
            LedgerCase.response(1, "DeleteUser", #"{"userName":"a"}"#, service: "iam"),
        ]
        let forward = try changes(calls)
        #expect(forward == ["bucket c", "user a -3", "user b"])
        #expect(try changes(calls.reversed()) == forward)
    }

    @Test(arguments: [
        ("CreateFunction20150331", "CreateFunction"), ("AddPermission20150331v2", "AddPermission"),
        ("PublishFunction2020_05_31", "PublishFunction"), ("CreateUser", "CreateUser"), ("20150331", "20150331"),
        ("", ""), ("PutV2", "PutV2"), ("v2", "v2"), ("Get2015", "Get2015"),
    ])
    func `The version of an interface is not part of a call's name`(written: String, name: String) {
        #expect(CallName.base(of: written) == name)
    }
}
