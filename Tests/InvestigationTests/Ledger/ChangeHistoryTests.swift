import Testing

@testable import Investigation

/// What became of a change by the end of the trail.
@Suite struct ChangeHistoryTests {
    typealias Call = LedgerCase.Call

    /// What became of the attacker's changes, by rows: `-2` undone, `+3` put back, `~3` set again without an end to it.
    private func fates(_ calls: [Call]) throws -> [String] {
        try LedgerCase.changes(calls).map { change in
            let parts = [("-", change.removedBy), ("+", change.putBackBy), ("~", change.touchedBy)]
            return parts.compactMap { sign, row in row.map { sign + String($0) } }.joined(separator: " ")
        }
    }

    // MARK: Put back

    @Test(arguments: [
        ("cloudtrail", "StopLogging", #"{"name":"t"}"#, "StartLogging", #"{"name":"t"}"#),
        (
            "iam", "AddUserToGroup", #"{"userName":"bob","groupName":"admins"}"#, "RemoveUserFromGroup",
            #"{"userName":"bob","groupName":"admins"}"#
        ),
        (
            "iam", "AttachUserPolicy", #"{"userName":"bob","policyArn":"p"}"#, "DetachUserPolicy",
            #"{"userName":"bob","policyArn":"p"}"#
        ),
        (
            "lambda", "AddPermission20150331v2", #"{"functionName":"f","statementId":"s"}"#,
            "RemovePermission20150331v2", #"{"functionName":"f","statementId":"s"}"#
        ),
        (
            "ec2", "ModifySnapshotAttribute",
            #"{"snapshotId":"snap-1","createVolumePermission":{"add":{"items":[{"userId":"999988887777"}]}}}"#,
            "ModifySnapshotAttribute",
            #"{"snapshotId":"snap-1","createVolumePermission":{"remove":{"items":[{"userId":"999988887777"}]}}}"#
        ),
        (
            "guardduty", "UpdateDetector", #"{"detectorId":"d","enable":false}"#, "UpdateDetector",
            #"{"detectorId":"d","enable":true}"#
        ),
        (
            "s3", "PutBucketPolicy",
            #"{"bucketName":"b","bucketPolicy":{"Statement":{"Effect":"Allow","Principal":"*","Action":"s3:*"}}}"#,
            "DeleteBucketPolicy", #"{"bucketName":"b"}"#
        ),
    ])
    func `What somebody puts back is there again, and may be undone again`(
        service: String, name: String, change: String, undo: String, undone: String
    ) throws {
        let attack = LedgerCase.attack(0, name, change, service: service)
        func undoing(_ minute: Int) -> Call { LedgerCase.response(minute, undo, undone, service: service) }
        let again = LedgerCase.response(2, name, change, service: service)
        #expect(try fates([attack, undoing(1)]) == ["-1"])
        #expect(try fates([attack, undoing(1), again]) == ["+2"])
        #expect(try fates([attack, undoing(1), again, undoing(3)]) == ["-3"])
    }

    @Test func `Somebody else's change of something else puts nothing back`() throws {
        func request(_ user: String) -> String { #"{"userName":"\#(user)","groupName":"admins"}"# }
        #expect(
            try fates([
                LedgerCase.attack(0, "AddUserToGroup", request("bob"), service: "iam"),
                LedgerCase.response(1, "RemoveUserFromGroup", request("bob"), service: "iam"),
                LedgerCase.response(2, "AddUserToGroup", request("mia"), service: "iam"),
                LedgerCase.response(3, "AddUserToGroup", request("bob"), service: "iam", error: "AccessDenied"),
            ]) == ["-1"])
    }

    @Test func `That the attacker does it again is a change of its own`() throws {
        func call(_ minute: Int, _ name: String) -> Call {
            LedgerCase.attack(minute, name, #"{"name":"t"}"#, service: "cloudtrail")
        }
        let start = LedgerCase.response(1, "StartLogging", #"{"name":"t"}"#, service: "cloudtrail")
        #expect(try fates([call(0, "StopLogging"), start, call(2, "StopLogging")]) == ["-1", ""])
    }

    @Test func `Within a second what puts back counts as the last`() throws {
        let request = #"{"userName":"bob","policyArn":"p"}"#
        let attack = LedgerCase.attack(0, "AttachUserPolicy", request, service: "iam")
        let attach = LedgerCase.response(1, "AttachUserPolicy", request, service: "iam")
        let detach = LedgerCase.response(1, "DetachUserPolicy", request, service: "iam")
        #expect(try fates([attack, attach, detach]) == ["+1"])
        #expect(try fates([attack, detach, attach]) == ["+2"])
    }

    @Test(arguments: [
        (
            "iam", "DeactivateMFADevice", #"{"userName":"bob","serialNumber":"m1"}"#, "EnableMFADevice",
            #"{"userName":"bob","serialNumber":"m2"}"#
        ),
        (
            "s3", "DeleteBucketPolicy", #"{"bucketName":"b"}"#, "PutBucketPolicy",
            #"{"bucketName":"b","bucketPolicy":{}}"#
        ),
        (
            "ec2", "DeleteNetworkAclEntry", #"{"networkAclId":"a","ruleNumber":1}"#, "CreateNetworkAclEntry",
            #"{"networkAclId":"a","ruleNumber":1}"#
        ),
    ])
    func `What the attacker writes in the place of what the attacker took away brings nothing back`(
        service: String, name: String, change: String, undo: String, undone: String
    ) throws {
        let attack = LedgerCase.attack(0, name, change, service: service)
        #expect(try fates([attack, LedgerCase.attack(1, undo, undone, service: service)])[0] == "")
        #expect(try fates([attack, LedgerCase.response(1, undo, undone, service: service)]) == ["-1"])
    }

    @Test func `What records is back when it is started, not when it is made`() throws {
        func calls(_ names: String...) -> [Call] {
            names.enumerated().map {
                LedgerCase.response($0 + 1, $1, #"{"name":"t","s3BucketName":"b"}"#, service: "cloudtrail")
            }
        }
        let attack = LedgerCase.attack(0, "DeleteTrail", #"{"name":"t"}"#, service: "cloudtrail")
        #expect(try fates([attack] + calls("CreateTrail")) == [""])
        #expect(try fates([attack] + calls("CreateTrail", "StartLogging")) == ["-2"])
        let deletion = LedgerCase.attack(0, "DeleteDetector", #"{"detectorId":"d"}"#, service: "guardduty")
        for (isEnabled, fate) in [(false, ""), (true, "-1")] {
            let creation = LedgerCase.response(1, "CreateDetector", #"{"enable":\#(isEnabled)}"#, service: "guardduty")
            #expect(try fates([deletion, creation]) == [fate])
        }
    }

    // MARK: Settings

    /// The fate of one change, after calls of the same name by others.
    private func fate(
        _ service: String, _ name: String, _ attack: String, before: String? = nil, after: String...
    ) throws -> String {
        var calls = [LedgerCase.attack(1, name, attack, service: service)]
        if let before { calls.insert(LedgerCase.response(0, name, before, service: service), at: 0) }
        for (number, request) in after.enumerated() {
            calls.append(LedgerCase.response(number + 2, name, request, service: service))
        }
        return try fates(calls)[0]
    }

    @Test func `The same values again put nothing back`() throws {
        let trail = #"{"name":"d","isMultiRegionTrail":false,"enableLogFileValidation":false}"#
        #expect(try fate("cloudtrail", "UpdateTrail", trail, after: trail) == "~1")
        let versioning = #"{"bucketName":"b","VersioningConfiguration":{"Status":"Suspended"},"versioning":""}"#
        #expect(try fate("s3", "PutBucketVersioning", versioning, after: versioning) == "~1")
        let selectors = #"{"trailName":"t","eventSelectors":[{"includeManagementEvents":false,"readWriteType":"All"}]}"#
        #expect(try fate("cloudtrail", "PutEventSelectors", selectors, after: selectors) == "~1")
    }

    @Test func `A call about another field says nothing`() throws {
        let attack = #"{"dBInstanceIdentifier":"db","publiclyAccessible":true,"applyImmediately":true}"#
        let other = #"{"dBInstanceIdentifier":"db","backupRetentionPeriod":3,"applyImmediately":true}"#
        #expect(try fate("rds", "ModifyDBInstance", attack, after: other) == "")
        let restored = #"{"dBInstanceIdentifier":"db","publiclyAccessible":false}"#
        #expect(try fate("rds", "ModifyDBInstance", attack, after: other, restored) == "-2")
        #expect(try fate("rds", "ModifyDBInstance", attack, after: restored, other) == "-1")
        #expect(try fate("rds", "ModifyDBInstance", attack, after: restored, attack) == "+2")
    }

    @Test func `All that was changed has to be put back, by one call or by several`() throws {
        let attack = #"{"name":"d","isMultiRegionTrail":false,"enableLogFileValidation":false}"#
        let region = #"{"name":"d","isMultiRegionTrail":true}"#
        let validation = #"{"name":"d","enableLogFileValidation":true}"#
        #expect(try fate("cloudtrail", "UpdateTrail", attack, after: region) == "~1")
        #expect(try fate("cloudtrail", "UpdateTrail", attack, after: region, validation) == "-2")
    }

    @Test func `What takes nothing away, and what was so before, need not be put back`() throws {
        let attack = #"{"name":"d","s3BucketName":"logs","isMultiRegionTrail":false,"enableLogFileValidation":true}"#
        let restored = #"{"name":"d","s3BucketName":"logs","isMultiRegionTrail":true,"enableLogFileValidation":true}"#
        #expect(try fate("cloudtrail", "UpdateTrail", attack, before: restored, after: restored) == "-2")
        // Without the earlier call nothing tells whose bucket it is.
        #expect(try fate("cloudtrail", "UpdateTrail", attack, after: restored) == "~1")
    }

    @Test func `What a whole setting leaves out is gone`() throws {
        let attack =
            #"{"bucketName":"b","NotificationConfiguration":{"CloudFunctionConfiguration":{"CloudFunction":"evil"}}}"#
        #expect(
            try fate(
                "s3", "PutBucketNotification", attack, after: #"{"bucketName":"b","NotificationConfiguration":""}"#)
                == "-1")
        let disabled = #"{"bucketName":"b","BucketLoggingStatus":{"xmlns":"http://s3.amazonaws.com/doc/2006-03-01/"}}"#
        let enabled = #"{"bucketName":"b","BucketLoggingStatus":{"LoggingEnabled":{"TargetBucket":"logs"}}}"#
        #expect(try fate("s3", "PutBucketLogging", disabled, after: disabled) == "~1")
        #expect(try fate("s3", "PutBucketLogging", disabled, after: enabled) == "-1")
    }

    @Test func `Code is compared by its hash, and no other call puts it back`() throws {
        func update(_ minute: Int, _ sha: String, isAttack: Bool = false) -> Call {
            let (request, response) = (#"{"functionName":"f"}"#, #"{"functionName":"f","codeSha256":"\#(sha)"}"#)
            return isAttack
                ? LedgerCase.attack(minute, "UpdateFunctionCode20150331v2", request, response, service: "lambda")
                : LedgerCase.response(minute, "UpdateFunctionCode20150331v2", request, response, service: "lambda")
        }
        let configured = LedgerCase.response(
            1, "UpdateFunctionConfiguration20150331v2", #"{"functionName":"f","timeout":3}"#, service: "lambda")
        #expect(try fates([update(0, "evil", isAttack: true), configured]) == [""])
        #expect(try fates([update(0, "evil", isAttack: true), configured, update(2, "evil")]) == ["~2"])
        #expect(try fates([update(0, "evil", isAttack: true), configured, update(2, "good")]) == ["-2"])
    }

    @Test func `Of what the trail hides nobody knows, but of a new password`() throws {
        let hidden = #"{"instanceId":"i-1","userData":"<sensitiveDataRemoved>"}"#
        #expect(try fate("ec2", "ModifyInstanceAttribute", hidden, after: hidden) == "~1")
        let password = #"{"dBInstanceIdentifier":"db","masterUserPassword":"****"}"#
        #expect(try fate("rds", "ModifyDBInstance", password, after: password) == "-1")
    }

    @Test func `A request of thousands of fields is not compared`() throws {
        let many = (0..<1_000).map { #""f\#($0)":"x""# }.joined(separator: ",")
        let attack = #"{"name":"d","isMultiRegionTrail":false}"#
        #expect(try fate("cloudtrail", "UpdateTrail", attack, after: "{\(many)}") == "")
        #expect(try fate("cloudtrail", "UpdateTrail", attack, after: #"{"name":"d",\#(many)}"#) == "~1")
        #expect(try fate("cloudtrail", "UpdateTrail", #"{"name":"d",\#(many)}"#, after: attack) == "~1")
    }

    // MARK: Keys of KMS

    @Test func `A key whose deletion was cancelled stays disabled`() throws {
        let key = #"{"keyId":"k"}"#
        let calls = [
            LedgerCase.attack(0, "ScheduleKeyDeletion", key, service: "kms"),
            LedgerCase.response(1, "CancelKeyDeletion", key, service: "kms"),
        ]
        #expect(try fates(calls) == [""])
        #expect(try fates(calls + [LedgerCase.response(2, "EnableKey", key, service: "kms")]) == ["-2"])
    }

    @Test func `The owner's that the attacker takes away is a loss, whatever was done to it before`() throws {
        func ids(_ id: String) -> String { #"{"instancesSet":{"items":[{"instanceId":"\#(id)"}]}}"# }
        let calls = [
            LedgerCase.attack(0, "StartInstances", ids("i-1")), LedgerCase.attack(1, "TerminateInstances", ids("i-1")),
        ]
        #expect(try LedgerCase.changes(calls).map(\.kind) == [.instanceStarted, .instanceTerminated])
    }
}
