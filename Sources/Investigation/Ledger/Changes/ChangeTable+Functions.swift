extension ChangeTable {
    /// Code that runs when something calls or happens.
    /// Source: the API references of Lambda, API Gateway, AppSync, CloudFront, EventBridge, Step Functions and Systems
    /// Manager. Lambda's and CloudFront's calls are recorded with the version of their interface behind the name.
    static let functions: [String: [ChangeRule]] = [
        "lambda": lambda,
        "apigateway": [
            ChangeRule(
                .api, "CreateApi CreateRestApi ImportApi ImportRestApi",
                id: "response.apiId response.id request.apiId request.restApiId", detail: "call",
                undone: "DeleteApi DeleteRestApi"),
            ChangeRule(
                .api,
                """
                CreateRoute UpdateRoute CreateIntegration UpdateIntegration CreateStage UpdateStage CreateDeployment \
                CreateAuthorizer UpdateAuthorizer DeleteAuthorizer CreateApiKey PutIntegration PutMethod
                """, id: "request.apiId request.restApiId response.id", detail: "call",
                undone: "DeleteApi DeleteRestApi"),
        ],
        "appsync": [
            ChangeRule(
                .api, "CreateApiKey", id: "request.apiId", detail: "response.apiKey.id",
                undo: [.init("DeleteApiKey", id: "request.id", namesDetail: true)]),
            ChangeRule(
                .api, "CreateGraphqlApi UpdateGraphqlApi", id: "response.graphqlApi.apiId request.apiId",
                detail: "call", undone: "DeleteGraphqlApi"),
            ChangeRule(
                .api, "CreateResolver UpdateResolver CreateDataSource UpdateDataSource", id: "request.apiId",
                detail: "request.fieldName request.name", undone: "DeleteGraphqlApi", replaced: true),
        ],
        "cloudfront": [
            ChangeRule(
                .function, "CreateFunction", id: "request.name", detail: "call", undone: "DeleteFunction"),
            ChangeRule(
                .functionCode, "UpdateFunction PublishFunction", id: "request.name", detail: "call",
                undone: "DeleteFunction", replaced: true),
            ChangeRule(
                .api, "CreateDistribution UpdateDistribution", id: "response.distribution.id request.id",
                detail: "call", undone: "DeleteDistribution"),
        ],
        "events": [
            ChangeRule(.automation, "PutRule", id: "request.name", detail: "call", undone: "DeleteRule DisableRule"),
            ChangeRule(
                .automation, "PutTargets", id: "request.rule", detail: "request.targets.arn",
                undone: "RemoveTargets", undo: [.init("DeleteRule", id: "request.name")]),
            ChangeRule(
                .resourcePolicy, "PutPermission", id: "request.eventBusName account", detail: "request.statementId",
                key: .idAndDetail, undone: "RemovePermission"),
            ChangeRule(.logging, "DisableRule", id: "request.name", detail: "call", undone: "EnableRule"),
            ChangeRule(
                .logging, "DeleteRule", id: "request.name", detail: "call", undo: [.init("PutRule", id: "request.name")]
            ),
            ChangeRule(
                .logging, "RemoveTargets", id: "request.rule", detail: "call",
                undo: [.init("PutTargets", id: "request.rule")]),
        ],
        "scheduler": [
            ChangeRule(
                .automation, "CreateSchedule UpdateSchedule", id: "request.name", detail: "call",
                undone: "DeleteSchedule")
        ],
        "states": [
            ChangeRule(
                .automation, "CreateStateMachine UpdateStateMachine",
                id: "response.stateMachineArn request.stateMachineArn request.name", detail: "call",
                undone: "DeleteStateMachine")
        ],
        "ssm": [
            ChangeRule(
                .automation, "CreateDocument UpdateDocument UpdateDocumentDefaultVersion", id: "request.name",
                detail: "call", undone: "DeleteDocument"),
            ChangeRule(
                .automation, "CreateAssociation UpdateAssociation",
                id: "response.associationDescription.associationId request.associationId", detail: "request.name",
                undone: "DeleteAssociation"),
            ChangeRule(
                .automation, "CreateMaintenanceWindow RegisterTaskWithMaintenanceWindow",
                id: "response.windowId request.windowId", detail: "call", undone: "DeleteMaintenanceWindow"),
            ChangeRule(
                .automation, "CreateActivation", id: "response.activationId request.activationId",
                detail: "request.iamRole", undone: "DeleteActivation"),
            ChangeRule(
                .resourcePolicy, "ModifyDocumentPermission", id: "request.name", detail: "request.accountIdsToAdd",
                when: "request.accountIdsToAdd", undone: "DeleteDocument",
                undo: [
                    .init("ModifyDocumentPermission", id: "request.name", detail: "request.accountIdsToRemove")
                ]),
            ChangeRule(
                .parameter, "PutParameter", id: "request.name", undone: "DeleteParameter",
                undo: [.init("DeleteParameters", id: "request.names")]),
            ChangeRule(
                .resourceDeleted, "DeleteParameter", id: "request.name", detail: "call",
                undo: [.init("PutParameter", id: "request.name")]),
        ],
    ]

    private static let lambda: [ChangeRule] = [
        ChangeRule(
            .function, "CreateFunction", id: "response.functionArn request.functionName", detail: "request.role",
            undone: "DeleteFunction"),
        ChangeRule(
            .functionCode, "UpdateFunctionCode UpdateFunctionConfiguration",
            id: "response.functionArn request.functionName", detail: "call", undone: "DeleteFunction", replaced: true),
        ChangeRule(
            .functionPermission, "AddPermission", id: "request.functionName", detail: "request.statementId",
            key: .idAndDetail, undone: "RemovePermission",
            undo: [.init("DeleteFunction", id: "request.functionName")]),
        ChangeRule(
            .functionURL, "CreateFunctionUrlConfig UpdateFunctionUrlConfig", id: "request.functionName",
            detail: "request.authType", undone: "DeleteFunctionUrlConfig DeleteFunction", replaced: true,
            grants: .value("request.authType")),
        ChangeRule(
            .functionTrigger, "CreateEventSourceMapping UpdateEventSourceMapping",
            id: "response.uUID response.uuid request.uUID request.uuid",
            detail: "request.functionName response.functionArn", undone: "DeleteEventSourceMapping",
            undo: [.init("DeleteFunction", id: "request.functionName", namesDetail: true)]),
        ChangeRule(
            .layer, "PublishLayerVersion", id: "response.layerVersionArn response.layerArn request.layerName",
            detail: "response.version",
            undo: [.init("DeleteLayerVersion", id: "request.layerName", detail: "request.versionNumber")]),
        ChangeRule(
            .functionPermission, "AddLayerVersionPermission", id: "request.layerName", detail: "request.statementId",
            key: .idAndDetail, undone: "RemoveLayerVersionPermission"),
        ChangeRule(.resourceDeleted, "DeleteFunction", id: "request.functionName", detail: "call"),
    ]
}
