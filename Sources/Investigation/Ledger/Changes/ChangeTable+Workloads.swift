extension ChangeTable {
    /// Services that run code on machines of their own, and what else costs money or reaches people.
    /// Source: the API references of these services.
    static let workloads: [String: [ChangeRule]] = [
        "ecs": [
            ChangeRule(
                .workload, "CreateCluster", id: "response.cluster.clusterArn request.clusterName request.cluster",
                detail: "call", undone: "DeleteCluster"),
            ChangeRule(
                .workload, "CreateService UpdateService",
                id: "response.service.serviceArn request.serviceName request.service", detail: "call",
                undone: "DeleteService"),
            ChangeRule(
                .workload, "RegisterTaskDefinition",
                id: "response.taskDefinition.taskDefinitionArn request.taskDefinition", detail: "call",
                undone: "DeregisterTaskDefinition"),
            ChangeRule(
                .workload, "RunTask StartTask", id: "response.tasks.taskArn request.task", detail: "call",
                undone: "StopTask"),
        ],
        "eks": [
            ChangeRule(
                .workload, "CreateCluster", id: "request.name", detail: "call", undone: "DeleteCluster"),
            ChangeRule(
                .workload, "CreateAccessEntry AssociateAccessPolicy", id: "request.name request.clusterName",
                detail: "request.principalArn", key: .idAndDetail, undone: "DeleteAccessEntry DisassociateAccessPolicy"
            ),
        ],
        "ecr": [
            ChangeRule(
                .resourcePolicy, "SetRepositoryPolicy", id: "request.repositoryName",
                undone: "DeleteRepositoryPolicy DeleteRepository", replaced: true, grants: .policy("policyText")),
            ChangeRule(
                .workload, "PutImage", id: "request.repositoryName", detail: "request.imageTag"),
        ],
        "autoscaling": [
            ChangeRule(
                .workload, "CreateAutoScalingGroup UpdateAutoScalingGroup", id: "request.autoScalingGroupName",
                detail: "call", undone: "DeleteAutoScalingGroup"),
            ChangeRule(
                .launchTemplate, "CreateLaunchConfiguration", id: "request.launchConfigurationName",
                undone: "DeleteLaunchConfiguration"),
        ],
        "lightsail": [
            ChangeRule(
                .workload, "CreateInstances CreateInstancesFromSnapshot", id: "request.instanceNames", detail: "call",
                undo: [.init("DeleteInstance", id: "request.instanceName")]),
            ChangeRule(
                .network, "OpenInstancePublicPorts PutInstancePublicPorts", id: "request.instanceName", detail: "call",
                undone: "CloseInstancePublicPorts DeleteInstance"),
        ],
        "glue": [
            ChangeRule(
                .workload, "CreateDevEndpoint UpdateDevEndpoint", id: "request.endpointName", detail: "call",
                undone: "DeleteDevEndpoint"),
            ChangeRule(
                .workload, "CreateJob UpdateJob", id: "request.name request.jobName", detail: "call",
                undone: "DeleteJob"),
            ChangeRule(
                .resourcePolicy, "PutResourcePolicy", id: "account", detail: "call",
                undone: "DeleteResourcePolicy", replaced: true, grants: .policy("policyInJson")),
        ],
        "sagemaker": [
            ChangeRule(
                .workload,
                """
                CreateNotebookInstance StartNotebookInstance UpdateNotebookInstance \
                CreatePresignedNotebookInstanceUrl
                """, id: "request.notebookInstanceName", detail: "call",
                undone: "DeleteNotebookInstance StopNotebookInstance"),
            ChangeRule(
                .workload, "CreateNotebookInstanceLifecycleConfig UpdateNotebookInstanceLifecycleConfig",
                id: "request.notebookInstanceLifecycleConfigName", detail: "call",
                undone: "DeleteNotebookInstanceLifecycleConfig"),
            ChangeRule(
                .workload, "CreateTrainingJob CreateProcessingJob",
                id: "request.trainingJobName request.processingJobName", detail: "call",
                undone: "StopTrainingJob StopProcessingJob"),
        ],
        "elasticmapreduce": [
            ChangeRule(
                .workload, "RunJobFlow", id: "response.jobFlowId request.jobFlowIds", detail: "call",
                undone: "TerminateJobFlows")
        ],
        "batch": [
            ChangeRule(
                .workload, "CreateComputeEnvironment",
                id: "request.computeEnvironmentName request.computeEnvironment", detail: "call",
                undone: "DeleteComputeEnvironment"),
            ChangeRule(
                .workload, "SubmitJob", id: "response.jobId request.jobId", detail: "call",
                undone: "TerminateJob CancelJob"),
        ],
        "codebuild": [
            ChangeRule(
                .workload, "CreateProject UpdateProject", id: "request.name", detail: "call", undone: "DeleteProject")
        ],
        "cloudformation": [
            ChangeRule(
                .automation, "CreateStack UpdateStack", id: "response.stackId request.stackName", detail: "call",
                undone: "DeleteStack"),
            ChangeRule(
                .automation, "CreateStackSet CreateStackInstances UpdateStackSet", id: "request.stackSetName",
                detail: "call", undone: "DeleteStackSet"),
        ],
        "transfer": [
            ChangeRule(
                .workload, "CreateServer", id: "response.serverId request.serverId", detail: "call",
                undone: "DeleteServer"),
            ChangeRule(
                .workload, "CreateUser ImportSshPublicKey", id: "request.serverId", detail: "request.userName",
                key: .idAndDetail, undone: "DeleteUser", undo: [.init("DeleteServer", id: "request.serverId")]),
        ],
        "ses": [
            ChangeRule(
                .email, "VerifyEmailIdentity VerifyDomainIdentity CreateEmailIdentity",
                id: "request.emailAddress request.domain request.emailIdentity request.identity",
                undone: "DeleteIdentity DeleteEmailIdentity"),
            ChangeRule(
                .email, "DeleteIdentity DeleteEmailIdentity",
                id: "request.identity request.emailIdentity", detail: "call"),
            ChangeRule(
                .email, "UpdateAccountSendingEnabled PutAccountSendingAttributes PutAccountDetails", id: "call",
                replaced: true),
        ],
        "sns": [
            ChangeRule(
                .resourcePolicy, "SetTopicAttributes", id: "request.topicArn", detail: "request.attributeName",
                key: .idAndDetail, replaced: true, grants: .policy("attributeValue"),
                undo: [.init("DeleteTopic", id: "request.topicArn")]),
            permission("request.topicArn", unless: "DeleteTopic"),
        ],
        "sqs": [
            ChangeRule(
                .resourcePolicy, "SetQueueAttributes", id: "request.queueUrl", detail: "call",
                undone: "DeleteQueue", replaced: true, grants: .policy("attributes.Policy")),
            permission("request.queueUrl", unless: "DeleteQueue"),
        ],
        "ram": [
            ChangeRule(
                .resourcePolicy, "CreateResourceShare AssociateResourceShare",
                id: "response.resourceShare.resourceShareArn request.resourceShareArn", detail: "request.principals",
                undone: "DeleteResourceShare DisassociateResourceShare")
        ],
        "bedrock": [
            ChangeRule(
                .modelAccess, "PutFoundationModelEntitlement CreateFoundationModelAgreement", id: "request.modelId",
                detail: "call", undone: "DeleteFoundationModelAgreement"),
            ChangeRule(.modelAccess, "PutUseCaseForModelAccess", id: "call"),
            ChangeRule(
                .logging, "DeleteModelInvocationLoggingConfiguration", id: "call",
                undone: "PutModelInvocationLoggingConfiguration"),
        ],
        "agreement-marketplace": [
            ChangeRule(
                .modelAccess, "AcceptAgreementRequest", id: "response.agreementId request.agreementRequestId",
                detail: "call")
        ],
        "elasticfilesystem": [
            ChangeRule(
                .resourceDeleted, "DeleteFileSystem DeleteMountTarget",
                id: "request.fileSystemId request.mountTargetId", detail: "call"),
            ChangeRule(
                .resourcePolicy, "PutFileSystemPolicy", id: "request.fileSystemId",
                undone: "DeleteFileSystemPolicy DeleteFileSystem", replaced: true, grants: .policy("policy")),
        ],
    ]

    /// A statement in the policy of a topic or queue, by its label.
    private static func permission(_ resource: String, unless deletion: String) -> ChangeRule {
        ChangeRule(
            .resourcePolicy, "AddPermission", id: resource, detail: "request.label", key: .idAndDetail,
            undone: "RemovePermission", undo: [.init(deletion, id: resource)])
    }
}
