extension ChangeTable {
    /// Defences that are impaired without being stopped: what is not recorded, not found, not kept or not reported any
    /// more.
    /// Source: the API references of these services; MITRE ATT&CK, T1562 and T1490; public reports.
    static let defences: [String: [ChangeRule]] = [
        "logs": [
            ChangeRule(
                .export, "CreateExportTask", id: "response.taskId request.taskId", detail: "request.logGroupName"),
            ChangeRule(
                .logging,
                "DeleteMetricFilter DeleteRetentionPolicy DeleteDestination DisassociateKmsKey AssociateKmsKey",
                id: "request.logGroupName request.destinationName", detail: "call"),
            ChangeRule(.resourcePolicy, "PutDestinationPolicy", id: "request.destinationName", replaced: true),
        ],
        "cloudtrail": [
            ChangeRule(.trail, "UpdateEventDataStore", id: "request.eventDataStore", detail: "call", replaced: true),
            ChangeRule(.trail, "DeleteChannel", id: "request.channel", detail: "call"),
            ChangeRule(
                .trail, "DeregisterOrganizationDelegatedAdmin", id: "request.delegatedAdminAccountId", detail: "call",
                undone: "RegisterOrganizationDelegatedAdmin"),
        ],
        "config": [
            ChangeRule(
                .securityService, "PutConfigurationRecorder PutDeliveryChannel PutRetentionConfiguration", id: "call",
                replaced: true),
            ChangeRule(
                .securityService,
                "DeleteRetentionConfiguration DeleteConfigurationAggregator DeleteEvaluationResults",
                id: """
                    request.retentionConfigurationName request.configurationAggregatorName request.configRuleName
                    """, detail: "call"),
        ],
        "guardduty": [
            ChangeRule(
                .securityService,
                "ArchiveFindings DeleteFilter DeleteIPSet UpdateOrganizationConfiguration UpdateMemberDetectors",
                id: "request.detectorId", detail: "call"),
            ChangeRule(
                .securityService, "DisableOrganizationAdminAccount", id: "request.adminAccountId", detail: "call",
                undone: "EnableOrganizationAdminAccount"),
        ],
        "securityhub": [
            ChangeRule(
                .securityService,
                """
                BatchUpdateFindings UpdateFindings DeleteInsight UpdateSecurityControl CreateAutomationRule \
                UpdateSecurityHubConfiguration DisableOrganizationAdminAccount
                """, id: "call")
        ],
        "macie2": [ChangeRule(.securityService, "DisableOrganizationAdminAccount UpdateMacieSession", id: "call")],
        "inspector2": [ChangeRule(.securityService, "CreateFilter UpdateFilter", id: "request.name call")],
        "access-analyzer": [
            ChangeRule(.securityService, "CreateArchiveRule", id: "request.ruleName", undone: "DeleteArchiveRule")
        ],
        "detective": [ChangeRule(.securityService, "DeleteMembers", id: "request.graphArn request.GraphArn")],
        "network-firewall": [
            ChangeRule(
                .securityService,
                """
                DeleteFirewall DeleteFirewallPolicy DeleteRuleGroup DisassociateSubnets UpdateFirewallPolicy \
                UpdateFirewallDeleteProtection UpdateLoggingConfiguration UpdateRuleGroup
                """,
                id: """
                    request.firewallName request.firewallArn request.firewallPolicyName request.firewallPolicyArn \
                    request.ruleGroupName request.ruleGroupArn
                    """, detail: "call")
        ],
        "shield": [
            ChangeRule(.securityService, "DeleteProtection DeleteSubscription", id: "request.protectionId call")
        ],
        "monitoring": [
            ChangeRule(.logging, "PutMetricAlarm", id: "request.alarmName", detail: "call", replaced: true),
            ChangeRule(.logging, "SetAlarmState", id: "request.alarmName", detail: "call"),
            ChangeRule(
                .logging, "StopMetricStreams DeleteMetricStream", id: "request.names request.name", detail: "call",
                undone: "StartMetricStreams PutMetricStream"),
        ],
        "events": [
            ChangeRule(
                .automation, "CreateConnection CreateApiDestination UpdateConnection UpdateApiDestination",
                id: "request.name", detail: "call", undone: "DeleteConnection DeleteApiDestination"),
            ChangeRule(.logging, "DeleteEventBus", id: "request.name", detail: "call", undone: "CreateEventBus"),
        ],
        "bedrock": [
            ChangeRule(
                .modelAccess, "DeleteGuardrail UpdateGuardrail", id: "request.guardrailIdentifier", detail: "call",
                replaced: true),
            ChangeRule(
                .logging, "PutModelInvocationLoggingConfiguration", id: "call", replaced: true),
            ChangeRule(
                .workload, "CreateProvisionedModelThroughput CreateModelCustomizationJob CreateAgent UpdateAgent",
                id: """
                    response.provisionedModelArn response.jobArn response.agent.agentId request.agentId
                    """, detail: "call", undone: "DeleteProvisionedModelThroughput DeleteAgent"),
        ],
        "backup": [
            ChangeRule(
                .resourcePolicy, "PutBackupVaultAccessPolicy", id: "request.backupVaultName", replaced: true,
                grants: .policy("policy")),
            ChangeRule(
                .bucketSetting, "UpdateRecoveryPointLifecycle UpdateBackupPlan",
                id: "request.recoveryPointArn request.backupPlanId", detail: "call", replaced: true),
        ],
    ]
}
