internal import CloudTrail

extension ResponsePlanner {
    /// The changes by which the attacker made users and roles; of several of one name the last counts.
    static func made(_ changes: [ResourceChange]) -> [CredentialOwner: ResourceChange] {
        let made = changes.compactMap { change -> (CredentialOwner, ResourceChange)? in
            guard change.kind == .user || change.kind == .role else { return nil }
            let kind: CredentialOwner.Kind = change.kind == .user ? .user : .role
            let partition = CredentialOwner(principal: change.by, account: change.account).partition
            let name = ARN(change.id)?.name ?? change.id
            return (CredentialOwner(kind: kind, name: name, account: change.account, partition: partition), change)
        }
        return Dictionary(made) { $1 }
    }

    /// Takes from a user or role that the attacker made the policies that others put on it, the response's own among
    /// them: IAM deletes neither while one is there. What the attacker hung on it has steps of its own, before this one.
    /// Source: the IAM API reference, DeleteUser and DeleteRole.
    ///
    /// - Parameter ownPolicy: the policy that a step of this plan puts on it; nil where that step needs not be taken.
    mutating func release(_ owner: CredentialOwner, _ made: ResourceChange, ownPolicy: String?) {
        let isUser = owner.kind == .user
        let word = isUser ? "user" : "role"
        let name: AWSCommand.Parameter = .text(isUser ? "UserName" : "RoleName", owner.name)
        let others = proof.policies(on: owner)
        let inline = Set(others.inline + [ownPolicy].compactMap { $0 }).sorted()
        let lists =
            isUser
            ? ["list-user-policies", "list-attached-user-policies", "list-groups-for-user"]
            : ["list-role-policies", "list-attached-role-policies", "list-instance-profiles-for-role"]
        let commands =
            lists.map { iam($0, owner.partition, [name]) }
            + inline.map { iam("delete-\(word)-policy", owner.partition, [name, .text("PolicyName", $0)]) }
            + others.attached.map { iam("detach-\(word)-policy", owner.partition, [name, .text("PolicyArn", $0)]) }
        add(
            ResponseDraft(
                stage: .principals, operation: "release-\(word)",
                action:
                    "Take the policies of the response from the \(word) \(owner.name), and see that nothing else hangs "
                    + "on it: IAM deletes no \(word) that has a policy.", target: owner.name, account: owner.account,
                region: nil, commands: commands,
                breaks: "The denial of the \(word): delete it at once, and not before its keys and passwords are gone.",
                undo: "Put the policies back with the commands of their own steps.",
                verifiedBy: made.removedBy.map { [$0] } ?? [], evidence: [made.row]))
    }
}
