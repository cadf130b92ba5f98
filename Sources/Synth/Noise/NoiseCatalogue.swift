/// Three hundred calls by name only, with plain requests: breadth, for dictionaries and lists of names.
enum NoiseCatalogue {
    static let errors = [
        ("ResourceNotFoundException", "The resource you requested does not exist."),
        ("ValidationException", "The input fails to satisfy the constraints of the service."),
        ("NoSuchEntityException", "The entity cannot be found."),
        ("InvalidParameterValue", "A parameter has a value that cannot be used."),
        ("Client.DryRunOperation", "Request would have succeeded, but DryRun flag is set."),
        ("Client.InvalidInstanceID.NotFound", "The instance ID does not exist"),
        ("KMSInvalidStateException", "The key is pending deletion."),
    ]

    private struct Entry: Sendable {
        let service: Service
        let name: String
        let readOnly: Bool
        let parameter: String
    }

    /// Popular first.
    private static let entries: [Entry] = {
        let lists = catalogue.map { service, parameter, reads, writes in
            [(reads, true), (writes, false)].flatMap { names, readOnly in
                names.split(separator: " ").map {
                    Entry(service: service, name: String($0), readOnly: readOnly, parameter: parameter)
                }
            }
        }
        // One of each service in turn, so that the front of the list is as mixed as its end.
        return (0..<(lists.map(\.count).max() ?? 0)).flatMap { index in
            lists.compactMap { index < $0.count ? $0[index] : nil }
        }
    }()

    static func call(at place: Place, _ random: inout SplitMix64) -> Call {
        let entry = entries[min(random.below(entries.count), random.below(entries.count))]
        let name = "\(random.pick(Place.systems))-\(random.within(100...1499))"
        var request: [(String, Shape)] = [(entry.parameter, .text(name))]
        switch random.below(5) {
        case 0: request.append(("maxResults", .number(random.pick([50, 100, 1000]))))
        case 1: request.append(("nextToken", .text("EXAMPLE" + random.letters(24))))
        case 2: request.append(("tags", [["key": "team", "value": .text(random.pick(Place.systems))]]))
        default: break
        }
        var call = Call(entry.service, entry.name, readOnly: entry.readOnly, request: .members(request))
        if !entry.readOnly {
            call.response = [
                "requestId": .requestID, "status": "ACTIVE",
                "arn": .text(place.arn(entry.service.name, entry.parameter + "/" + name)),
            ]
        } else if random.oneIn(12) {
            call.request = nil
        }
        return call
    }

