internal import CloudTrail
internal import JSON

/// A permission set of IAM Identity Center, known by the role that it makes in an account.
/// Source: the IAM Identity Center user guide, "Referencing permission sets", on the names of the roles.
struct PermissionSet {
    private static let prefix = "AWSReservedSSO_"

    let name: String
    /// Where Identity Center runs; nil where the role's path does not tell.
    let region: String?

    /// Nil for roles that others made.
    ///
    /// - Parameter principal: the role's ARN, with its path where the trail has it.
    init?(role: String, principal: String) {
        guard role.hasPrefix(Self.prefix) else { return nil }
        let rest = role.dropFirst(Self.prefix.count)
        // Sixteen characters of the service's own end it.
        name = rest.lastIndex(of: "_").map { String(rest[..<$0]) } ?? String(rest)
        // `role/aws-reserved/sso.amazonaws.com/REGION/NAME`
        let parts = principal.split(separator: "/")
        let place = parts.firstIndex(of: "sso.amazonaws.com").map { $0 + 1 } ?? parts.endIndex
        region = place < parts.endIndex - 1 ? String(parts[place]) : nil
    }
}

extension ResponsePlanner {
    private static let instance = AWSCommand.Parameter.word("InstanceArn", .variable("SSO_INSTANCE"))
    private static let permissions = AWSCommand.Parameter.word("PermissionSetArn", .variable("PERMISSION_SET"))

    /// Where this is done, and how the values are found.
    private static let office =
        "From the management account or the delegated administrator of IAM Identity Center, with SSO_INSTANCE and "
        + "PERMISSION_SET as list-instances and list-permission-sets show them"

    private func center(_ operation: String, _ set: PermissionSet, _ more: [AWSCommand.Parameter]) -> AWSCommand {
        AWSCommand("sso-admin \(operation)", region: set.region, [Self.instance, Self.permissions] + more)
    }

    private func place(_ owner: CredentialOwner) -> [AWSCommand.Parameter] {
        [.text("TargetId", owner.account), .text("TargetType", "AWS_ACCOUNT")]
    }

    /// Denies everything to older sessions through the inline policy of the permission set: IAM lets nobody change the
    /// role.
    /// Source: the IAM Identity Center user guide, "Revoke active IAM role sessions created by permission sets".
    func centralRevocation(_ owner: CredentialOwner, _ set: PermissionSet, denial: ShellWord) -> [AWSCommand] {
        [
            AWSCommand("sso-admin list-instances", region: set.region),
            center("get-inline-policy-for-permission-set", set, []),
            center("put-inline-policy-to-permission-set", set, [.word("InlinePolicy", denial)]),
            center("provision-permission-set", set, place(owner)),
        ]
    }

    func centralRevocationAction(_ owner: CredentialOwner, _ set: PermissionSet) -> String {
        "Revoke the sessions of the role \(owner.name) that were issued before now. IAM lets nobody change a role of IAM "
            + "Identity Center: put the denial into the inline policy of its permission set \(set.name), together with "
            + "what that policy holds, since the command replaces it. \(Self.office)."
    }

    static let centralUndo =
        "put-inline-policy-to-permission-set with what get-inline-policy-for-permission-set showed before, or "
        + "delete-inline-policy-from-permission-set where that was nothing; then provision-permission-set."

    /// Takes the permission set from the user, who could otherwise open the next session at once.
    mutating func unassign(_ owner: CredentialOwner, _ set: PermissionSet, users: [String], _ evidence: [Int]) {
        let who = users.isEmpty ? "of the session" : users.joined(separator: ", ")
        add(
            ResponseDraft(
                stage: .roles, operation: "remove-assignment", rank: 1,
                action:
                    "Disable in IAM Identity Center the user \(who), which the console alone can, and remove the "
                    + "assignment to the permission set \(set.name) in this account; one through a group ends when the "
                    + "user leaves the group. \(Self.office), and SSO_USER as list-account-assignments shows it.",
                target: owner.name, account: owner.account, region: nil,
                commands: [
                    center("list-account-assignments", set, [.text("AccountId", owner.account)]),
                    center(
                        "delete-account-assignment", set,
                        place(owner) + [
                            .text("PrincipalType", "USER"), .word("PrincipalId", .variable("SSO_USER")),
                        ]),
                ],
                breaks: "What the user does in this account with the permission set.",
                undo: "create-account-assignment with the same values, and enable the user again.", evidence: evidence))
    }
}
