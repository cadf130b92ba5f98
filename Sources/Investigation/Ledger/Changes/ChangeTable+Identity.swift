extension ChangeTable {
    /// Who may do what: IAM, IAM Roles Anywhere.
    /// Source: the API references of these services; CloudTrail writes their parameters with a small first letter.
    static let identity: [String: [ChangeRule]] = [
        "iam": keys + principals + policies + doors,
        "rolesanywhere": [
            ChangeRule(
                .trustAnchor, "CreateTrustAnchor EnableTrustAnchor UpdateTrustAnchor",
                id: "response.trustAnchor.trustAnchorId request.trustAnchorId", detail: "response.trustAnchor.name",
                undone: "DeleteTrustAnchor DisableTrustAnchor"),
            ChangeRule(
                .trustAnchor, "CreateProfile EnableProfile UpdateProfile",
                id: "response.profile.profileId request.profileId", detail: "response.profile.roleArns",
                undone: "DeleteProfile DisableProfile"),
        ],
    ]

    private static let keys: [ChangeRule] = [
        ChangeRule(
            .accessKey, "CreateAccessKey", id: "response.accessKey.accessKeyId request.accessKeyId",
            detail: "response.accessKey.userName request.userName caller", undone: "DeleteAccessKey",
            undo: ChangeRule.Undo.status("UpdateAccessKey", id: "request.accessKeyId")),
        ChangeRule(
            .accessKeyActivated, "UpdateAccessKey", id: "request.accessKeyId", detail: "request.userName caller",
            when: "request.status=Active", undone: "DeleteAccessKey",
            undo: [.init("UpdateAccessKey", id: "request.accessKeyId", when: "request.status=Inactive")]),
        ChangeRule(
            .accessKeyDeactivated, "UpdateAccessKey", id: "request.accessKeyId", detail: "request.userName caller",
            when: "request.status=Inactive",
            undo: [.init("UpdateAccessKey", id: "request.accessKeyId", when: "request.status=Active")]),
        ChangeRule(
            .sshPublicKey, "UploadSSHPublicKey", id: "response.sSHPublicKey.sSHPublicKeyId request.sSHPublicKeyId",
            detail: "request.userName caller", undone: "DeleteSSHPublicKey",
            undo: ChangeRule.Undo.status("UpdateSSHPublicKey", id: "request.sSHPublicKeyId")),
        ChangeRule(
            .serviceCredential, "CreateServiceSpecificCredential ResetServiceSpecificCredential",
            id: "response.serviceSpecificCredential.serviceSpecificCredentialId request.serviceSpecificCredentialId",
            detail: "request.userName response.serviceSpecificCredential.userName caller",
            undone: "DeleteServiceSpecificCredential",
            undo: ChangeRule.Undo.status(
                "UpdateServiceSpecificCredential", id: "request.serviceSpecificCredentialId")),
        ChangeRule(
            .signingCertificate, "UploadSigningCertificate",
            id: "response.certificate.certificateId request.certificateId", detail: "request.userName caller",
            undone: "DeleteSigningCertificate",
            undo: ChangeRule.Undo.status("UpdateSigningCertificate", id: "request.certificateId")),
    ]

    private static let principals: [ChangeRule] = [
        ChangeRule(.user, "CreateUser", id: "request.userName response.user.userName", undone: "DeleteUser"),
        ChangeRule(
            .loginProfile, "CreateLoginProfile UpdateLoginProfile", id: "request.userName caller",
            undone: "DeleteLoginProfile",
            undo: [.init("UpdateLoginProfile", id: "request.userName caller", isByOthers: true)]),
        ChangeRule(
            .loginProfile, "ChangePassword", id: "caller",
            undo: [
                .init("UpdateLoginProfile", id: "request.userName", isByOthers: true),
                .init("DeleteLoginProfile", id: "request.userName"),
            ]),
        // What the attacker makes in its place is the attacker's.
        gone("User", "userName"), gone("Role", "roleName"), gone("Group", "groupName"),
        ChangeRule(
            .resourceDeleted, "DeleteLoginProfile", id: "request.userName caller", detail: "call",
            undo: [.init("CreateLoginProfile", id: "request.userName", isByOthers: true)]),
        // A new key has another ID: nothing undoes it.
        ChangeRule(.resourceDeleted, "DeleteAccessKey", id: "request.accessKeyId", detail: "call"),
        ChangeRule(
            .role, "CreateRole CreateServiceLinkedRole", id: "request.roleName response.role.roleName",
            detail: "response.role.arn", undone: "DeleteRole DeleteServiceLinkedRole"),
        ChangeRule(
            .trustPolicy, "UpdateAssumeRolePolicy", id: "request.roleName", undone: "DeleteRole", replaced: true,
            grants: .policy("policyDocument")),
        ChangeRule(.group, "CreateGroup", id: "request.groupName", undone: "DeleteGroup"),
        ChangeRule(
            .groupMembership, "AddUserToGroup", id: "request.groupName", detail: "request.userName",
            key: .idAndDetail, undone: "RemoveUserFromGroup",
            undo: [.init("DeleteUser", id: "request.userName", namesDetail: true)]),
        ChangeRule(
            .groupMembershipRemoved, "RemoveUserFromGroup", id: "request.groupName", detail: "request.userName",
            key: .idAndDetail, undone: "AddUserToGroup",
            undo: [.init("DeleteUser", id: "request.userName", namesDetail: true, isByOthers: true)]),
        ChangeRule(
            .instanceProfile, "CreateInstanceProfile", id: "request.instanceProfileName",
            undone: "DeleteInstanceProfile"),
        ChangeRule(
            .resourceDeleted, "DeleteInstanceProfile RemoveRoleFromInstanceProfile",
            id: "request.instanceProfileName", detail: "call",
            undone: "CreateInstanceProfile AddRoleToInstanceProfile"),
        ChangeRule(
            .instanceProfile, "AddRoleToInstanceProfile", id: "request.instanceProfileName",
            detail: "request.roleName", key: .idAndDetail, undone: "RemoveRoleFromInstanceProfile",
            undo: [.init("DeleteInstanceProfile", id: "request.instanceProfileName")]),
    ]

    private static func gone(_ what: String, _ member: String) -> ChangeRule {
        ChangeRule(
            .resourceDeleted, "Delete\(what)", id: "request.\(member)", detail: "call",
            undo: [.init("Create\(what)", id: "request.\(member)", isByOthers: true)])
    }

    private static let policies: [ChangeRule] =
        policies(of: "User", .userPolicy, .userPolicyRemoved) + policies(of: "Role", .rolePolicy, .rolePolicyRemoved)
        + policies(of: "Group", .groupPolicy, .groupPolicyRemoved)
        + boundary(of: "User") + boundary(of: "Role") + managedPolicies

    private static func policies(
        of owner: String, _ kind: ResourceChange.Kind, _ removal: ResourceChange.Kind
    ) -> [ChangeRule] {
        let member = "request.\(owner.lowercased())Name"
        return [
            ChangeRule(
                kind, "Put\(owner)Policy", id: "request.policyName", detail: member, key: .idAndDetail,
                undone: "Delete\(owner)Policy", replaced: true, grants: .policy("policyDocument"),
                undo: [.init("Delete\(owner)", id: member, namesDetail: true)]),
            ChangeRule(
                kind, "Attach\(owner)Policy", id: "request.policyArn", detail: member, key: .idAndDetail,
                undone: "Detach\(owner)Policy", undo: [.init("Delete\(owner)", id: member, namesDetail: true)]),
            ChangeRule(
                removal, "Delete\(owner)Policy", id: "request.policyName", detail: member, key: .idAndDetail,
                undone: "Put\(owner)Policy",
                undo: [.init("Delete\(owner)", id: member, namesDetail: true, isByOthers: true)]),
            ChangeRule(
                removal, "Detach\(owner)Policy", id: "request.policyArn", detail: member, key: .idAndDetail,
                undone: "Attach\(owner)Policy",
                undo: [.init("Delete\(owner)", id: member, namesDetail: true, isByOthers: true)]),
        ]
    }

    private static func boundary(of owner: String) -> [ChangeRule] {
        let member = "request.\(owner.lowercased())Name"
        return [
            ChangeRule(
                .permissionsBoundary, "Put\(owner)PermissionsBoundary", id: member,
                detail: "request.permissionsBoundary", undone: "Delete\(owner)PermissionsBoundary Delete\(owner)",
                replaced: true, grants: .value("request.permissionsBoundary")),
            ChangeRule(
                .permissionsBoundary, "Delete\(owner)PermissionsBoundary", id: member, detail: "call",
                undone: "Put\(owner)PermissionsBoundary Delete\(owner)"),
        ]
    }

    private static let managedPolicies: [ChangeRule] = [
        ChangeRule(
            .managedPolicy, "CreatePolicy", id: "response.policy.arn request.policyArn request.policyName",
            undone: "DeletePolicy"),
        ChangeRule(
            .policyVersion, "CreatePolicyVersion", id: "request.policyArn",
            detail: "response.policyVersion.versionId request.versionId", key: .idAndDetail,
            undone: "DeletePolicyVersion", undo: [.init("DeletePolicy", id: "request.policyArn")]),
        ChangeRule(
            .policyVersion, "SetDefaultPolicyVersion", id: "request.policyArn", detail: "request.versionId",
            undone: "DeletePolicy", grants: .value("request.versionId"),
            undo: [.init("SetDefaultPolicyVersion", id: "request.policyArn", isByOthers: true)]),
        ChangeRule(
            .resourceDeleted, "DeletePolicy", id: "request.policyArn", detail: "call",
            undo: [.init("CreatePolicy", id: "response.policy.arn")]),
        ChangeRule(.resourceDeleted, "DeletePolicyVersion", id: "request.policyArn", detail: "request.versionId"),
    ]

    private static let doors: [ChangeRule] = [
        ChangeRule(
            .identityProvider, "CreateSAMLProvider UpdateSAMLProvider",
            id: "response.sAMLProviderArn request.sAMLProviderArn request.name", undone: "DeleteSAMLProvider"),
        ChangeRule(
            .identityProvider,
            "CreateOpenIDConnectProvider AddClientIDToOpenIDConnectProvider UpdateOpenIDConnectProviderThumbprint",
            id: "response.openIDConnectProviderArn request.openIDConnectProviderArn request.url",
            detail: "request.clientID request.url", undone: "DeleteOpenIDConnectProvider"),
        ChangeRule(
            .mfaDevice, "CreateVirtualMFADevice",
            id: "response.virtualMFADevice.serialNumber request.serialNumber request.virtualMFADeviceName",
            undone: "DeleteVirtualMFADevice"),
        ChangeRule(
            .mfaDevice, "EnableMFADevice", id: "request.serialNumber", detail: "request.userName caller",
            undone: "DeactivateMFADevice DeleteVirtualMFADevice"),
        ChangeRule(
            .mfaDeactivated, "DeactivateMFADevice", id: "request.serialNumber", detail: "request.userName caller",
            undo: [.init("EnableMFADevice", id: "request.userName caller", namesDetail: true)]),
        ChangeRule(
            .accountSetting, "UpdateAccountPasswordPolicy", id: "call", replaced: true),
        ChangeRule(
            .accountSetting, "DeleteAccountPasswordPolicy", id: "call", undo: [.any("UpdateAccountPasswordPolicy")]),
        ChangeRule(
            .accountSetting, "CreateAccountAlias DeleteAccountAlias", id: "call", detail: "request.accountAlias"),
    ]
}
