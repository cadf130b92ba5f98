internal import JSON

extension Reversal {
    private static func remove(
        _ call: String, _ values: [Value], optional: [Value] = [], _ action: String
    ) -> Reversal {
        Reversal(call: call, values: values, optional: optional, action: action)
    }

    /// Removes what was written over all that was there.
    private static func overwritten(_ call: String, _ values: [Value], _ action: String) -> Reversal {
        var reversal = remove(call, values, action)
        reversal.breaks = "Nothing more: what the owner had there is gone since the attacker's call. Put it back."
        return reversal
    }

    private static func set(
        _ call: String, _ values: [Value], _ fixed: [AWSCommand.Parameter], _ action: String, breaks: String
    ) -> Reversal {
        Reversal(
            call: call, values: values, fixed: fixed, action: action, breaks: breaks,
            undo: "The state before is not in the record of the call.")
    }

    /// What records is restarted before all else.
    private static func restart(_ call: String, _ values: [Value], _ action: String) -> Reversal {
        Reversal(
            call: call, values: values, stage: .recording, action: action, breaks: "Nothing.",
            undo: "None wanted: the attacker stopped it.")
    }

    static let resources: KeyValuePairs<String, Reversal> = [
        "CreateKeyPair": keyPair, "ImportKeyPair": keyPair,
        "AssociateIamInstanceProfile": .remove(
            "ec2 disassociate-iam-instance-profile", [("AssociationId", "associationId")],
            "Take the attacker's role from the instance"),
        "ReplaceIamInstanceProfileAssociation": .review(
            "ec2 describe-iam-instance-profile-associations", [], "Restore the role of the instance"),
        "CreateSecurityGroup": .remove(
            "ec2 delete-security-group", [("GroupId", "groupId")], "Delete the security group"),
        "CreateVpcPeeringConnection": .remove(
            "ec2 delete-vpc-peering-connection", [("VpcPeeringConnectionId", "vpcPeeringConnectionId")],
            "Delete the peering connection"),
        "AssociateAddress": .remove(
            "ec2 disassociate-address", [("AssociationId", "associationId")], "Take the address from its instance"),
        "CreateBucket": .remove(
            "s3api delete-bucket", [("Bucket", "bucketName")], "Delete, once it is empty, the bucket"),
        "PutBucketPolicy": .review(
            "s3api get-bucket-policy", [("Bucket", "bucketName")],
            "Restore, with put-bucket-policy or delete-bucket-policy, the policy of the bucket"),
        "DeleteBucketPolicy": .review(
            "s3api get-bucket-policy", [("Bucket", "bucketName")], "Put back the policy of the bucket"),
        "PutBucketAcl": .review(
            "s3api get-bucket-acl", [("Bucket", "bucketName")], "Restore, with put-bucket-acl, the ACL of the bucket"),
        "PutBucketPublicAccessBlock": publicAccess, "DeleteBucketPublicAccessBlock": publicAccess,
        "PutBucketReplication": .overwritten(
            "s3api delete-bucket-replication", [("Bucket", "bucketName")], "Delete the replication of the bucket"),
        "PutBucketLifecycle": .overwritten(
            "s3api delete-bucket-lifecycle", [("Bucket", "bucketName")], "Delete the lifecycle rules of the bucket"),
        "PutAccountPublicAccessBlock": accountPublicAccess, "DeleteAccountPublicAccessBlock": accountPublicAccess,
        "CreateSnapshot": snapshot, "CreateSnapshots": snapshot, "CopySnapshot": snapshot,
        "CreateImage": image, "CopyImage": image,
        "RegisterImage": Reversal(
            call: "ec2 deregister-image", values: [("ImageId", "change.id")],
            action: "Deregister, and keep the snapshots that it was made from, the image",
            breaks: "What launches from the image; instances that run go on.",
            undo: "register-image from the same snapshots."),
        "CreateVolume": .remove("ec2 delete-volume", [("VolumeId", "change.id")], "Delete the volume"),
        "AttachVolume": .remove("ec2 detach-volume", [("VolumeId", "change.id")], "Detach the volume"),
        "CreateDBSnapshot": databaseSnapshot, "CopyDBSnapshot": databaseSnapshot,
        "CreateDBClusterSnapshot": clusterSnapshot, "CopyDBClusterSnapshot": clusterSnapshot,
        "UpdateDetector": Reversal(
            call: "guardduty update-detector", values: [("DetectorId", "detectorId")],
            fixed: [.flag("Enable", "--enable", true)], stage: .recording, action: "Turn on again the detector",
            breaks: "Nothing.", undo: "None wanted: the attacker changed it."),
        "DeleteDetector": .review("guardduty list-detectors", [], "Make again, with create-detector, the detector"),
        "DeleteFlowLogs": .review("ec2 describe-flow-logs", [], "Make again, with create-flow-logs, the flow logs"),
        "StopLogging": .restart("cloudtrail start-logging", [("Name", "name")], "Start logging again to the trail"),
        "CreateTrail": Reversal(
            call: "cloudtrail delete-trail", values: [("Name", "change.id")],
            action: "Delete, once its settings and what it delivered are kept, the trail",
            breaks: "What reads the trail's deliveries; they stay in their bucket, and other trails go on.",
            undo: "create-trail and start-logging with the settings that describe-trails showed before."),
        "DeleteTrail": .review(
            "cloudtrail describe-trails", [], "Make again, with create-trail and start-logging, the trail"),
        "UpdateTrail": .review("cloudtrail describe-trails", [], "Restore the settings of the trail"),
        "PutEventSelectors": .review(
            "cloudtrail get-event-selectors", [("TrailName", "trailName")], "Restore the event selectors of the trail"),
        "StopConfigurationRecorder": .restart(
            "configservice start-configuration-recorder", [("ConfigurationRecorderName", "configurationRecorderName")],
            "Start the configuration recorder again"),
        "CreateFunction": .remove("lambda delete-function", [("FunctionName", "functionName")], "Delete the function"),
        "UpdateFunctionCode": .review(
            "lambda list-versions-by-function", [("FunctionName", "functionName")], "Restore the code of the function"),
        "UpdateFunctionConfiguration": .review(
            "lambda get-function-configuration", [("FunctionName", "functionName")],
            "Restore the role, layers and environment of the function"),
        "AddPermission": .remove(
            "lambda remove-permission", [("FunctionName", "functionName"), ("StatementId", "statementId")],
            optional: qualifier, "Remove the permission to call the function"),
        "AddLayerVersionPermission": .remove(
            "lambda remove-layer-version-permission",
            [("LayerName", "layerName"), ("VersionNumber", "versionNumber"), ("StatementId", "statementId")],
            "Remove the permission to use the layer"),
        "CreateFunctionUrlConfig": .remove(
            "lambda delete-function-url-config", [("FunctionName", "functionName")], optional: qualifier,
            "Delete the public URL of the function"),
        "CreateEventSourceMapping": .remove(
            "lambda delete-event-source-mapping", [("UUID", "uuid")], "Delete the trigger of the function"),
        "ModifyDBInstance": .review(
            "rds describe-db-instances", [("DBInstanceIdentifier", "dbInstanceIdentifier")],
            "Restore, with modify-db-instance, the access to the database"),
        "PutKeyPolicy": .review(
            "kms get-key-policy", [("KeyId", "keyId")], "Restore, with put-key-policy, the policy of the encryption key"
        ),
        "CreateGrant": .remove(
            "kms revoke-grant", [("KeyId", "keyId"), ("GrantId", "grantId")], "Revoke the grant on the encryption key"),
        "DisableKey": .remove("kms enable-key", [("KeyId", "keyId")], "Enable the encryption key"),
        "PutResourcePolicy": .remove(
            "secretsmanager delete-resource-policy", [("SecretId", "secretId")], "Delete the policy of the secret"),
        "AddPermission": .remove(
            "sns remove-permission", [("TopicArn", "topicArn"), ("Label", "label")],
            "Remove the permission to use the topic"),
        "AddPermission": .remove(
            "sqs remove-permission", [("QueueUrl", "queueUrl"), ("Label", "label")],
            "Remove the permission to use the queue"),
    ]

