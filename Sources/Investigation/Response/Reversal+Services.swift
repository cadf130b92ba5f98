internal import JSON

extension Reversal {
    private static func end(
        _ call: String, _ values: [Value], optional: [Value] = [], fixed: [AWSCommand.Parameter] = [],
        _ action: String
    ) -> Reversal {
        Reversal(
            call: call, values: values, optional: optional, fixed: fixed,
            isGlobal: ["iam ", "organizations "].contains { call.hasPrefix($0) }, action: action)
    }

    /// What other things of the attacker's may hang on: they go first.
    private static func last(_ call: String, _ member: String, _ action: String) -> Reversal {
        var reversal = end(call, [(member, "change.id")], action)
        reversal.isLast = true
        return reversal
    }

    /// What was made in services that the other tables do not name.
    static let services: KeyValuePairs<String, Reversal> = [
        // IAM Identity Center.
        "CreateAccountAssignment": .end(
            "sso-admin delete-account-assignment",
            [
                ("InstanceArn", "instanceArn"), ("TargetId", "targetId"), ("TargetType", "targetType"),
                ("PermissionSetArn", "permissionSetArn"), ("PrincipalType", "principalType"),
                ("PrincipalId", "principalId"),
            ], "Take back the assignment of the permission set"),
        "AttachManagedPolicyToPermissionSet": .end(
            "sso-admin detach-managed-policy-from-permission-set",
            [
                ("InstanceArn", "instanceArn"), ("PermissionSetArn", "permissionSetArn"),
                ("ManagedPolicyArn", "managedPolicyArn"),
            ], "Detach the managed policy from the permission set"),
        // EC2 and its network.
        "EnableSerialConsoleAccess": .end(
            "ec2 disable-serial-console-access", [], "Close the serial console of all instances, undoing"),
        "CreateLaunchTemplate": .end(
            "ec2 delete-launch-template", [("LaunchTemplateId", "launchTemplateId")], "Delete the launch template"),
        "RequestSpotInstances": .end(
            "ec2 cancel-spot-instance-requests", [("SpotInstanceRequestIds[]", "change.id")],
            "Cancel, and terminate the instances of, the request"),
        "CreateFleet": .end(
            "ec2 delete-fleets", [("FleetIds[]", "change.id")],
            fixed: [.flag("TerminateInstances", "--terminate-instances", true)],
            "Delete, with its instances, the fleet"),
        "RequestSpotFleet": .end(
            "ec2 cancel-spot-fleet-requests", [("SpotFleetRequestIds[]", "change.id")],
            fixed: [.flag("TerminateInstances", "--terminate-instances", true)],
            "Cancel, with its instances, the spot fleet"),
        "AllocateAddress": .last("ec2 release-address", "AllocationId", "Release the address"),
        "CreateNetworkInterface": .last(
            "ec2 delete-network-interface", "NetworkInterfaceId", "Delete the network interface"),
        "AttachNetworkInterface": .end(
            "ec2 detach-network-interface", [("AttachmentId", "attachmentId")], "Detach the network interface"),
        "CreateInternetGateway": .last(
            "ec2 delete-internet-gateway", "InternetGatewayId", "Delete the internet gateway"),
        "AttachInternetGateway": .end(
            "ec2 detach-internet-gateway", [("InternetGatewayId", "internetGatewayId"), ("VpcId", "vpcId")],
            "Detach the internet gateway from its network"),
        "CreateRoute": .end(
            "ec2 delete-route", [("RouteTableId", "routeTableId")],
            optional: [
                ("DestinationCidrBlock", "destinationCidrBlock"),
                ("DestinationIpv6CidrBlock", "destinationIpv6CidrBlock"),
                ("DestinationPrefixListId", "destinationPrefixListId"),
            ], "Delete the route from the table"),
        "AssociateRouteTable": .end(
            "ec2 disassociate-route-table", [("AssociationId", "associationId")], "Take its routes from the subnet"),
        "CreateNatGateway": .end("ec2 delete-nat-gateway", [("NatGatewayId", "change.id")], "Delete the NAT gateway"),
        "CreateVpcEndpoint": .end(
            "ec2 delete-vpc-endpoints", [("VpcEndpointIds[]", "change.id")], "Delete the endpoint"),
        "CreateInstanceConnectEndpoint": .end(
            "ec2 delete-instance-connect-endpoint", [("InstanceConnectEndpointId", "change.id")], "Delete the endpoint"),
        "CreateVpnConnection": .end(
            "ec2 delete-vpn-connection", [("VpnConnectionId", "change.id")], "Delete the VPN connection"),
        "CreateTrafficMirrorSession": .end(
            "ec2 delete-traffic-mirror-session", [("TrafficMirrorSessionId", "change.id")], "Delete the traffic mirror"),
        "CreateTrafficMirrorTarget": .last(
            "ec2 delete-traffic-mirror-target", "TrafficMirrorTargetId", "Delete the target of traffic mirrors"),
        "CreateTrafficMirrorFilter": .last(
            "ec2 delete-traffic-mirror-filter", "TrafficMirrorFilterId", "Delete the filter of traffic mirrors"),
        // Code that runs.
        "CreateStack": .end(
            "cloudformation delete-stack", [("StackName", "change.id")], "Delete, with what it made, the stack"),
        "PutRule": .end(
            "events disable-rule", [("Name", "name")], optional: [("EventBusName", "eventBusName")],
            "Disable, and delete once its targets are known, the rule"),
        "CreateSchedule": .end(
            "scheduler delete-schedule", [("Name", "name")], optional: [("GroupName", "groupName")],
            "Delete the schedule"),
        "CreateStateMachine": .end(
            "stepfunctions delete-state-machine", [("StateMachineArn", "stateMachineArn")], "Delete the state machine"),
        "CreateDocument": .end("ssm delete-document", [("Name", "name")], "Delete the document"),
        "CreateAssociation": .end(
            "ssm delete-association", [("AssociationId", "associationId")], "Delete the association"),
        "CreateActivation": .end("ssm delete-activation", [("ActivationId", "activationId")], "Delete the activation"),
        "CreateMaintenanceWindow": .end(
            "ssm delete-maintenance-window", [("WindowId", "windowId")], "Delete the maintenance window"),
        "StartAutomationExecution": .end(
            "ssm stop-automation-execution", [("AutomationExecutionId", "automationExecutionId")],
            "Stop, where it still runs, the automation"),
        "ModifyDocumentPermission": .end(
            "ssm modify-document-permission", [("Name", "name"), ("AccountIdsToRemove[]", "change.detail")],
            fixed: [.text("PermissionType", "Share")], "Stop sharing the document"),
        "RunTask": .end(
            "ecs stop-task", [("Task", "change.id")], optional: [("Cluster", "cluster")], "Stop the task"),
        "CreateService": .end(
            "ecs delete-service", [("Service", "change.id")], optional: [("Cluster", "cluster")],
            fixed: [.flag("Force", "--force", true)], "Delete, with its tasks, the service"),
        "RegisterTaskDefinition": .end(
            "ecs deregister-task-definition", [("TaskDefinition", "change.id")], "Deregister the task definition"),
        // Data and who may read it.
        "CreateSecret": .end("secretsmanager delete-secret", [("SecretId", "change.id")], "Delete the secret"),
        "CreateKey": .review(
            "kms describe-key", [("KeyId", "change.id")],
            "Keep, since what was encrypted with it is lost without it, the attacker's encryption key"),
        "CreateDBSecurityGroup": .end(
            "rds delete-db-security-group", [("DBSecurityGroupName", "dbSecurityGroupName")],
            "Delete the security group"),
        "AuthorizeSnapshotAccess": .end(
            "redshift revoke-snapshot-access",
            [("SnapshotIdentifier", "snapshotIdentifier"), ("AccountWithRestoreAccess", "accountWithRestoreAccess")],
            "Stop sharing the snapshot"),
        "AuthorizeDataShare": .end(
            "redshift deauthorize-data-share",
            [("DataShareArn", "dataShareArn"), ("ConsumerIdentifier", "consumerIdentifier")], "Stop sharing the data"),
        "AuthorizeEndpointAccess": .end(
            "redshift revoke-endpoint-access", [("ClusterIdentifier", "clusterIdentifier"), ("Account", "account")],
            "Take the access to the cluster from the account"),
        "SetRepositoryPolicy": .end(
            "ecr delete-repository-policy", [("RepositoryName", "repositoryName")],
            "Delete the policy of the repository"),
        "CreateResourceShare": .end(
            "ram delete-resource-share", [("ResourceShareArn", "resourceShareArn")], "Delete the share"),
        // The organisation and the account.
        "AttachPolicy": .end(
            "organizations detach-policy", [("PolicyId", "policyId"), ("TargetId", "targetId")],
            "Detach the organisation's policy from its target"),
        "EnableAWSServiceAccess": .end(
            "organizations disable-aws-service-access", [("ServicePrincipal", "servicePrincipal")],
            "Take its access to the organisation from the service"),
        "RegisterDelegatedAdministrator": .end(
            "organizations deregister-delegated-administrator",
            [("AccountId", "accountId"), ("ServicePrincipal", "servicePrincipal")],
            "Take the administration of the service from the account"),
        "UploadServerCertificate": .end(
            "iam delete-server-certificate", [("ServerCertificateName", "serverCertificateName")],
            "Delete the server certificate"),
        "EnableOrganizationsRootSessions": .end(
            "iam disable-organizations-root-sessions", [], "Let nobody act as root of member accounts, undoing"),
        "EnableOrganizationsRootCredentialsManagement": .end(
            "iam disable-organizations-root-credentials-management", [],
            "Let nobody manage root credentials of member accounts, undoing"),
        "CreateTrustAnchor": .end(
            "rolesanywhere disable-trust-anchor", [("TrustAnchorId", "change.id")], "Disable the trust anchor"),
        "CreateProfile": .end("rolesanywhere disable-profile", [("ProfileId", "change.id")], "Disable the profile"),
        "VerifyEmailIdentity": .end("ses delete-identity", [("Identity", "change.id")], "Delete the sender's identity"),
        "VerifyDomainIdentity": .end(
            "ses delete-identity", [("Identity", "change.id")], "Delete the sender's identity"),
        "CreateFilter": .end(
            "guardduty delete-filter", [("DetectorId", "detectorId"), ("FilterName", "name")],
            "Delete the filter, which hides findings, of the detector"),
        "CreateIPSet": .end(
            "guardduty delete-ip-set", [("DetectorId", "detectorId"), ("IpSetId", "ipSetId")],
            "Delete the list, which hides addresses, of the detector"),
        "AdminCreateUser": .end(
            "cognito-idp admin-disable-user", [("UserPoolId", "userPoolId"), ("Username", "username")],
            "Disable the user of the pool"),
        // What runs.
        "StartSession": session, "ResumeSession": session,
        "ExecuteCommand": Reversal(
            call: "ecs stop-task", values: [("Task", "change.id")], optional: [("Cluster", "cluster")],
            stage: .termination, action: "Stop, once it was examined, the task that the attacker got into",
            breaks: "What the task does; its service starts another.",
            undo: "run-task from a definition that is known to be good."
        ),
        // What has to be looked at: the state before is in no record.
        "PutSecretValue": secret, "UpdateSecret": secret,
        "ModifyDBCluster": .review(
            "rds describe-db-clusters", [("DBClusterIdentifier", "dbClusterIdentifier")],
            "Restore, with modify-db-cluster, the access to the cluster"),
        "PutBucketVersioning": bucket("versioning"), "PutBucketLogging": bucket("logging"),
        "PutBucketEncryption": bucket("encryption"), "DeleteBucketEncryption": bucket("encryption"),
        "PutBucketWebsite": bucket("website"), "PutBucketCors": bucket("cors"),
        "DeleteBucketReplication": bucket("replication"),
        "PutBucketOwnershipControls": bucket("ownership-controls"),
        "ChangeResourceRecordSets": .review(
            "route53 list-resource-record-sets", [("HostedZoneId", "hostedZoneId")],
            "Restore, with change-resource-record-sets, the records of the zone"),
        "SetIdentityPoolRoles": .review(
            "cognito-identity get-identity-pool-roles", [("IdentityPoolId", "identityPoolId")],
            "Restore, with set-identity-pool-roles, the roles of the pool"),
    ]

    private static let session = Reversal(
        call: "ssm terminate-session", values: [("SessionId", "sessionId")], stage: .instances,
        action: "End, where it still runs, the session", breaks: "Nothing of the owner's.",
        undo: "None: it is the attacker's.")

    private static let secret = review(
        "secretsmanager list-secret-version-ids", [("SecretId", "secretId")],
        "Make the version before the attacker's the current one, with update-secret-version-stage, of the secret")

    private static func bucket(_ setting: String) -> Reversal {
        review(
            "s3api get-bucket-\(setting)", [("Bucket", "bucketName")],
            "Restore, with put-bucket-\(setting), the \(setting) of the bucket")
    }
}
