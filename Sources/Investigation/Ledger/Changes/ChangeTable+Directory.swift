extension ChangeTable {
    /// Who may do what beyond one account: IAM Identity Center, AWS Organizations, AWS accounts as such.
    /// Source: the API references of these services.
    static let directory: [String: [ChangeRule]] = [
        "sso": [
            ChangeRule(
                .permissionSet, "CreatePermissionSet",
                id: "response.permissionSet.permissionSetArn request.permissionSetArn request.name",
                undone: "DeletePermissionSet"),
            ChangeRule(
                .permissionSet, "PutInlinePolicyToPermissionSet", id: "request.permissionSetArn", detail: "call",
                undone: "DeleteInlinePolicyFromPermissionSet DeletePermissionSet", replaced: true,
                grants: .policy("inlinePolicy")),
            ChangeRule(
                .permissionSet, "AttachManagedPolicyToPermissionSet", id: "request.permissionSetArn",
                detail: "request.managedPolicyArn", key: .idAndDetail,
                undone: "DetachManagedPolicyFromPermissionSet",
                undo: [.init("DeletePermissionSet", id: "request.permissionSetArn")]),
            ChangeRule(
                .accountAssignment, "CreateAccountAssignment", id: "request.permissionSetArn",
                detail: "request.principalId", key: .idAndDetail, undone: "DeleteAccountAssignment",
                undo: [.init("DeletePermissionSet", id: "request.permissionSetArn")]),
            ChangeRule(
                .accountSetting, "UpdateSsoConfiguration CreateInstanceAccessControlAttributeConfiguration", id: "call",
                detail: "request.instanceArn", replaced: true),
        ],
        "sso-directory": directoryRules,
        "identitystore": directoryRules,
        "organizations": [
            ChangeRule(
                .organization, "LeaveOrganization", id: "account", detail: "call",
                undo: [.any("AcceptHandshake")]),
            ChangeRule(
                .organization, "RemoveAccountFromOrganization", id: "request.accountId", detail: "call"),
            ChangeRule(
                .organization, "DetachPolicy", id: "request.policyId", detail: "request.targetId", key: .idAndDetail,
                undone: "AttachPolicy"),
            ChangeRule(
                .organization, "AttachPolicy", id: "request.policyId", detail: "request.targetId", key: .idAndDetail,
                undone: "DetachPolicy"),
            ChangeRule(
                .organization, "CreatePolicy UpdatePolicy",
                id: "response.policy.policySummary.id request.policyId", detail: "call", undone: "DeletePolicy",
                replaced: true),
            ChangeRule(.organization, "DeletePolicy", id: "request.policyId", detail: "call"),
            ChangeRule(
                .organization, "DisablePolicyType", id: "request.policyType", detail: "request.rootId",
                undone: "EnablePolicyType"),
            ChangeRule(
                .organization, "RegisterDelegatedAdministrator", id: "request.accountId",
                detail: "request.servicePrincipal", key: .idAndDetail, undone: "DeregisterDelegatedAdministrator"),
            ChangeRule(
                .organization, "CreateAccount InviteAccountToOrganization",
                id: "response.createAccountStatus.accountId response.handshake.id request.accountName", detail: "call",
                undone: "CancelHandshake CloseAccount"),
            ChangeRule(
                .organization, "MoveAccount", id: "request.accountId", detail: "request.destinationParentId",
                replaced: true),
            ChangeRule(
                .organization, "CloseAccount", id: "request.accountId", detail: "call"),
        ],
        "account": [
            ChangeRule(
                .accountSetting,
                "PutAlternateContact DeleteAlternateContact PutContactInformation EnableRegion DisableRegion",
                id: "call",
                detail: "request.regionName request.alternateContactType")
        ],
        "servicequotas": [
            ChangeRule(
                .quota, "RequestServiceQuotaIncrease", id: "request.quotaCode", detail: "request.serviceCode")
        ],
    ]

    private static let directoryRules: [ChangeRule] = [
        ChangeRule(
            .directoryUser, "CreateUser", id: "response.user.userId response.userId request.userId",
            detail: "request.identityStoreId", undone: "DeleteUser DisableUser"),
        ChangeRule(
            .directoryUser, "UpdatePassword EnableUser", id: "request.userId", detail: "request.identityStoreId",
            undone: "DeleteUser DisableUser"),
        ChangeRule(
            .directoryGroup, "CreateGroup", id: "response.group.groupId response.groupId request.groupId",
            detail: "request.identityStoreId", undone: "DeleteGroup"),
        ChangeRule(
            .groupMembership, "AddMemberToGroup CreateGroupMembership",
            id: "request.groupId", detail: "request.member.memberId request.memberId.userId request.memberId",
            key: .idAndDetail, undone: "RemoveMemberFromGroup",
            undo: [
                .init("DeleteGroup", id: "request.groupId"),
                .init("DeleteUser", id: "request.userId", namesDetail: true),
            ]),
    ]
}
