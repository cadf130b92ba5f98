extension ChangeTable {
    /// What was there and was taken away, beyond what the tables of the services say.
    /// Source: the API references of these services.
    static let losses: [String: [ChangeRule]] = [
        "ec2": [
            gone("DeleteKeyPair", "request.keyName request.keyPairId"),
            gone("DeleteSecurityGroup", "request.groupId request.groupName"),
            gone("DisassociateIamInstanceProfile", "request.DisassociateIamInstanceProfileRequest.AssociationId"),
            gone("DeleteVpc", "request.vpcId"), gone("DeleteSubnet", "request.subnetId"),
            gone("DeleteRouteTable", "request.routeTableId"), gone("DisassociateRouteTable", "request.associationId"),
            gone("DeleteInternetGateway DetachInternetGateway", "request.internetGatewayId"),
            gone("DeleteNatGateway", "request.DeleteNatGatewayRequest.NatGatewayId"),
            gone("DeleteNetworkInterface", "request.networkInterfaceId"),
            gone("DeleteVpcPeeringConnection", "request.vpcPeeringConnectionId"),
            gone("DetachVolume", "request.volumeId", undone: "AttachVolume"),
            gone("ReleaseAddress", "request.allocationId request.publicIp"),
            gone("DisassociateAddress", "request.associationId request.publicIp"),
            gone(
                "DeleteLaunchTemplate",
                """
                request.DeleteLaunchTemplateRequest.LaunchTemplateId \
                request.DeleteLaunchTemplateRequest.LaunchTemplateName
                """),
        ],
        "iam": [
            gone("DeleteSAMLProvider", "request.sAMLProviderArn"),
            gone("DeleteOpenIDConnectProvider", "request.openIDConnectProviderArn"),
            gone("DeleteSSHPublicKey", "request.sSHPublicKeyId"),
            gone("DeleteServiceSpecificCredential", "request.serviceSpecificCredentialId"),
            gone("DeleteSigningCertificate", "request.certificateId"),
            gone("DeleteServerCertificate", "request.serverCertificateName"),
            gone("DeleteVirtualMFADevice", "request.serialNumber"),
        ],
        "sso": [
            gone("DeletePermissionSet DeleteInlinePolicyFromPermissionSet", "request.permissionSetArn"),
            gone("DetachManagedPolicyFromPermissionSet DeleteAccountAssignment", "request.permissionSetArn"),
        ],
        "sso-directory": members, "identitystore": members,
        "organizations": [
            gone("DisableAWSServiceAccess", "request.servicePrincipal", undone: "EnableAWSServiceAccess"),
            gone("DeregisterDelegatedAdministrator", "request.accountId", undone: "RegisterDelegatedAdministrator"),
        ],
        "lambda": [
            gone("DeleteFunctionUrlConfig DeleteEventSourceMapping", "request.functionName request.uUID request.uuid"),
            gone("RemovePermission", "request.functionName"), gone("DeleteLayerVersion", "request.layerName"),
        ],
        "kms": [
            gone("DeleteAlias", "request.aliasName", undone: "CreateAlias"),
            gone("RevokeGrant RetireGrant", "request.grantId"),
            gone("DisableKeyRotation", "request.keyId", undone: "EnableKeyRotation"),
        ],
        "rds": [
            gone("StopDBInstance", "request.dBInstanceIdentifier", undone: "StartDBInstance"),
            gone("StopDBCluster", "request.dBClusterIdentifier", undone: "StartDBCluster"),
            gone("DeleteDBSecurityGroup", "request.dBSecurityGroupName", undone: "CreateDBSecurityGroup"),
        ],
        "dynamodb": [gone("DeleteTableReplica", "request.tableName")],
        "ecr": [
            gone("DeleteRepository BatchDeleteImage", "request.repositoryName"),
            gone("DeleteRepositoryPolicy", "request.repositoryName", undone: "SetRepositoryPolicy"),
        ],
        "ecs": [
            gone("DeleteCluster DeleteService", "request.service request.cluster"),
            gone("StopTask", "request.task"),
        ],
        "eks": [
            gone("DeleteCluster DeleteNodegroup", "request.nodegroupName request.name request.clusterName")
        ],
        "backup": [
            gone("DeleteBackupPlan", "request.backupPlanId"), gone("DeleteBackupVault", "request.backupVaultName"),
            gone("DeleteRecoveryPoint DisassociateRecoveryPoint", "request.recoveryPointArn"),
            gone("DeleteBackupVaultLockConfiguration DeleteBackupVaultAccessPolicy", "request.backupVaultName"),
            gone("DeleteBackupSelection", "request.selectionId"), gone("StopBackupJob", "request.backupJobId"),
        ],
        "route53": [
            gone("DeleteHostedZone", "request.id"), gone("DisableHostedZoneDNSSEC", "request.id request.hostedZoneId"),
        ],
        "elasticloadbalancing": [
            gone("DeleteLoadBalancer", "request.loadBalancerArn request.loadBalancerName"),
            gone("DeleteListener", "request.listenerArn"),
        ],
        "autoscaling": [gone("DeleteAutoScalingGroup", "request.autoScalingGroupName")],
        "cloudformation": [
            gone("DeleteStack", "request.stackName"), gone("DeleteStackSet", "request.stackSetName"),
        ],
        "sns": [
            gone("DeleteTopic", "request.topicArn"), gone("Unsubscribe", "request.subscriptionArn"),
        ],
        "sqs": [gone("DeleteQueue PurgeQueue", "request.queueUrl")],
        "ses": [gone("DeleteReceiptRule DeleteReceiptRuleSet", "request.ruleName request.ruleSetName")],
        "acm": [gone("DeleteCertificate", "request.certificateArn")],
        "secretsmanager": [
            gone("DeleteResourcePolicy", "request.secretId", undone: "PutResourcePolicy"),
            gone("CancelRotateSecret", "request.secretId", undone: "RotateSecret"),
            gone("RemoveRegionsFromReplication", "request.secretId", undone: "ReplicateSecretToRegions"),
        ],
        "ssm": [
            gone("DeleteDocument", "request.name", undone: "CreateDocument"),
            gone("DeleteParameters", "request.names"),
            gone("DeleteAssociation", "request.associationId request.name"),
            gone("DeleteMaintenanceWindow", "request.windowId"),
            gone("DeregisterManagedInstance", "request.instanceId"),
        ],
        "cognito-idp": [
            gone("DeleteUserPool", "request.userPoolId"), gone("AdminDeleteUser AdminDisableUser", "request.username"),
        ],
        "workspaces": [gone("TerminateWorkspaces", "request.terminateWorkspaceRequests.workspaceId")],
    ]

    private static let members: [ChangeRule] = [
        gone("DeleteUser DisableUser", "request.userId", undone: "EnableUser"),
        gone("DeleteGroup", "request.groupId"),
        gone("RemoveMemberFromGroup", "request.groupId"), gone("DeleteGroupMembership", "request.membershipId"),
    ]

    private static func gone(_ calls: String, _ id: String, undone: String = "") -> ChangeRule {
        ChangeRule(.resourceDeleted, calls, id: id, detail: "call", undone: undone)
    }
}
