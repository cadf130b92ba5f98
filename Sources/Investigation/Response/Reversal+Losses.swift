internal import JSON

extension Reversal {
    /// Puts back what the attacker took away from the owner.
    private static func putBack(
        _ call: String, _ values: [Value], optional: [Value] = [], fixed: [AWSCommand.Parameter] = [],
        _ action: String, stage: ResponseStage = .rebuild, undo: String
    ) -> Reversal {
        Reversal(
            call: call, values: values, optional: optional, fixed: fixed,
            isGlobal: call.hasPrefix("iam ") || call.hasPrefix("organizations "), stage: stage, action: action,
            breaks: "Nothing of the owner's: it is as it was before the attacker.", undo: undo)
    }

    /// Shows what is left, where the record does not say what was there.
    private static func replace(_ call: String, _ values: [Value], _ action: String) -> Reversal {
        var reversal = review(call, values, action)
        reversal.stage = .rebuild
        return reversal
    }

    /// What the attacker took away, by the call that did.
    static let losses: KeyValuePairs<String, Reversal> = [
        // What a user, role or group may do, and where it belongs.
        "DetachUserPolicy": .putBack(
            "iam attach-user-policy", [("UserName", "userName"), ("PolicyArn", "policyArn")],
            "Attach the policy to the user again", undo: "detach-user-policy."),
        "DetachRolePolicy": .putBack(
            "iam attach-role-policy", [("RoleName", "roleName"), ("PolicyArn", "policyArn")],
            "Attach the policy to the role again", undo: "detach-role-policy."),
        "DetachGroupPolicy": .putBack(
            "iam attach-group-policy", [("GroupName", "groupName"), ("PolicyArn", "policyArn")],
            "Attach the policy to the group again", undo: "detach-group-policy."),
        "RemoveUserFromGroup": .putBack(
            "iam add-user-to-group", [("GroupName", "groupName"), ("UserName", "userName")],
            "Put back into its group the user", undo: "remove-user-from-group."),
        "RemoveRoleFromInstanceProfile": .putBack(
            "iam add-role-to-instance-profile",
            [("InstanceProfileName", "instanceProfileName"), ("RoleName", "roleName")],
            "Put the role back into the instance profile", undo: "remove-role-from-instance-profile."),
        "DeleteInstanceProfile": .putBack(
            "iam create-instance-profile", [("InstanceProfileName", "instanceProfileName")],
            "Make again the instance profile", undo: "delete-instance-profile."),
        "DeleteUser": .putBack(
            "iam create-user", [("UserName", "userName")],
            "Make again, with what hung on it, the user", undo: "delete-user."),
        "DeleteGroup": .putBack(
            "iam create-group", [("GroupName", "groupName")],
            "Make again, with its policies and users, the group", undo: "delete-group."),
        "UpdateUser": .putBack(
            "iam update-user", [("UserName", "newUserName"), ("NewUserName", "userName")],
            "Give its name back to the user",
            stage: .made, undo: "update-user --new-user-name with the attacker's name."),
        "DeleteRole": .replace(
            "iam get-role", [("RoleName", "roleName")], "Make again, with create-role and its policies, the role"),
        "DeletePolicy": .replace(
            "iam list-policies", [], "Make again, with create-policy, the policy"),
        "DeletePolicyVersion": .replace(
            "iam list-policy-versions", [("PolicyArn", "policyArn")],
            "See which version that was deleted has to be made again of the policy"),
        // How the owner signs in. Secrets do not come back.
        "UpdateAccessKey": .putBack(
            "iam update-access-key", [("UserName", "userName"), ("AccessKeyId", "accessKeyId")],
            fixed: [.text("Status", "Active")],
            "Activate the owner's access key again, once nobody else can have it",
            undo: "update-access-key --status Inactive."),
        "DeleteAccessKey": .replace(
            "iam list-access-keys", [("UserName", "userName")],
            "Make, with create-access-key, the key that replaces the deleted one of the user"),
        "DeleteLoginProfile": .replace(
            "iam get-login-profile", [("UserName", "userName")],
            "Give, with create-login-profile, a new password to the user"),
        // Machines and data that stand still.
        "StopInstances": .putBack(
            "ec2 start-instances", [("InstanceIds[]", "change.id")],
            "Start again, once it was looked at, the instance", undo: "stop-instances."),
        "StopDBInstance": .putBack(
            "rds start-db-instance", [("DBInstanceIdentifier", "dbInstanceIdentifier")], "Start again the database",
            undo: "stop-db-instance."),
        "StopDBCluster": .putBack(
            "rds start-db-cluster", [("DBClusterIdentifier", "dbClusterIdentifier")], "Start again the cluster",
            undo: "stop-db-cluster."),
        "DeleteSecret": .putBack(
            "secretsmanager restore-secret", [("SecretId", "secretId")],
            "Restore, while its time of recovery runs, the secret", undo: "delete-secret."),
        "DisableKeyRotation": .putBack(
            "kms enable-key-rotation", [("KeyId", "keyId")], "Turn on the rotation again of the encryption key",
            undo: "disable-key-rotation."),
        "DeleteEventDataStore": .putBack(
            "cloudtrail restore-event-data-store", [("EventDataStore", "eventDataStore")],
            "Restore, while its time of recovery runs, the event data store", stage: .recording,
            undo: "None wanted: the attacker deleted it."),
        "StopEventDataStoreIngestion": .putBack(
            "cloudtrail start-event-data-store-ingestion", [("EventDataStore", "eventDataStore")],
            "Start the ingestion again of the event data store", stage: .recording,
            undo: "None wanted: the attacker stopped it."),
        "DisableSecurityHub": .putBack(
            "securityhub enable-security-hub", [], "Turn Security Hub on again, undoing", stage: .recording,
            undo: "None wanted: the attacker turned it off."),
        "DisableMacie": .putBack(
            "macie2 enable-macie", [], "Turn Macie on again, undoing", stage: .recording,
            undo: "None wanted: the attacker turned it off."),
        "DisableAlarmActions": .putBack(
            "cloudwatch enable-alarm-actions", [("AlarmNames[]", "change.id")],
            "Turn on the actions again of the alarm",
            stage: .recording, undo: "None wanted: the attacker turned them off."),
        "DisableRule": .putBack(
            "events enable-rule", [("Name", "name")], optional: [("EventBusName", "eventBusName")],
            "Enable the rule again",
            stage: .recording, undo: "None wanted: the attacker disabled it."),
        "DeleteSnapshot": .replace(
            "ec2 list-snapshots-in-recycle-bin", [("SnapshotIds[]", "change.id")],
            "Restore, with restore-snapshot-from-recycle-bin where a rule kept it, the snapshot"),
        "DeregisterImage": .replace(
            "ec2 list-images-in-recycle-bin", [("ImageIds[]", "change.id")],
            "Restore, with restore-image-from-recycle-bin where a rule kept it, the image"),
        "DeleteDBInstance": .replace(
            "rds describe-db-snapshots", [("DBInstanceIdentifier", "dbInstanceIdentifier")],
            "Restore, with restore-db-instance-from-db-snapshot, the database"),
        "DeleteDBCluster": .replace(
            "rds describe-db-cluster-snapshots", [("DBClusterIdentifier", "dbClusterIdentifier")],
            "Restore, with restore-db-cluster-from-snapshot, the cluster"),
        "DeleteTable": .replace(
            "dynamodb list-backups", [("TableName", "tableName")], "Restore, with restore-table-from-backup, the table"),
        // What the organisation holds accounts to.
        "DetachPolicy": .putBack(
            "organizations attach-policy", [("PolicyId", "policyId"), ("TargetId", "targetId")],
            "Attach the organisation's policy to its target again", stage: .doors, undo: "detach-policy."),
        "DisableAWSServiceAccess": .putBack(
            "organizations enable-aws-service-access", [("ServicePrincipal", "servicePrincipal")],
            "Give the service its access to the organisation again", undo: "disable-aws-service-access."),
        "DisableEbsEncryptionByDefault": .putBack(
            "ec2 enable-ebs-encryption-by-default", [], "Encrypt new volumes by default again, undoing",
            undo: "disable-ebs-encryption-by-default."),
        "DisableSnapshotBlockPublicAccess": .putBack(
            "ec2 enable-snapshot-block-public-access", [], fixed: [.text("State", "block-all-sharing")],
            "Keep snapshots from the public again, undoing", stage: .doors,
            undo: "disable-snapshot-block-public-access."
        ),
        "DisableImageBlockPublicAccess": .putBack(
            "ec2 enable-image-block-public-access", [],
            fixed: [.text("ImageBlockPublicAccessState", "block-new-sharing")],
            "Keep images from the public again, undoing", stage: .doors, undo: "disable-image-block-public-access."),
    ]
}