    /// The version or alias of a function that a call is about.
    private static let qualifier: [Value] = [("Qualifier", "qualifier")]

    /// All four settings of S3 that keep data from the public.
    private static let blockAll = AWSCommand.Parameter.json(
        "PublicAccessBlockConfiguration",
        [
            "BlockPublicAcls": true, "IgnorePublicAcls": true, "BlockPublicPolicy": true,
            "RestrictPublicBuckets": true,
        ])

    private static let publicAccess = Reversal.set(
        "s3api put-public-access-block", [("Bucket", "bucketName")], [blockAll], "Block public access to the bucket",
        breaks: "Whatever reads the bucket without signing in.")

    private static let accountPublicAccess = Reversal.set(
        "s3control put-public-access-block", [("AccountId", "change.id")], [blockAll],
        "Block public access to the buckets of the account",
        breaks: "Whatever reads a bucket of the account without signing in.")

    private static let snapshot = Reversal(
        call: "ec2 delete-snapshot", values: [("SnapshotId", "change.id")],
        action: "Delete, unless it is evidence, the snapshot",
        breaks: "Images and volumes that are to be made from it; volumes that were made stay.",
        undo: "None, unless a rule of the Recycle Bin keeps it.")

    /// What EC2 made for the image goes with it; a snapshot that another image uses stays.
    private static let image = Reversal(
        call: "ec2 deregister-image", values: [("ImageId", "change.id")],
        fixed: [.flag("DeleteAssociatedSnapshots", "--delete-associated-snapshots", true)],
        action: "Deregister, and delete with its snapshots unless they are evidence, the image",
        breaks: "What launches from the image; instances that run go on.",
        undo: "None, unless a rule of the Recycle Bin keeps the image and its snapshots.")

    private static let databaseSnapshot = Reversal(
        call: "rds delete-db-snapshot", values: [("DBSnapshotIdentifier", "change.id")],
        action: "Delete, unless it is evidence, the database snapshot",
        breaks: "Databases that are to be restored from it.", undo: "None.")

    private static let clusterSnapshot = Reversal(
        call: "rds delete-db-cluster-snapshot", values: [("DBClusterSnapshotIdentifier", "change.id")],
        action: "Delete, unless it is evidence, the cluster snapshot",
        breaks: "Clusters that are to be restored from it.", undo: "None.")

    private static let keyPair = Reversal(
        call: "ec2 delete-key-pair", values: [("KeyName", "keyName")], action: "Delete the key pair",
        breaks: "Nothing: a public key that is on a host already stays there until it is taken out.",
        undo: "None: it is the attacker's.")
}
