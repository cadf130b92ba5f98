extension ChangeTable {
    /// Persistence and costs that reports of incidents name, beyond the tables of the services.
    /// Source: the API references of these services; MITRE ATT&CK for IaaS and identity providers; public reports.
    static let further: [String: [ChangeRule]] = [
        "iam": [
            ChangeRule(
                .principalSetting, "UpdateRole UpdateRoleDescription", id: "request.roleName", detail: "call",
                undone: "DeleteRole", replaced: true),
            // Under a new name it is the same user or group.
            ChangeRule(
                .principalSetting, "UpdateUser", id: "request.newUserName request.userName",
                detail: "request.userName", undone: "DeleteUser"),
            ChangeRule(
                .principalSetting, "UpdateGroup", id: "request.newGroupName request.groupName",
                detail: "request.groupName", undone: "DeleteGroup"),
            ChangeRule(
                .serverCertificate, "UploadServerCertificate", id: "request.serverCertificateName",
                undone: "DeleteServerCertificate"),
            ChangeRule(
                .sshPublicKey, "UpdateSSHPublicKey", id: "request.sSHPublicKeyId", detail: "request.userName caller",
                when: "request.status=Active", undone: "DeleteSSHPublicKey"),
            ChangeRule(
                .serviceCredential, "UpdateServiceSpecificCredential", id: "request.serviceSpecificCredentialId",
                detail: "request.userName caller", when: "request.status=Active",
                undone: "DeleteServiceSpecificCredential"),
            ChangeRule(
                .signingCertificate, "UpdateSigningCertificate", id: "request.certificateId",
                detail: "request.userName caller", when: "request.status=Active", undone: "DeleteSigningCertificate"),
            ChangeRule(
                .organization, "EnableOrganizationsRootCredentialsManagement", id: "call",
                undone: "DisableOrganizationsRootCredentialsManagement"),
            ChangeRule(
                .organization, "EnableOrganizationsRootSessions", id: "call",
                undone: "DisableOrganizationsRootSessions"),
            ChangeRule(.accountSetting, "SetSecurityTokenServicePreferences", id: "call", replaced: true),
        ],
        "signin": [
            ChangeRule(.accountSetting, "PasswordRecoveryCompleted PasswordUpdated EmailUpdated", id: "call")
        ],
        "organizations": [
            ChangeRule(
                .organization, "EnableAWSServiceAccess", id: "request.servicePrincipal", detail: "call",
                undone: "DisableAWSServiceAccess"),
            ChangeRule(.organization, "EnableAllFeatures AcceptHandshake", id: "request.handshakeId call"),
            ChangeRule(.organization, "PutResourcePolicy DeleteResourcePolicy", id: "call"),
        ],
        "sso": [
            ChangeRule(.permissionSet, "ProvisionPermissionSet", id: "request.permissionSetArn", detail: "call"),
            ChangeRule(
                .permissionSet, "AttachCustomerManagedPolicyReferenceToPermissionSet", id: "request.permissionSetArn",
                detail: "call", undone: "DetachCustomerManagedPolicyReferenceFromPermissionSet DeletePermissionSet"),
            ChangeRule(.permissionSet, "UpdatePermissionSet", id: "request.permissionSetArn", detail: "call"),
        ],
        "sso-directory": [
            ChangeRule(
                .identityProvider,
                """
                EnableExternalIdPConfigurationForDirectory DisableExternalIdPConfigurationForDirectory \
                CreateExternalIdPConfigurationForDirectory UpdateExternalIdPConfigurationForDirectory
                """, id: "request.directoryId call", detail: "call"),
            ChangeRule(
                .mfaDeactivated, "DeleteMfaDeviceForUser", id: "request.mfaDeviceId request.deviceId",
                detail: "request.userId"),
        ],
        "ds": [
            ChangeRule(.directoryPassword, "ResetUserPassword", id: "request.userName", detail: "request.directoryId")
        ],
        "cognito-idp": [
            ChangeRule(
                .identityPool, "CreateUserPool UpdateUserPool", id: "response.userPool.id request.userPoolId",
                detail: "call", undone: "DeleteUserPool", replaced: true),
            ChangeRule(
                .identityPool,
                "CreateUserPoolClient UpdateUserPoolClient CreateIdentityProvider UpdateIdentityProvider",
                id: "request.userPoolId", detail: "call", undone: "DeleteUserPool", replaced: true),
            ChangeRule(
                .poolUser,
                "AdminCreateUser AdminSetUserPassword AdminAddUserToGroup AdminEnableUser AdminResetUserPassword",
                id: "request.username", detail: "request.userPoolId", undone: "AdminDeleteUser AdminDisableUser"),
        ],
        "cognito-identity": [
            ChangeRule(
                .identityPool, "CreateIdentityPool UpdateIdentityPool SetIdentityPoolRoles",
                id: "response.identityPoolId request.identityPoolId", detail: "call", undone: "DeleteIdentityPool",
                replaced: true)
        ],
        "account": [ChangeRule(.organization, "CloseAccount", id: "account", detail: "call")],
        "ec2": [
            ChangeRule(.accountSetting, "EnableRegion DisableRegion", id: "call", detail: "request.regionName"),
            ChangeRule(
                .trafficMirror, "CreateTrafficMirrorFilterRule ModifyTrafficMirrorFilterRule",
                id: """
                    request.CreateTrafficMirrorFilterRuleRequest.TrafficMirrorFilterId \
                    request.ModifyTrafficMirrorFilterRuleRequest.TrafficMirrorFilterRuleId
                    """, detail: "call",
                undo: [
                    .init(
                        "DeleteTrafficMirrorFilter",
                        id: "request.DeleteTrafficMirrorFilterRequest.TrafficMirrorFilterId")
                ]),
            ChangeRule(
                .network, "CreateNetworkAcl", id: "response.networkAcl.networkAclId request.networkAclId",
                detail: "call", undone: "DeleteNetworkAcl"),
            ChangeRule(
                .network, "AssociateRouteTable ReplaceRouteTableAssociation",
                id: "response.associationId response.newAssociationId request.associationId",
                detail: "request.routeTableId", undone: "DisassociateRouteTable"),
            ChangeRule(
                .network, "ReplaceNetworkAclAssociation", id: "request.associationId", detail: "request.networkAclId"),
            ChangeRule(
                .volume, "ModifyVolume", id: "request.ModifyVolumeRequest.VolumeId request.volumeId", detail: "call"),
        ],
        "s3": [
            ChangeRule(
                .bucketSetting, "PutObjectLockConfiguration DeleteBucketOwnershipControls", id: "request.bucketName",
                detail: "call"),
            ChangeRule(.export, "CreateJob JobCreated", id: "response.jobId request.jobId call", detail: "call"),
        ],
        "kms": [
            ChangeRule(
                .encryptionKey, "CreateAlias UpdateAlias", id: "request.aliasName", detail: "request.targetKeyId",
                undone: "DeleteAlias", replaced: true),
            ChangeRule(
                .encryptionKey, "ImportKeyMaterial", id: "request.keyId", detail: "call",
                undone: "DeleteImportedKeyMaterial"),
            ChangeRule(
                .encryptionKey, "ReplicateKey", id: "request.keyId", detail: "request.replicaRegion"),
        ],
        "ssm": [
            ChangeRule(
                .automation, "RegisterManagedInstance", id: "response.instanceId request.instanceId",
                detail: "request.activationId", undone: "DeregisterManagedInstance"),
            ChangeRule(.accountSetting, "UpdateServiceSetting", id: "request.settingId", undone: "ResetServiceSetting"),
        ],
        "lambda": [
            ChangeRule(
                .functionCode, "PublishVersion CreateAlias UpdateAlias PutFunctionConcurrency",
                id: "request.functionName", detail: "call", undone: "DeleteFunction")
        ],
        "rds": [
            ChangeRule(
                .databaseSetting, "AddRoleToDBInstance", id: "request.dBInstanceIdentifier", detail: "request.roleArn",
                key: .idAndDetail, undone: "RemoveRoleFromDBInstance"),
            ChangeRule(
                .databaseSetting, "AddRoleToDBCluster", id: "request.dBClusterIdentifier", detail: "request.roleArn",
                key: .idAndDetail, undone: "RemoveRoleFromDBCluster"),
            ChangeRule(
                .databaseSetting, "EnableHttpEndpoint", id: "request.resourceArn", detail: "call",
                undone: "DisableHttpEndpoint"),
            ChangeRule(
                .databaseSetting, "ModifyDBParameterGroup ModifyDBClusterParameterGroup",
                id: "request.dBParameterGroupName request.dBClusterParameterGroupName", detail: "call", replaced: true),
        ],
        "redshift": [
            ChangeRule(
                .databaseSetting, "ModifyCluster", id: "request.clusterIdentifier", detail: "call", replaced: true),
            ChangeRule(
                .databaseShared, "AuthorizeDataShare", id: "request.dataShareArn", detail: "request.consumerIdentifier",
                key: .idAndDetail, undone: "DeauthorizeDataShare"),
            ChangeRule(
                .databaseShared, "AuthorizeEndpointAccess", id: "request.clusterIdentifier", detail: "request.account",
                key: .idAndDetail, undone: "RevokeEndpointAccess"),
            ChangeRule(
                .logging, "DisableLogging", id: "request.clusterIdentifier", detail: "call", undone: "EnableLogging"),
        ],
        "redshift-serverless": [
            ChangeRule(
                .databaseSetting, "UpdateWorkgroup UpdateNamespace", id: "request.workgroupName request.namespaceName",
                detail: "call", replaced: true)
        ],
        "dynamodb": [
            ChangeRule(
                .databaseSetting, "UpdateTable UpdateContinuousBackups", id: "request.tableName", detail: "call",
                replaced: true)
        ],
        "ecr": [
            ChangeRule(
                .workload, "CreateRepository", id: "request.repositoryName", detail: "call", undone: "DeleteRepository"),
            ChangeRule(
                .resourcePolicy, "PutRegistryPolicy", id: "call", undone: "DeleteRegistryPolicy", replaced: true),
            ChangeRule(
                .workload, "PutReplicationConfiguration PutImageScanningConfiguration PutLifecyclePolicy",
                id: "request.repositoryName call", detail: "call", replaced: true),
        ],
        "eks": [
            ChangeRule(
                .workload, "CreateNodegroup CreateFargateProfile",
                id: "request.nodegroupName request.fargateProfileName",
                detail: "request.clusterName request.name", undone: "DeleteNodegroup DeleteFargateProfile"),
            ChangeRule(
                .workload, "UpdateClusterConfig UpdateAccessEntry CreatePodIdentityAssociation",
                id: "request.name request.clusterName", detail: "call", replaced: true),
        ],
        "codebuild": [
            ChangeRule(.workload, "UpdateProjectVisibility", id: "request.projectArn", detail: "call", replaced: true),
            ChangeRule(
                .workload, "StartBuild", id: "response.build.id request.id request.projectName", detail: "call",
                undone: "StopBuild"),
        ],
        "amplify": [
            ChangeRule(.workload, "CreateApp", id: "response.app.appId request.appId", undone: "DeleteApp")
        ],
        "appstream": [
            ChangeRule(
                .workload, "CreateImageBuilder CreateFleet", id: "request.name",
                undone: "DeleteImageBuilder DeleteFleet")
        ],
        "workspaces": [ChangeRule(.workload, "CreateWorkspaces", id: "response.pendingRequests.workspaceId call")],
        "cloudshell": [
            ChangeRule(
                .workload, "CreateEnvironment", id: "response.environmentId request.environmentId",
                undone: "DeleteEnvironment")
        ],
        "datasync": [
            ChangeRule(
                .export, "CreateTask StartTaskExecution", id: "response.taskArn request.taskArn", detail: "call",
                undone: "DeleteTask")
        ],
        "elasticloadbalancing": [
            ChangeRule(
                .network, "ModifyLoadBalancerAttributes SetSecurityGroups RegisterTargets DeregisterTargets",
                id: "request.loadBalancerArn request.loadBalancerName request.targetGroupArn", detail: "call")
        ],
        "route53domains": [
            ChangeRule(
                .dns, "TransferDomainToAnotherAwsAccount AcceptDomainTransferFromAnotherAwsAccount UpdateDomainContact",
                id: "request.domainName", detail: "call")
        ],
        "sns": [
            ChangeRule(.email, "SetSMSAttributes", id: "call", replaced: true),
            ChangeRule(.workload, "CreateTopic", id: "response.topicArn request.topicArn", undone: "DeleteTopic"),
            ChangeRule(
                .automation, "Subscribe", id: "response.subscriptionArn request.subscriptionArn request.topicArn",
                detail: "request.endpoint", undone: "Unsubscribe"),
        ],
        "ses": [
            ChangeRule(
                .email, "CreateReceiptRule UpdateReceiptRule SetActiveReceiptRuleSet",
                id: "request.rule.name request.ruleSetName", detail: "call", undone: "DeleteReceiptRule"),
            ChangeRule(
                .resourcePolicy, "PutIdentityPolicy CreateEmailIdentityPolicy UpdateEmailIdentityPolicy",
                id: "request.identity request.emailIdentity", detail: "request.policyName",
                undone: "DeleteIdentityPolicy DeleteEmailIdentityPolicy"),
        ],
        "acm-pca": [
            ChangeRule(
                .serverCertificate, "IssueCertificate", id: "response.certificateArn request.certificateAuthorityArn",
                undone: "RevokeCertificate")
        ],
        "acm": [
            ChangeRule(
                .serverCertificate, "ExportCertificate ImportCertificate RequestCertificate",
                id: "response.certificateArn request.certificateArn", detail: "call", undone: "DeleteCertificate")
        ],
        "lightsail": [
            ChangeRule(.keyPair, "CreateKeyPair ImportKeyPair", id: "request.keyPairName", undone: "DeleteKeyPair")
        ],
    ]
}
