extension ChangeTable {
    /// What watches, and was stopped from watching.
    /// Source: the API references of these services.
    static let logging: [String: [ChangeRule]] = [
        "cloudtrail": [
            ChangeRule(
                .trail, "CreateTrail", id: "request.name response.trailARN", detail: "call", undone: "DeleteTrail"),
            ChangeRule(.trail, "StopLogging", id: "request.name", detail: "call", undone: "StartLogging"),
            // A trail that is made again delivers nothing before it is started.
            ChangeRule(.trail, "DeleteTrail", id: "request.name", detail: "call", undone: "StartLogging"),
            ChangeRule(
                .trail, "UpdateTrail", id: "request.name response.trailARN", detail: "call", replaced: true),
            ChangeRule(
                .trail, "PutEventSelectors PutInsightSelectors", id: "request.trailName response.trailARN",
                detail: "call", replaced: true),
            ChangeRule(
                .trail, "DeleteEventDataStore StopEventDataStoreIngestion", id: "request.eventDataStore",
                detail: "call", undone: "RestoreEventDataStore StartEventDataStoreIngestion"),
        ],
        "config": [
            ChangeRule(
                .securityService, "StopConfigurationRecorder", id: "request.configurationRecorderName", detail: "call",
                undone: "StartConfigurationRecorder"),
            ChangeRule(
                .securityService, "DeleteConfigurationRecorder", id: "request.configurationRecorderName",
                detail: "call", undo: [.any("StartConfigurationRecorder")]),
            ChangeRule(
                .securityService, "DeleteDeliveryChannel", id: "request.deliveryChannelName", detail: "call",
                undo: [.any("PutDeliveryChannel")]),
            ChangeRule(
                .securityService, "DeleteConfigRule", id: "request.configRuleName", detail: "call",
                undo: [.init("PutConfigRule", id: "request.configRule.configRuleName")]),
            ChangeRule(
                .securityService, "DeleteOrganizationConfigRule DeleteConformancePack DeleteRemediationConfiguration",
                id: "request.organizationConfigRuleName request.conformancePackName request.configRuleName",
                detail: "call"),
        ],
        "guardduty": [
            ChangeRule(
                .securityService, "DeleteDetector", id: "request.detectorId", detail: "call",
                undo: [.init("CreateDetector", when: "request.enable=true")]),
            ChangeRule(
                .securityService, "UpdateDetector", id: "request.detectorId", detail: "call",
                replaced: true),
            ChangeRule(
                .securityService, "StopMonitoringMembers DeleteMembers DisassociateMembers",
                id: "request.detectorId", detail: "call",
                undo: [
                    .init("StartMonitoringMembers", id: "request.detectorId"),
                    .init("CreateMembers", id: "request.detectorId"),
                ]),
            ChangeRule(
                .securityService,
                """
                DisassociateFromMasterAccount DisassociateFromAdministratorAccount CreateIPSet UpdateIPSet CreateFilter \
                UpdateFilter UpdateThreatIntelSet DeleteThreatIntelSet DeletePublishingDestination
                """, id: "request.detectorId", detail: "call"),
            ChangeRule(.securityService, "DeleteInvitations", id: "account", detail: "call"),
        ],
        "securityhub": [
            ChangeRule(.securityService, "DisableSecurityHub", id: "call", undone: "EnableSecurityHub"),
            ChangeRule(
                .securityService,
                """
                BatchDisableStandards DisableImportFindingsForProduct DeleteMembers DisassociateMembers \
                DisassociateFromMasterAccount DisassociateFromAdministratorAccount UpdateStandardsControl
                """, id: "call"),
        ],
        "macie2": [ChangeRule(.securityService, "DisableMacie", id: "call", undone: "EnableMacie")],
        "inspector2": [ChangeRule(.securityService, "Disable", id: "call", undone: "Enable")],
        "detective": [
            ChangeRule(
                .securityService, "DeleteGraph", id: "request.GraphArn request.graphArn", detail: "call",
                undo: [.any("CreateGraph")])
        ],
        "access-analyzer": [
            ChangeRule(
                .securityService, "DeleteAnalyzer", id: "request.analyzerName", detail: "call",
                undone: "CreateAnalyzer")
        ],
        "wafv2": [
            ChangeRule(
                .securityService, "DeleteWebACL DeleteRuleGroup UpdateIPSet UpdateWebACL UpdateRuleGroup",
                id: "request.name", detail: "call"),
            ChangeRule(
                .securityService, "DisassociateWebACL DeleteLoggingConfiguration", id: "request.resourceArn",
                detail: "call", undone: "AssociateWebACL PutLoggingConfiguration"),
        ],
        "logs": [
            ChangeRule(
                .logging, "DeleteLogGroup", id: "request.logGroupName", detail: "call", undone: "CreateLogGroup"),
            ChangeRule(
                .logging, "DeleteLogStream PutRetentionPolicy DeleteSubscriptionFilter PutSubscriptionFilter",
                id: "request.logGroupName", detail: "call"),
            ChangeRule(.resourcePolicy, "PutResourcePolicy", id: "request.policyName", undone: "DeleteResourcePolicy"),
        ],
        "monitoring": [
            ChangeRule(
                .logging, "DeleteAlarms DisableAlarmActions", id: "request.alarmNames", detail: "call",
                undone: "EnableAlarmActions", undo: [.init("PutMetricAlarm", id: "request.alarmName")])
        ],
        "route53resolver": [
            ChangeRule(
                .logging, "DeleteResolverQueryLogConfig DisassociateResolverQueryLogConfig",
                id: "request.resolverQueryLogConfigId", detail: "call",
                undone: "AssociateResolverQueryLogConfig")
        ],
        "ec2": [
            ChangeRule(
                .logging, "DeleteFlowLogs",
                id: "request.DeleteFlowLogsRequest.FlowLogId.content request.DeleteFlowLogsRequest.FlowLogId",
                detail: "call")
        ],
    ]
}
