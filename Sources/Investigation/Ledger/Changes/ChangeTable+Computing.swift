extension ChangeTable {
    /// Machines: what runs, what runs it, and who can log in. Of EC2's calls the older ones are recorded flat, the newer
    /// ones within a member that is named after the request.
    /// Source: the Amazon EC2 API Reference, and records of such calls.
    static let computing: [String: [ChangeRule]] = [
        "ec2": instances + attributes + profiles + accountSettings + templates
    ]

    private static let instance = "response.instancesSet.items.instanceId request.instancesSet.items.instanceId"

    private static let instances: [ChangeRule] = [
        ChangeRule(
            .keyPair, "CreateKeyPair ImportKeyPair",
            id: "request.keyName response.keyName response.keyPairId request.keyPairId", detail: "response.keyPairId",
            undone: "DeleteKeyPair"),
        ChangeRule(
            .instanceLaunched, "RunInstances", id: instance,
            detail: "request.instancesSet.items.keyName request.keyName", undone: "TerminateInstances"),
        // Who starts what runs changes nothing, and the call succeeds.
        ChangeRule(
            .instanceStarted, "StartInstances", id: instance,
            when: "response.instancesSet.items.previousState.name!=running",
            undone: "StopInstances TerminateInstances"),
        ChangeRule(
            .instanceStopped, "StopInstances", id: instance,
            when: "response.instancesSet.items.previousState.name!=stopped", undone: "StartInstances"),
        ChangeRule(.instanceTerminated, "TerminateInstances", id: instance),
    ]

    private static let attributes: [ChangeRule] = [
        ChangeRule(
            .userData, "ModifyInstanceAttribute", id: "request.instanceId", when: "request.userData", replaced: true,
            undo: [.init("TerminateInstances", id: instance)]),
        ChangeRule(
            .instanceSecurityGroups, "ModifyInstanceAttribute", id: "request.instanceId",
            detail: "request.groupSet.items.groupId", when: "request.groupSet.items", replaced: true,
            undo: [.init("TerminateInstances", id: instance)]),
        setting("disableApiTermination"), setting("disableApiStop"), setting("instanceInitiatedShutdownBehavior"),
        setting("sourceDestCheck"),
        ChangeRule(
            .instanceSetting, "ModifyInstanceMetadataOptions",
            id: "request.ModifyInstanceMetadataOptionsRequest.InstanceId request.instanceId", detail: "call",
            replaced: true, undo: [.init("TerminateInstances", id: instance)]),
    ]

    private static func setting(_ attribute: String) -> ChangeRule {
        ChangeRule(
            .instanceSetting, "ModifyInstanceAttribute", id: "request.instanceId", detail: "call",
            when: "request.\(attribute)", replaced: true, undo: [.init("TerminateInstances", id: instance)])
    }

    private static let profiles: [ChangeRule] = [
        ChangeRule(
            .instanceProfileAssociation, "AssociateIamInstanceProfile",
            id: """
                response.AssociateIamInstanceProfileResponse.iamInstanceProfileAssociation.associationId \
                request.DisassociateIamInstanceProfileRequest.AssociationId
                """,
            detail: "request.AssociateIamInstanceProfileRequest.InstanceId",
            undone: "DisassociateIamInstanceProfile",
            undo: [.init("TerminateInstances", id: instance, namesDetail: true)]),
        ChangeRule(
            .instanceProfileAssociation, "ReplaceIamInstanceProfileAssociation",
            id: """
                response.ReplaceIamInstanceProfileAssociationResponse.iamInstanceProfileAssociation.associationId \
                request.ReplaceIamInstanceProfileAssociationRequest.AssociationId \
                request.DisassociateIamInstanceProfileRequest.AssociationId
                """,
            detail: """
                response.ReplaceIamInstanceProfileAssociationResponse.iamInstanceProfileAssociation.instanceId
                """,
            undone: "DisassociateIamInstanceProfile", replaced: true,
            undo: [.init("TerminateInstances", id: instance, namesDetail: true)]),
    ]

    private static let accountSettings: [ChangeRule] = [
        ChangeRule(
            .accountSetting, "EnableSerialConsoleAccess", id: "call", undone: "DisableSerialConsoleAccess"),
        ChangeRule(
            .accountSetting, "DisableEbsEncryptionByDefault", id: "call", undone: "EnableEbsEncryptionByDefault"),
        ChangeRule(
            .accountSetting, "DisableSnapshotBlockPublicAccess", id: "call",
            undone: "EnableSnapshotBlockPublicAccess"),
        ChangeRule(
            .accountSetting, "DisableImageBlockPublicAccess", id: "call", undone: "EnableImageBlockPublicAccess"),
        ChangeRule(.accountSetting, "ModifyInstanceMetadataDefaults", id: "call", replaced: true),
    ]

    private static let templates: [ChangeRule] = [
        ChangeRule(
            .launchTemplate, "CreateLaunchTemplate",
            id: """
                response.CreateLaunchTemplateResponse.launchTemplate.launchTemplateId \
                request.CreateLaunchTemplateRequest.LaunchTemplateName
                """,
            undo: deletedTemplate),
        ChangeRule(
            .launchTemplate, "CreateLaunchTemplateVersion ModifyLaunchTemplate",
            id: """
                request.CreateLaunchTemplateVersionRequest.LaunchTemplateId \
                request.CreateLaunchTemplateVersionRequest.LaunchTemplateName \
                request.ModifyLaunchTemplateRequest.LaunchTemplateId \
                request.ModifyLaunchTemplateRequest.LaunchTemplateName
                """,
            detail: "call", undo: deletedTemplate),
        ChangeRule(
            .workload, "RequestSpotInstances",
            id: "response.spotInstanceRequestSet.items.spotInstanceRequestId", detail: "call",
            undo: [
                .init("CancelSpotInstanceRequests", id: "request.spotInstanceRequestIdSet.items.spotInstanceRequestId")
            ]),
        ChangeRule(
            .workload, "CreateFleet", id: "response.CreateFleetResponse.fleetId", detail: "call",
            undo: [.init("DeleteFleets", id: "request.DeleteFleetsRequest.FleetId.content")]),
        ChangeRule(
            .workload, "RequestSpotFleet", id: "response.spotFleetRequestId", detail: "call",
            undo: [.init("CancelSpotFleetRequests", id: "request.spotFleetRequestIds")]),
    ]

    private static let deletedTemplate = [
        ChangeRule.Undo(
            "DeleteLaunchTemplate",
            id: """
                request.DeleteLaunchTemplateRequest.LaunchTemplateId \
                request.DeleteLaunchTemplateRequest.LaunchTemplateName
                """)
    ]
}