    private static let catalogue: [(Service, String, String, String)] = [
        (
            .ec2, "filterSet",
            "DescribeSubnets DescribeVpcs DescribeTags DescribeRouteTables DescribeRegions DescribeInstanceTypes DescribeLaunchTemplates DescribeNatGateways DescribeInternetGateways DescribeVpcEndpoints DescribeNetworkAcls DescribeFlowLogs DescribeSpotInstanceRequests GetPasswordData DescribeVpcPeeringConnections GetConsoleOutput GetEbsEncryptionByDefault DescribeHosts DescribeTransitGateways DescribeReservedInstances DescribeVolumeStatus DescribeCustomerGateways DescribeVpnConnections DescribeDhcpOptions DescribePrefixLists",
            "DeleteNetworkInterface CreateVolume DeleteVolume AttachVolume DetachVolume ModifyInstanceAttribute CreateVpc DeleteFlowLogs CreateRoute AssociateIamInstanceProfile AllocateAddress ReleaseAddress CreateImage DeregisterImage CreateLaunchTemplate ModifyVolume DeleteTags AssociateAddress CreateFleet"
        ),
        (
            .iam, "roleName",
            "ListRoles ListUsers ListRolePolicies GetPolicy GetPolicyVersion ListPolicies ListAccessKeys ListInstanceProfiles GetInstanceProfile ListGroupsForUser GetCredentialReport GetAccountAuthorizationDetails ListAccountAliases SimulatePrincipalPolicy GetAccountPasswordPolicy ListGroups ListUserPolicies GetUserPolicy ListServerCertificates ListSAMLProviders GenerateCredentialReport",
            "CreateRole AttachRolePolicy DeleteRole DetachRolePolicy CreatePolicy CreatePolicyVersion UpdateAssumeRolePolicy TagRole CreateServiceLinkedRole AddRoleToInstanceProfile CreateInstanceProfile DeleteRolePolicy UpdateRole"
        ),
        (
            .kms, "keyId", "ListKeys GetKeyPolicy GetKeyRotationStatus ListGrants ListResourceTags",
            "CreateGrant RetireGrant CreateKey PutKeyPolicy ScheduleKeyDeletion EnableKeyRotation"
        ),
        (
            .lambda, "functionName",
            "ListTags20170331 GetFunctionConfiguration20150331v2 ListEventSourceMappings20150331 ListVersionsByFunction20150331 ListLayers20181031 GetAccountSettings20160819 ListAliases20150331",
            "UpdateFunctionConfiguration20150331v2 AddPermission20150331v2 PublishVersion20150331 CreateFunction20150331 TagResource20170331v2"
        ),
        (
            .logs, "logGroupName",
            "DescribeLogStreams FilterLogEvents StartQuery GetQueryResults ListTagsLogGroup DescribeMetricFilters DescribeSubscriptionFilters",
            "PutRetentionPolicy DeleteLogGroup PutSubscriptionFilter DeleteLogStream PutMetricFilter TagLogGroup"
        ),
        (
            .ssm, "name",
            "DescribeInstanceInformation DescribeParameters ListAssociations GetParametersByPath ListInventoryEntries GetDocument DescribeDocument ListCommandInvocations GetCommandInvocation DescribePatchBaselines ListComplianceItems",
            "PutInventory SendCommand StartSession PutParameter TerminateSession UpdateInstanceAssociationStatus CreateAssociation"
        ),
        (
            .monitoring, "alarmName",
            "GetMetricData GetMetricStatistics ListMetrics ListDashboards GetDashboard DescribeAlarmsForMetric ListTagsForResource",
            "PutMetricAlarm DeleteAlarms PutDashboard SetAlarmState"
        ),
        (
            .autoscaling, "autoScalingGroupName",
            "DescribeAutoScalingGroups DescribeScalingActivities DescribeLaunchConfigurations DescribeAutoScalingInstances DescribePolicies DescribeLifecycleHooks DescribeScheduledActions",
            "UpdateAutoScalingGroup SetDesiredCapacity CompleteLifecycleAction TerminateInstanceInAutoScalingGroup"
        ),
        (
            .elb, "loadBalancerArn",
            "DescribeTargetGroups DescribeListeners DescribeRules DescribeTags DescribeLoadBalancerAttributes DescribeListenerCertificates DescribeInstanceHealth",
            "RegisterTargets DeregisterTargets CreateListener ModifyRule"
        ),
        (
            .ecs, "cluster",
            "DescribeTasks ListTasks DescribeTaskDefinition DescribeClusters ListClusters ListServices DescribeContainerInstances ListTaskDefinitions",
            "SubmitTaskStateChange SubmitContainerStateChange RegisterTaskDefinition RunTask StopTask"
        ),
        (
            .ecr, "repositoryName",
            "BatchGetImage GetDownloadUrlForLayer BatchCheckLayerAvailability DescribeRepositories DescribeImages ListImages GetLifecyclePolicy",
            "PutImage InitiateLayerUpload CompleteLayerUpload CreateRepository"
        ),
        (
            .secretsmanager, "secretId",
            "DescribeSecret ListSecrets GetResourcePolicy ListSecretVersionIds GetRandomPassword",
            "CreateSecret PutSecretValue UpdateSecret RotateSecret TagResource"
        ),
        (
            .rds, "dBInstanceIdentifier",
            "DescribeDBClusters DescribeDBEngineVersions DescribeOrderableDBInstanceOptions DescribeDBSubnetGroups DescribeDBParameterGroups DescribeEvents DescribePendingMaintenanceActions",
            "CreateDBSnapshot ModifyDBInstance ModifyDBSnapshotAttribute AddTagsToResource RebootDBInstance"
        ),
        (
            .dynamodb, "tableName",
            "ListTables DescribeTimeToLive ListTagsOfResource DescribeContinuousBackups DescribeLimits",
            "UpdateTable CreateTable UpdateTimeToLive"
        ),
        (
            .cloudformation, "stackName",
            "ListStacks DescribeStackEvents DescribeStackResources GetTemplate ListStackResources DescribeChangeSet",
            "CreateStack UpdateStack CreateChangeSet ExecuteChangeSet"
        ),
        (
            .config, "configRuleName",
            "DescribeConfigRules DescribeComplianceByConfigRule GetComplianceDetailsByConfigRule DescribeConfigurationRecorders SelectResourceConfig",
            "PutEvaluations PutConfigRule StartConfigRulesEvaluation"
        ),
        (.cloudtrail, "name", "GetTrailStatus GetEventSelectors ListTags GetInsightSelectors ListTrails", "AddTags"),
        (.sqs, "queueUrl", "ListQueues GetQueueUrl ListQueueTags", "CreateQueue SetQueueAttributes"),
        (
            .sns, "topicArn", "ListTopics GetTopicAttributes ListSubscriptionsByTopic ListTagsForResource",
            "Subscribe CreateTopic SetTopicAttributes"
        ),
        (.guardduty, "detectorId", "ListDetectors GetDetector ListFindings GetFindings ListMembers", "ArchiveFindings"),
        (
            .organizations, "accountId", "DescribeOrganization ListAccounts DescribeAccount ListPolicies ListRoots",
            "TagResource"
        ),
        (
            .route53, "hostedZoneId", "ListHostedZones ListResourceRecordSets GetChange GetHostedZone",
            "ChangeResourceRecordSets"
        ),
        (.cloudfront, "id", "ListDistributions GetDistribution GetDistributionConfig", "CreateInvalidation"),
    ]
}
