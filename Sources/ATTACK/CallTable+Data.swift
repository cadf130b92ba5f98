extension CallTable {
    /// One call a line: name, interest, techniques of v18.1, and where it needs one the condition under which it counts.
    /// A line that begins with `@` names the service of the calls below it. Services and names are in byte order.
    ///
    /// The judgement behind it: public mappings of AWS calls to ATT&CK, compared with the techniques' own descriptions.
    static let text: StaticString = #"""
        @access-analyzer
        DeleteAnalyzer	3	T1562.001
        @account
        CloseAccount	4	T1531 T1485
        EnableRegion	3	T1535
        GetAlternateContact	2	T1087
        GetContactInformation	2	T1087
        PutAlternateContact	2	T1098	security mail goes elsewhere
        PutContactInformation	2	T1098
        @acm
        ExportCertificate	3	T1552.004
        @acm-pca
        IssueCertificate	3	T1588.004
        @amplify
        CreateApp	1	T1583.006
        @apigateway
        CreateApiKey	2	T1098.001
        GetApiKeys	2	T1552
        @appstream
        CreateImageBuilder	2	T1578.002
        @athena
        StartQueryExecution	1	T1530
        @autoscaling
        CreateAutoScalingGroup	3	T1496.001 T1578.002
        UpdateAutoScalingGroup	2	T1496.001
        @backup
        DeleteBackupPlan	3	T1490
        DeleteBackupVault	4	T1490
        DeleteRecoveryPoint	4	T1490
        @batch
        SubmitJob	2	T1496.001
        @bedrock
        Converse	2	T1496.004
        ConverseStream	2	T1496.004
        CreateFoundationModelAgreement	4	T1496.004
        DeleteGuardrail	3	T1562.001
        DeleteModelInvocationLoggingConfiguration	4	T1562.008
        GetFoundationModelAvailability	2	T1526
        GetModelInvocationLoggingConfiguration	3	T1518.001
        InvokeModel	2	T1496.004
        InvokeModelWithResponseStream	2	T1496.004
        ListFoundationModelAgreementOffers	2	T1526
        ListFoundationModels	2	T1526
        PutFoundationModelEntitlement	4	T1496.004
        PutUseCaseForModelAccess	4	T1496.004
        UpdateGuardrail	2	T1562.001
        @ce
        GetCostAndUsage	3	T1526
        GetCostForecast	3	T1526
        @cloudformation
        CreateStack	2	T1648 T1578
        CreateStackSet	3	T1648
        DeleteStack	3	T1485
        DescribeStacks	1	T1526 T1552	outputs and parameters may hold secrets
        GetTemplate	2	T1526 T1552
        ListStacks	1	T1526
        UpdateStack	1	T1578
        @cloudshell
        CreateEnvironment	2	T1059.009
        CreateSession	2	T1059.009
        GetFileDownloadUrls	3	T1530
        @cloudtrail
        CreateTrail	1	T1562.008	to a foreign bucket
        DeleteEventDataStore	4	T1562.008
        DeleteTrail	4	T1562.008
        DescribeTrails	2	T1518.001
        GetEventSelectors	2	T1518.001
        GetTrail	2	T1518.001
        GetTrailStatus	2	T1518.001
        ListTrails	2	T1518.001
        LookupEvents	2	T1654
        PutEventSelectors	4	T1562.008	when it logs less
        PutInsightSelectors	2	T1562.008
        StartLogging	1	T1562.008	ends a logging gap
        StopEventDataStoreIngestion	4	T1562.008
        StopLogging	4	T1562.008
        UpdateTrail	3	T1562.008	single region, other bucket, or validation off
        @codebuild
        CreateProject	2	T1648
        StartBuild	1	T1648
        UpdateProjectVisibility	3	T1530
        @codecommit
        GitPull	2	T1213.003
        @cognito-identity
        GetCredentialsForIdentity	2	T1078.004 T1550.001
        GetId	1	T1078.004
        @config
        DeleteConfigRule	3	T1562.001
        DeleteConfigurationRecorder	4	T1562.008 T1562.001
        DeleteConformancePack	3	T1562.001
        DeleteDeliveryChannel	4	T1562.008
        DeleteRetentionConfiguration	2	T1562.008
        DescribeConfigurationRecorders	2	T1518.001
        PutDeliveryChannel	1	T1562.008
        StopConfigurationRecorder	4	T1562.008 T1562.001
        @datasync
        CreateTask	3	T1537
        @detective
        DeleteGraph	3	T1562.001
        @ds
        ResetUserPassword	4	T1098
        @dynamodb
        DeleteTable	4	T1485
        DescribeTable	0	T1580
        ExportTableToPointInTime	4	T1537
        ListTables	1	T1580
        Scan	1	T1213.006	a data event
        @ec2
        AcceptVpcPeeringConnection	2	T1578.005
        AllocateAddress	1	T1578.005
        AssociateAddress	2	T1578.005	gives an instance a public address
        AssociateIamInstanceProfile	3	T1098.003 T1548.005
        AttachInternetGateway	2	T1578.005
        AttachVolume	3	T1578.001 T1021.007
        AuthorizeSecurityGroupEgress	2	T1562.007
        AuthorizeSecurityGroupIngress	3	T1562.007 T1578.005	4 when open to any source
        CopyImage	2	T1578.001
        CopySnapshot	2	T1578.001 T1537
        CreateDefaultVpc	2	T1578.005	makes an unused region usable
        CreateFleet	3	T1578.002 T1496.001
        CreateFlowLogs	0	T1580
        CreateImage	2	T1578.001 T1525
        CreateInstanceConnectEndpoint	3	T1021.008
        CreateInstanceExportTask	4	T1537
        CreateInternetGateway	2	T1578.005
        CreateKeyPair	3	T1098.001
        CreateLaunchTemplate	2	T1578.002
        CreateLaunchTemplateVersion	2	T1578.002
        CreateNetworkAcl	2	T1562.007
        CreateNetworkAclEntry	3	T1562.007
        CreateRoute	2	T1578.005
        CreateSecurityGroup	2	T1562.007
        CreateSnapshot	2	T1578.001	also what forensic responders do
        CreateSnapshots	2	T1578.001
        CreateStoreImageTask	3	T1537
        CreateTrafficMirrorFilter	3	T1040
        CreateTrafficMirrorFilterRule	3	T1040
        CreateTrafficMirrorSession	4	T1040 T1020.001
        CreateTrafficMirrorTarget	3	T1040
        CreateVolume	2	T1578.001	from a shared snapshot
        CreateVpcEndpoint	1	T1578.005
        CreateVpcPeeringConnection	2	T1578.005
        DeleteFlowLogs	4	T1562.008
        DeleteKeyPair	1	T1070	an attacker's clean-up or a responder's eradication
        DeleteNetworkAcl	2	T1562.007
        DeleteNetworkAclEntry	3	T1562.007
        DeleteRoute	2	T1578.005
        DeleteSecurityGroup	2	T1562.007
        DeleteSnapshot	3	T1485 T1490
        DeleteVolume	3	T1485
        DeregisterImage	2	T1485
        DescribeAccountAttributes	1	T1580
        DescribeAddresses	1	T1580
        DescribeAvailabilityZones	1	T1580
        DescribeFlowLogs	2	T1518.001
        DescribeIamInstanceProfileAssociations	2	T1580
        DescribeImageAttribute	1	T1580
        DescribeImages	1	T1580
        DescribeInstanceAttribute	3	T1580 T1552	user data may hold secrets
        DescribeInstanceCreditSpecifications	0	T1580
        DescribeInstanceStatus	1	T1580
        DescribeInstanceTypeOfferings	1	T1580
        DescribeInstanceTypes	1	T1580
        DescribeInstances	2	T1580
        DescribeInternetGateways	1	T1580
        DescribeKeyPairs	1	T1580
        DescribeLaunchTemplateVersions	2	T1552	user data may hold secrets
        DescribeLaunchTemplates	1	T1580
        DescribeNatGateways	1	T1580
        DescribeNetworkAcls	1	T1580
        DescribeNetworkInterfaces	1	T1580
        DescribeRegions	1	T1580
        DescribeReservedInstancesOfferings	1	T1580
        DescribeRouteTables	1	T1580
        DescribeSecurityGroupRules	2	T1580
        DescribeSecurityGroups	2	T1580
        DescribeSnapshotAttribute	2	T1580
        DescribeSnapshots	1	T1580
        DescribeSpotPriceHistory	2	T1580
        DescribeSubnets	1	T1580
        DescribeTags	1	T1580
        DescribeTransitGateways	1	T1580
        DescribeVolumes	1	T1580
        DescribeVpcEndpoints	1	T1580
        DescribeVpcPeeringConnections	1	T1580
        DescribeVpcs	1	T1580
        DescribeVpnConnections	1	T1580
        DetachVolume	2	T1578
        DisableEbsEncryptionByDefault	3	T1578.005
        DisableSerialConsoleAccess	0	T1562
        EnableRegion	3	T1535
        EnableSerialConsoleAccess	4	T1021.008
        ExportImage	4	T1537
        GetConsoleOutput	2	T1552	the boot log may hold secrets
        GetConsoleScreenshot	2	T1113
        GetEbsEncryptionByDefault	1	T1580
        GetLaunchTemplateData	1	T1580
        GetPasswordData	3	T1555 T1552	the Windows administrator password
        ImportKeyPair	3	T1098.001
        ModifyImageAttribute	4	T1537	shared with an account or with all
        ModifyInstanceAttribute	3	T1562.007 T1578.005	groups, user data (T1059.009) or termination protection
        ModifyInstanceMetadataOptions	3	T1578.005	httpTokens optional brings IMDSv1 back
        ModifyNetworkInterfaceAttribute	2	T1562.007	when it changes groups
        ModifySecurityGroupRules	3	T1562.007	edits a rule in place
        ModifySnapshotAttribute	4	T1537	shared with an account or with all
        ModifyVolume	1	T1578
        RebootInstances	1	T1578
        RegisterImage	2	T1525
        ReplaceIamInstanceProfileAssociation	4	T1098.003 T1548.005
        ReplaceNetworkAclEntry	3	T1562.007
        ReplaceRoute	2	T1578.005
        ReportInstanceStatus	0	T1580
        RequestSpotFleet	3	T1578.002 T1496.001
        RequestSpotInstances	3	T1578.002 T1496.001
        ResetSnapshotAttribute	1	T1070
        RevokeSecurityGroupEgress	2	T1562.007
        RevokeSecurityGroupIngress	1	T1562.007	eradication or lock-out
        RunInstances	3	T1578.002 T1496.001	T1496.001 when many, large, or in a new region
        SendDiagnosticInterrupt	1	T1499
        StartInstances	3	T1578	T1578 has no child of its own for it
        StopInstances	2	T1578 T1489
        TerminateInstances	3	T1485 T1578.003
        UpdateSecurityGroupRuleDescriptionsIngress	1	T1562.007
        @ec2-instance-connect
        OpenTunnel	3	T1021.008
        SendSSHPublicKey	4	T1021.008 T1098.004	the key is valid for 60 seconds
        SendSerialConsoleSSHPublicKey	4	T1021.008 T1098.004
        @ecr
        BatchGetImage	1	T1530
        CreateRepository	1	T1525
        DescribeRepositories	1	T1526
        GetAuthorizationToken	2	T1528
        PutImage	2	T1525
        SetRepositoryPolicy	3	T1537
        @ecs
        CreateCluster	2	T1578.002 T1496.001
        CreateService	2	T1496.001
        DescribeTaskDefinition	2	T1552.001 T1580	environment values may hold secrets
        ExecuteCommand	3	T1651 T1021.007
        ListClusters	1	T1580
        RegisterTaskDefinition	2	T1525 T1496.001
        RunTask	2	T1496.001
        @eks
        AccessKubernetesApi	1	T1580
        AssociateAccessPolicy	4	T1098.006
        CreateAccessEntry	3	T1098.006
        CreateNodegroup	2	T1496.001
        DescribeCluster	1	T1580
        ListClusters	1	T1580
        UpdateClusterConfig	3	T1562.008	logging off or endpoint public
        @elasticache
        AuthorizeCacheSecurityGroupIngress	3	T1562.007
        @elasticfilesystem
        DeleteFileSystem	4	T1485
        DeleteMountTarget	3	T1489
        @elasticloadbalancing
        DescribeLoadBalancers	1	T1580
        SetSecurityGroups	2	T1562.007
        @events
        CreateConnection	1	T1546
        DeleteRule	3	T1562.001
        DisableRule	3	T1562.001
        PutRule	2	T1546
        PutTargets	3	T1546
        RemoveTargets	3	T1562.001
        @glue
        CreateDevEndpoint	3	T1098.004 T1578.002
        CreateJob	2	T1648
        UpdateDevEndpoint	3	T1098.004
        @guardduty
        ArchiveFindings	3	T1562.001
        CreateFilter	3	T1562.001	with action ARCHIVE
        CreateIPSet	3	T1562.001	trusted addresses
        DeleteDetector	4	T1562.001
        DeleteMembers	4	T1562.001
        DeletePublishingDestination	4	T1562.001
        DisableOrganizationAdminAccount	4	T1562.001
        DisassociateFromAdministratorAccount	4	T1562.001
        DisassociateFromMasterAccount	4	T1562.001
        DisassociateMembers	4	T1562.001
        GetDetector	2	T1518.001
        GetFindings	2	T1518.001
        ListDetectors	2	T1518.001
        ListFindings	2	T1518.001
        StopMonitoringMembers	4	T1562.001
        UpdateDetector	4	T1562.001	disabled or slower
        UpdateFilter	3	T1562.001
        UpdateIPSet	3	T1562.001
        @health
        DescribeEventAggregates	1	T1526
        @iam
        AddClientIDToOpenIDConnectProvider	3	T1484.002
        AddRoleToInstanceProfile	3	T1098.003
        AddUserToGroup	3	T1098.003
        AttachGroupPolicy	3	T1098.003
        AttachRolePolicy	3	T1098.003
        AttachUserPolicy	4	T1098.003	AdministratorAccess is critical
        ChangePassword	2	T1098
        CreateAccessKey	4	T1098.001 T1136.003	for itself or for another user
        CreateGroup	2	T1098.003
        CreateInstanceProfile	2	T1098.003
        CreateLoginProfile	4	T1098.001 T1078.004	a console password for a user that had keys only
        CreateOpenIDConnectProvider	4	T1484.002
        CreatePolicy	2	T1098.003
        CreatePolicyVersion	3	T1098.003 T1548.005	with setAsDefault true
        CreateRole	3	T1136.003 T1098.003	4 when the trust names a foreign account
        CreateSAMLProvider	4	T1484.002
        CreateServiceLinkedRole	1	T1136.003
        CreateServiceSpecificCredential	3	T1098.001	also Bedrock API keys
        CreateUser	4	T1136.003
        CreateVirtualMFADevice	2	T1098.005
        DeactivateMFADevice	4	T1556.006
        DeleteAccessKey	2	T1070 T1531	an attacker's clean-up or a responder's containment
        DeleteAccountPasswordPolicy	4	T1556
        DeleteGroup	1	T1531
        DeleteGroupPolicy	2	T1098
        DeleteLoginProfile	2	T1531
        DeletePolicy	2	T1531
        DeletePolicyVersion	1	T1070
        DeleteRole	2	T1531 T1070
        DeleteRolePermissionsBoundary	4	T1098.003 T1548.005
        DeleteRolePolicy	2	T1098	may remove AWSRevokeOlderSessions
        DeleteSAMLProvider	3	T1484.002 T1531
        DeleteServerCertificate	1	T1485
        DeleteUser	3	T1531 T1070
        DeleteUserPermissionsBoundary	4	T1098.003 T1548.005
        DeleteUserPolicy	2	T1098	may remove a deny
        DeleteVirtualMFADevice	3	T1556.006
        DetachGroupPolicy	2	T1098
        DetachRolePolicy	2	T1098 T1531
        DetachUserPolicy	2	T1098 T1531	4 when it detaches AWSCompromisedKeyQuarantine
        EnableMFADevice	3	T1098.005 T1556.006	the attacker's own device
        EnableOrganizationsRootCredentialsManagement	4	T1098.003
        EnableOrganizationsRootSessions	4	T1098.003
        GenerateCredentialReport	2	T1087.004
        GenerateServiceLastAccessedDetails	2	T1069.003
        GetAccessKeyLastUsed	2	T1087.004
        GetAccountAuthorizationDetails	3	T1087.004 T1069.003	all of IAM in one call
        GetAccountPasswordPolicy	2	T1201
        GetAccountSummary	2	T1087.004
        GetCredentialReport	2	T1087.004
        GetGroup	1	T1069.003
        GetGroupPolicy	1	T1069.003
        GetInstanceProfile	1	T1087.004
        GetLoginProfile	2	T1087.004
        GetPolicy	1	T1069.003
        GetPolicyVersion	1	T1069.003
        GetRole	1	T1087.004
        GetRolePolicy	1	T1069.003
        GetServiceLastAccessedDetails	1	T1069.003
        GetUser	1	T1087.004
        GetUserPolicy	2	T1069.003
        ListAccessKeys	2	T1087.004
        ListAccountAliases	2	T1087.004
        ListAttachedGroupPolicies	1	T1069.003
        ListAttachedRolePolicies	1	T1069.003
        ListAttachedUserPolicies	2	T1069.003
        ListEntitiesForPolicy	1	T1069.003
        ListGroupPolicies	1	T1069.003
        ListGroups	1	T1069.003
        ListGroupsForUser	2	T1069.003
        ListInstanceProfiles	1	T1087.004
        ListMFADevices	2	T1087.004
        ListOpenIDConnectProviders	1	T1087.004
        ListPolicies	1	T1069.003
        ListPolicyVersions	2	T1069.003
        ListRolePolicies	1	T1069.003
        ListRoles	2	T1087.004
        ListSAMLProviders	1	T1087.004
        ListSSHPublicKeys	2	T1087.004
        ListServiceSpecificCredentials	2	T1087.004
        ListSigningCertificates	1	T1087.004
        ListUserPolicies	2	T1069.003
        ListUsers	2	T1087.004
        ListVirtualMFADevices	2	T1087.004
        PassRole	1	T1548.005	a permission, never an event of its own
        PutGroupPolicy	3	T1098.003
        PutRolePermissionsBoundary	2	T1098
        PutRolePolicy	3	T1098.003
        PutUserPermissionsBoundary	3	T1098
        PutUserPolicy	4	T1098.003
        RemoveRoleFromInstanceProfile	1	T1098
        RemoveUserFromGroup	2	T1531
        ResetServiceSpecificCredential	3	T1098.001
        ResyncMFADevice	1	T1556.006
        SetDefaultPolicyVersion	3	T1098.003 T1548.005
        SimulateCustomPolicy	2	T1069.003
        SimulatePrincipalPolicy	3	T1069.003
        UpdateAccessKey	3	T1098.001	activated again; deactivated is containment or lock-out (T1531)
        UpdateAccountPasswordPolicy	3	T1556	when weakened
        UpdateAssumeRolePolicy	4	T1098.003
        UpdateLoginProfile	4	T1098.001	another user's password
        UpdateOpenIDConnectProviderThumbprint	3	T1484.002
        UpdateRole	1	T1098	a longer maxSessionDuration
        UpdateSAMLProvider	4	T1484.002
        UpdateUser	2	T1098	renamed to hide
        UploadSSHPublicKey	3	T1098.001	for CodeCommit
        UploadServerCertificate	1	T1588.004
        UploadSigningCertificate	3	T1098.001	an X.509 credential of the old kind
        @identitystore
        CreateUser	4	T1136.003
        ListUsers	2	T1087.004
        @inspector2
        Disable	3	T1562.001
        @kms
        CreateGrant	2	T1098.003
        CreateKey	2	T1486
        Decrypt	1	T1555.006	by volume only
        DeleteImportedKeyMaterial	4	T1485
        DescribeKey	0	T1580
        DisableKey	4	T1485 T1489
        Encrypt	1	T1486
        GenerateDataKey	1	T1486	4 when many objects are encrypted with a foreign key
        GenerateDataKeyWithoutPlaintext	1	T1486
        ImportKeyMaterial	3	T1486
        ListAliases	1	T1580
        ListKeys	1	T1580
        PutKeyPolicy	3	T1098.003 T1486
        ScheduleKeyDeletion	4	T1485
        @lambda
        AddLayerVersionPermission20181031	2	T1537
        AddPermission20150331v2	3	T1098 T1546	for a foreign account or service
        CreateEventSourceMapping20150331	3	T1546
        CreateFunction20150331	3	T1648
        CreateFunctionUrlConfig	4	T1133 T1648	with authType NONE
        DeleteFunction20150331	2	T1485
        GetFunction20150331v2	2	T1526 T1552.001	environment values and a link to the code
        GetFunctionConfiguration20150331v2	2	T1526 T1552.001
        GetPolicy20150331v2	1	T1069.003
        Invoke	1	T1648	a data event
        ListFunctions20150331	2	T1526
        PublishLayerVersion20181031	2	T1525
        UpdateFunctionCode20150331v2	3	T1648 T1525
        UpdateFunctionConfiguration20150331v2	3	T1648	layer, environment or role
        UpdateFunctionUrlConfig	3	T1133
        @lightsail
        CreateInstances	3	T1578.002 T1496.001
        DownloadDefaultKeyPair	3	T1552.004
        GetInstanceAccessDetails	3	T1552.004
        @logs
        CreateExportTask	2	T1537
        DeleteLogGroup	4	T1562.008
        DeleteLogStream	4	T1562.008
        DeleteSubscriptionFilter	3	T1562.008
        DescribeLogGroups	1	T1654
        FilterLogEvents	1	T1654
        GetLogEvents	1	T1654
        PutRetentionPolicy	2	T1562.008
        StartQuery	1	T1654
        @macie2
        DisableMacie	3	T1562.001
        @monitoring
        DeleteAlarms	3	T1562.001
        DescribeAlarms	1	T1518.001
        DisableAlarmActions	3	T1562.001
        @network-firewall
        DeleteFirewall	4	T1562.007
        @organizations
        CreateAccount	3	T1136.003 T1666
        DeletePolicy	3	T1562.001
        DescribeOrganization	2	T1087.004 T1580
        DetachPolicy	4	T1562.001 T1666
        DisableAWSServiceAccess	3	T1489 T1562.001
        DisablePolicyType	4	T1562.001
        EnableAWSServiceAccess	2	T1098
        InviteAccountToOrganization	3	T1666
        LeaveOrganization	4	T1666
        ListAccounts	2	T1087.004 T1580
        ListPolicies	1	T1069.003
        ListRoots	1	T1580
        RegisterDelegatedAdministrator	3	T1098.003
        RemoveAccountFromOrganization	4	T1666
        UpdatePolicy	3	T1562.001
        @rds
        AddRoleToDBCluster	3	T1098.003
        AddRoleToDBInstance	3	T1098.003
        AuthorizeDBSecurityGroupIngress	3	T1562.007
        CopyDBSnapshot	2	T1537 T1578.001
        CreateDBClusterSnapshot	2	T1578.001
        CreateDBInstance	1	T1578.002
        CreateDBSecurityGroup	2	T1562.007
        CreateDBSnapshot	2	T1578.001
        DeleteDBCluster	4	T1485
        DeleteDBClusterSnapshot	4	T1490 T1485
        DeleteDBInstance	4	T1485	without a final snapshot
        DeleteDBInstanceAutomatedBackup	4	T1490
        DeleteDBSnapshot	4	T1490 T1485
        DescribeDBClusterSnapshots	2	T1580
        DescribeDBClusters	1	T1580
        DescribeDBInstances	2	T1580
        DescribeDBSecurityGroups	1	T1580
        DescribeDBSnapshots	2	T1580
        DownloadDBLogFilePortion	2	T1530
        ModifyDBCluster	3	T1098 T1490
        ModifyDBClusterSnapshotAttribute	4	T1537
        ModifyDBInstance	3	T1098 T1562.007	password reset, made public, or protection off
        ModifyDBSnapshotAttribute	4	T1537
        RebootDBInstance	1	T1499
        RestoreDBInstanceFromDBSnapshot	3	T1578.002 T1074.002
        RestoreDBInstanceFromS3	3	T1578.002
        StartExportTask	4	T1537
        StopActivityStream	3	T1562.008
        StopDBInstance	2	T1489
        @rds-data
        ExecuteStatement	2	T1213.006
        @redshift
        AuthorizeClusterSecurityGroupIngress	3	T1562.007
        AuthorizeSnapshotAccess	4	T1537
        DescribeClusters	1	T1580
        GetClusterCredentials	3	T1555.006 T1550.001
        @resource-explorer-2
        ListResources	3	T1580
        Search	3	T1580
        @rolesanywhere
        CreateProfile	4	T1098.003
        CreateSession	1	T1078.004 T1550.001
        CreateTrustAnchor	4	T1098.001 T1556
        @route53
        ChangeResourceRecordSets	2	T1584.001
        CreateHostedZone	2	T1583.001
        ListHostedZones	1	T1580
        @route53domains
        DisableDomainTransferLock	4	T1584.001
        RegisterDomain	3	T1583.001
        TransferDomainToAnotherAwsAccount	4	T1584.001
        @route53resolver
        DeleteResolverQueryLogConfig	4	T1562.008
        DisassociateResolverQueryLogConfig	3	T1562.008
        @s3
        CopyObject	2	T1486 T1537	a data event; with a customer or foreign key
        CreateBucket	1	T1535	in a new region
        DeleteAccountPublicAccessBlock	4	T1562.001
        DeleteBucket	3	T1485
        DeleteBucketEncryption	2	T1562.001
        DeleteBucketLifecycle	1	T1485.001
        DeleteBucketPolicy	3	T1562.001
        DeleteBucketPublicAccessBlock	4	T1562.001
        DeleteObject	2	T1485
        DeleteObjects	3	T1485
        GetAccountPublicAccessBlock	1	T1580
        GetBucketAcl	1	T1069.003 T1580
        GetBucketEncryption	1	T1580
        GetBucketLifecycle	1	T1580
        GetBucketLocation	1	T1580
        GetBucketLogging	2	T1518.001
        GetBucketPolicy	1	T1069.003 T1580
        GetBucketPolicyStatus	1	T1580
        GetBucketPublicAccessBlock	1	T1580
        GetBucketReplication	1	T1580
        GetBucketVersioning	2	T1580
        GetObject	1	T1530	a data event
        GetObjectAcl	1	T1069.003
        HeadBucket	1	T1580
        HeadObject	1	T1619
        JobCreated	3	T1537
        ListBuckets	2	T1580 T1619
        ListObjectVersions	2	T1619
        ListObjects	1	T1619	a data event; ListObjectsV2 has this name too
        PutAccountPublicAccessBlock	4	T1562.001
        PutBucketAcl	3	T1530 T1537
        PutBucketCors	1	T1530
        PutBucketEncryption	2	T1486	with a foreign key
        PutBucketLifecycle	3	T1485.001	expiry after a day or so
        PutBucketLogging	2	T1562.008	an empty status turns it off
        PutBucketOwnershipControls	1	T1562.001
        PutBucketPolicy	3	T1537 T1530	open to all or to a foreign account
        PutBucketPublicAccessBlock	3	T1562.001	all four set to false
        PutBucketReplication	4	T1537
        PutBucketVersioning	3	T1490	suspended
        PutBucketWebsite	2	T1491.002
        PutObject	1	T1486 T1565.001 T1491.002	a data event; 4 when named like a ransom note
        PutObjectAcl	3	T1530
        PutObjectLockConfiguration	2	T1490
        RestoreObject	1	T1530
        SelectObjectContent	2	T1530
        @sagemaker
        CreateNotebookInstance	2	T1578.002
        CreateNotebookInstanceLifecycleConfig	3	T1546
        CreatePresignedNotebookInstanceUrl	3	T1550.001 T1021.007
        @scheduler
        CreateSchedule	2	T1546
        @secretsmanager
        BatchGetSecretValue	3	T1555.006
        DeleteSecret	3	T1485
        DescribeSecret	1	T1555.006
        GetResourcePolicy	1	T1069.003
        GetSecretValue	3	T1555.006
        ListSecrets	2	T1555.006
        PutResourcePolicy	3	T1537 T1098
        UpdateSecret	2	T1565.001
        @securityhub
        BatchUpdateFindings	2	T1562.001
        DeleteInsight	2	T1562.001
        DisableSecurityHub	4	T1562.001
        GetFindings	1	T1518.001
        UpdateFindings	3	T1562.001
        @servicequotas
        GetServiceQuota	2	T1580
        ListServiceQuotas	2	T1580
        RequestServiceQuotaIncrease	3	T1578.005
        @ses
        CreateEmailIdentity	3	T1496.004
        DeleteIdentity	3	T1070
        GetAccount	3	T1526
        GetAccountSendingEnabled	3	T1526
        GetIdentityVerificationAttributes	2	T1526
        GetSendQuota	3	T1526 T1580	an early call of spammers
        ListEmailIdentities	3	T1526
        ListIdentities	3	T1526 T1087
        PutAccountDetails	4	T1496.004 T1578.005	a request to leave the sandbox
        SendEmail	2	T1496.004	a data event
        SendRawEmail	2	T1496.004
        UpdateAccountSendingEnabled	4	T1496.004
        VerifyEmailIdentity	3	T1496.004
        @signin
        CheckMfa	1	T1621	when repeated
        ConsoleLogin	1	T1078.004	without MFA, from a new place, or after a burst of failures (T1110)
        GetSigninToken	3	T1550.001 T1021.007	turns an API credential into a console session
        PasswordRecoveryCompleted	4	T1098	the root password was reset
        PasswordRecoveryRequested	2	T1078.004	recovery of the root password
        PasswordUpdated	3	T1098
        Root Login Requested	2	T1078.004
        SwitchRole	2	T1550.001 T1548.005
        UserAuthentication	1	T1078.004	into the portal of Identity Center
        @sns
        CreateTopic	1	T1496.004
        GetSMSAttributes	3	T1580
        GetSMSSandboxAccountStatus	3	T1580
        Publish	2	T1496.003	a data event; text messages
        SetSMSAttributes	3	T1496.003	a higher spending limit
        Subscribe	2	T1530	a foreign endpoint
        @sqs
        PurgeQueue	3	T1485
        SetQueueAttributes	2	T1537	a policy for a foreign account
        @ssm
        CreateActivation	3	T1098.001	registers a host from outside
        CreateAssociation	3	T1651
        CreateDocument	2	T1651
        DescribeInstanceInformation	2	T1580
        DescribeParameters	2	T1580
        GetCommandInvocation	1	T1651
        GetInventory	1	T1518
        GetParameter	2	T1555.006	with decryption
        GetParameterHistory	2	T1555.006
        GetParameters	2	T1555.006
        GetParametersByPath	3	T1555.006
        ListCommands	1	T1580
        ModifyDocumentPermission	3	T1537
        PutParameter	2	T1565.001
        RegisterManagedInstance	3	T1098.005
        ResumeSession	3	T1021.008
        SendCommand	4	T1651
        StartAutomationExecution	3	T1651
        StartSession	3	T1021.008 T1651
        TerminateSession	0	T1070
        @sso
        AttachManagedPolicyToPermissionSet	3	T1098.003
        Authenticate	1	T1078.004
        CreateAccountAssignment	3	T1098.003
        CreateInstanceAccessControlAttributeConfiguration	2	T1556.009
        CreatePermissionSet	2	T1098.003
        CreateToken	2	T1528
        Federate	1	T1078.004
        GetRoleCredentials	1	T1550.001
        ProvisionPermissionSet	1	T1098.003
        PutInlinePolicyToPermissionSet	3	T1098.003
        @sso-directory
        AddMemberToGroup	3	T1098.003
        CreateUser	4	T1136.003
        DisableExternalIdPConfigurationForDirectory	4	T1556
        EnableExternalIdPConfigurationForDirectory	4	T1484.002 T1556
        UpdatePassword	3	T1098
        @sts
        AssumeRole	1	T1548.005 T1550.001 T1078.004	when the pair of principal and role is new or crosses accounts
        AssumeRoleWithSAML	1	T1078.004 T1606.002	T1606.002 only with evidence of a forged assertion
        AssumeRoleWithWebIdentity	1	T1078.004 T1550.001
        AssumeRoot	4	T1548.005 T1098.003	a root session on a member account
        DecodeAuthorizationMessage	2	T1069.003	reads why a call was denied
        GetAccessKeyInfo	2	T1087.004	maps a key to its account
        GetCallerIdentity	1	T1087.004	telling as a key's first call from a new address
        GetDelegatedAccessToken	2	T1550.001
        GetFederationToken	3	T1550.001 T1098.001	outlives the deletion of its key by up to 36 hours
        GetSessionToken	2	T1550.001	the issued key carries the MFA state of this call
        @support
        CreateCase	2	T1578.005	a request for a higher limit
        @tagging
        GetResources	2	T1580
        @transfer
        CreateServer	3	T1537
        @wafv2
        DeleteRuleGroup	3	T1562.007
        DeleteWebACL	4	T1562.007
        DisassociateWebACL	4	T1562.007
        UpdateIPSet	2	T1562.007
        UpdateWebACL	2	T1562.007
        @workspaces
        CreateWorkspaces	2	T1578.002
        """#
}
