extension ChangeTable {
    /// Buckets, and who may read and write them.
    /// Source: the Amazon S3 API Reference and its list of CloudTrail's names for the calls.
    static let buckets: [String: [ChangeRule]] = [
        "s3": access + settings
            + settings(of: "Lifecycle") + settings(of: "Replication") + settings(of: "Encryption")
            + settings(of: "Website") + settings(of: "Cors")
    ]

    private static let access: [ChangeRule] = [
        ChangeRule(.bucket, "CreateBucket", id: "request.bucketName", undone: "DeleteBucket"),
        ChangeRule(
            .bucketPolicy, "PutBucketPolicy", id: "request.bucketName",
            undone: "DeleteBucketPolicy DeleteBucket", replaced: true, grants: .policy("bucketPolicy")),
        ChangeRule(
            .bucketPolicy, "DeleteBucketPolicy", id: "request.bucketName", detail: "call",
            undone: "PutBucketPolicy DeleteBucket"),
        ChangeRule(
            .bucketACL, "PutBucketAcl", id: "request.bucketName", detail: "request.x-amz-acl",
            undone: "DeleteBucket", replaced: true, grants: .accessList),
        ChangeRule(
            .bucketPublicAccess, "PutBucketPublicAccessBlock DeleteBucketPublicAccessBlock",
            id: "request.bucketName", detail: "call", undone: "DeleteBucket", grants: .publicAccess,
            undo: ["PutBucketPublicAccessBlock", "DeleteBucketPublicAccessBlock"].map {
                .init($0, id: "request.bucketName", isByOthers: true)
            }),
        ChangeRule(
            .bucketPublicAccess, "PutAccountPublicAccessBlock DeleteAccountPublicAccessBlock", id: "account",
            detail: "call", grants: .publicAccess,
            undo: ["PutAccountPublicAccessBlock", "DeleteAccountPublicAccessBlock"].map {
                .init($0, isByOthers: true)
            }),
        ChangeRule(
            .bucketPolicy, "PutAccessPointPolicy CreateAccessPoint", id: "request.name", detail: "request.Bucket",
            undone: "DeleteAccessPoint DeleteAccessPointPolicy"),
        ChangeRule(.resourceDeleted, "DeleteBucket", id: "request.bucketName", detail: "call"),
    ]

    private static let settings: [ChangeRule] = [
        ChangeRule(
            .bucketSetting,
            """
            PutBucketVersioning PutBucketLogging PutBucketNotification PutBucketOwnershipControls \
            PutBucketObjectLockConfiguration PutBucketRequestPayment PutBucketAcceleration
            """, id: "request.bucketName", detail: "call", undone: "DeleteBucket", replaced: true)
    ]

    private static func settings(of part: String) -> [ChangeRule] {
        [
            ChangeRule(
                .bucketSetting, "PutBucket\(part)", id: "request.bucketName", detail: "call",
                undone: "DeleteBucket\(part) DeleteBucket", replaced: true),
            ChangeRule(
                .bucketSetting, "DeleteBucket\(part)", id: "request.bucketName", detail: "call",
                undone: "PutBucket\(part) DeleteBucket"),
        ]
    }

