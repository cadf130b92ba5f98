extension ChangeTable {
    /// Ways into machines that run: commands, sessions and keys that log in for a minute. What was done inside is not in
    /// the trail.
    /// Source: the API references of Systems Manager, EC2 Instance Connect and ECS. Systems Manager hides the parameters
    /// of commands in its records.
    static let machines: [String: [ChangeRule]] = [
        "ssm": [
            // A command goes to instances by their IDs, or to whatever a tag names.
            ChangeRule(
                .instanceCommand, "SendCommand",
                id: "request.instanceIds response.command.instanceIds request.targets.values",
                detail: "response.command.commandId"),
            ChangeRule(
                .instanceSession, "StartSession", id: "request.target", detail: "response.sessionId",
                undo: [.init("TerminateSession", id: "request.sessionId", namesDetail: true)]),
            ChangeRule(
                .instanceSession, "ResumeSession", id: "response.sessionId request.sessionId", detail: "call",
                undone: "TerminateSession"),
            ChangeRule(
                .automation, "StartAutomationExecution", id: "request.documentName",
                detail: "response.automationExecutionId",
                undo: [.init("StopAutomationExecution", id: "request.automationExecutionId", namesDetail: true)]),
        ],
        "ec2-instance-connect": [
            ChangeRule(
                .instanceLogin, "SendSSHPublicKey", id: "request.instanceId", detail: "request.instanceOSUser"),
            ChangeRule(
                .instanceLogin, "SendSerialConsoleSSHPublicKey", id: "request.instanceId", detail: "request.serialPort"),
            ChangeRule(
                .instanceLogin, "OpenTunnel", id: "request.instanceId request.privateIpAddress",
                detail: "request.remotePort"),
        ],
        "ec2": [
            ChangeRule(
                .network, "CreateInstanceConnectEndpoint",
                id: """
                    response.CreateInstanceConnectEndpointResponse.instanceConnectEndpoint.instanceConnectEndpointId
                    """, detail: "call",
                undo: [
                    .init(
                        "DeleteInstanceConnectEndpoint",
                        id: "request.DeleteInstanceConnectEndpointRequest.InstanceConnectEndpointId")
                ]),
            ChangeRule(
                .interfaceSecurityGroups, "ModifyNetworkInterfaceAttribute", id: "request.networkInterfaceId",
                detail: "request.groupSet.items.groupId", when: "request.groupSet.items", replaced: true,
                undo: [.init("DeleteNetworkInterface", id: "request.networkInterfaceId")]),
        ],
        "ecs": [
            ChangeRule(
                .containerCommand, "ExecuteCommand", id: "response.taskArn request.task",
                detail: "response.session.sessionId",
                undo: [.init("StopTask", id: "request.task")])
        ],
    ]
}