    /// Databases and their snapshots.
    /// Source: the Amazon RDS API Reference; CloudTrail writes the first letter of `DBSnapshotIdentifier` small.
    static let databases: [String: [ChangeRule]] = [
        "rds": [
            ChangeRule(
                .databaseShared, "ModifyDBSnapshotAttribute", id: "request.dBSnapshotIdentifier",
                detail: "request.valuesToAdd", when: "request.valuesToAdd", undone: "DeleteDBSnapshot",
                undo: [
                    .init(
                        "ModifyDBSnapshotAttribute", id: "request.dBSnapshotIdentifier",
                        detail: "request.valuesToRemove")
                ]),
            ChangeRule(
                .databaseShared, "ModifyDBClusterSnapshotAttribute", id: "request.dBClusterSnapshotIdentifier",
                detail: "request.valuesToAdd", when: "request.valuesToAdd", undone: "DeleteDBClusterSnapshot",
                undo: [
                    .init(
                        "ModifyDBClusterSnapshotAttribute", id: "request.dBClusterSnapshotIdentifier",
                        detail: "request.valuesToRemove")
                ]),
            ChangeRule(
                .databaseSnapshot, "CreateDBSnapshot CopyDBSnapshot",
                id: "response.dBSnapshotIdentifier request.targetDBSnapshotIdentifier request.dBSnapshotIdentifier",
                detail: "request.dBInstanceIdentifier request.sourceDBSnapshotIdentifier",
                undone: "DeleteDBSnapshot"),
            ChangeRule(
                .databaseSnapshot, "CreateDBClusterSnapshot CopyDBClusterSnapshot",
                id: """
                    response.dBClusterSnapshotIdentifier request.targetDBClusterSnapshotIdentifier \
                    request.dBClusterSnapshotIdentifier
                    """, detail: "request.dBClusterIdentifier request.sourceDBClusterSnapshotIdentifier",
                undone: "DeleteDBClusterSnapshot"),
            ChangeRule(
                .database,
                """
                CreateDBInstance CreateDBInstanceReadReplica RestoreDBInstanceFromDBSnapshot RestoreDBInstanceFromS3 \
                RestoreDBInstanceToPointInTime
                """, id: "response.dBInstanceIdentifier request.dBInstanceIdentifier", detail: "call",
                undone: "DeleteDBInstance"),
            ChangeRule(
                .database, "CreateDBCluster RestoreDBClusterFromSnapshot RestoreDBClusterToPointInTime",
                id: "response.dBClusterIdentifier request.dBClusterIdentifier", detail: "call",
                undone: "DeleteDBCluster"),
            ChangeRule(
                .databaseSetting, "ModifyDBInstance", id: "request.dBInstanceIdentifier", detail: "call",
                undone: "DeleteDBInstance", replaced: true),
            ChangeRule(
                .databaseSetting, "ModifyDBCluster", id: "request.dBClusterIdentifier", detail: "call",
                undone: "DeleteDBCluster", replaced: true),
            ChangeRule(
                .securityGroup, "CreateDBSecurityGroup", id: "request.dBSecurityGroupName",
                undone: "DeleteDBSecurityGroup"),
            ChangeRule(
                .export, "StartExportTask", id: "request.exportTaskIdentifier", detail: "request.sourceArn",
                undone: "CancelExportTask"),
            ChangeRule(
                .resourceDeleted,
                """
                DeleteDBInstance DeleteDBCluster DeleteDBSnapshot DeleteDBClusterSnapshot DeleteGlobalCluster \
                DeleteDBInstanceAutomatedBackup
                """,
                id: """
                    request.dBInstanceIdentifier request.dBClusterIdentifier request.dBSnapshotIdentifier \
                    request.dBClusterSnapshotIdentifier request.globalClusterIdentifier request.dbiResourceId
                    """, detail: "call"),
            ChangeRule(
                .logging, "StopActivityStream ModifyActivityStream", id: "request.resourceArn", detail: "call",
                undone: "StartActivityStream"),
        ],
        "dynamodb": [
            ChangeRule(
                .resourcePolicy, "PutResourcePolicy", id: "request.resourceArn", undone: "DeleteResourcePolicy",
                replaced: true, grants: .policy("policy")),
            ChangeRule(
                .export, "ExportTableToPointInTime", id: "request.tableArn", detail: "request.s3Bucket"),
            ChangeRule(
                .resourceDeleted, "DeleteTable DeleteBackup", id: "request.tableName request.backupArn",
                detail: "call"),
        ],
        "redshift": [
            ChangeRule(
                .databaseShared, "AuthorizeSnapshotAccess", id: "request.snapshotIdentifier",
                detail: "request.accountWithRestoreAccess", key: .idAndDetail, undone: "RevokeSnapshotAccess"),
            ChangeRule(
                .securityGroup, "CreateClusterSecurityGroup", id: "request.clusterSecurityGroupName",
                undone: "DeleteClusterSecurityGroup"),
            ChangeRule(
                .resourceDeleted, "DeleteCluster DeleteClusterSnapshot",
                id: "request.snapshotIdentifier request.clusterIdentifier", detail: "call"),
        ],
    ]

    /// Keys of encryption and secrets.
    /// Source: the API references of KMS and Secrets Manager.
    static let secrets: [String: [ChangeRule]] = [
        "kms": [
            ChangeRule(
                .encryptionKey, "CreateKey", id: "response.keyMetadata.keyId request.keyId",
                undone: "ScheduleKeyDeletion"),
            ChangeRule(
                .keyPolicy, "PutKeyPolicy", id: "request.keyId", replaced: true, grants: .policy("policy")),
            ChangeRule(
                .keyGrant, "CreateGrant", id: "response.grantId request.grantId", detail: "request.keyId",
                undone: "RevokeGrant RetireGrant"),
            // A key whose deletion was cancelled stays disabled, and no other can be enabled.
            ChangeRule(
                .keyDisabled, "ScheduleKeyDeletion", id: "request.keyId response.keyId", detail: "call",
                undone: "EnableKey"),
            ChangeRule(
                .keyDisabled, "DeleteImportedKeyMaterial", id: "request.keyId response.keyId", detail: "call",
                undone: "ImportKeyMaterial"),
            ChangeRule(.keyDisabled, "DisableKey", id: "request.keyId", detail: "call", undone: "EnableKey"),
        ],
        "secretsmanager": [
            ChangeRule(
                .secretPolicy, "PutResourcePolicy", id: "request.secretId", undone: "DeleteResourcePolicy",
                replaced: true, grants: .policy("resourcePolicy")),
            ChangeRule(
                .secret, "CreateSecret", id: "response.arn response.aRN request.secretId request.name",
                undone: "DeleteSecret"),
            ChangeRule(
                .secret, "PutSecretValue UpdateSecret ReplicateSecretToRegions", id: "request.secretId", detail: "call",
                undone: "DeleteSecret", replaced: true),
            ChangeRule(
                .resourceDeleted, "DeleteSecret", id: "request.secretId", detail: "call", undone: "RestoreSecret"),
        ],
    ]
}
