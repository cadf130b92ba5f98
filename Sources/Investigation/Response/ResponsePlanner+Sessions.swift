internal import CloudTrail
internal import Events
internal import JSON

extension ResponsePlanner {
    /// Denies everything: to a user, whose federation tokens and sessions outlive the key that made them by up to 36
    /// hours. Source: the STS API reference, GetFederationToken, DurationSeconds.
    private static let denyAll = ShellWord(
        JSONWriter(.compact).string([
            "Version": "2012-10-17",
            "Statement": [["Effect": "Deny", "Action": "*", "Resource": "*"]],
        ]))
    private static let userPolicy = "IncidentDenyAll"

    // MARK: Users

    mutating func users(_ credentials: [TaintedCredential]) {
        var users: [CredentialOwner: (last: Int, evidence: [Int])] = [:]
        func taint(_ owner: CredentialOwner, _ last: Int, _ evidence: [Int]) {
            let before = users[owner] ?? (last, [])
            users[owner] = (max(before.last, last), before.evidence + evidence)
        }
        for credential in credentials { taint(credential.owner, credential.lastUse, credential.evidence) }
        // A user who was made, or given a password, is a door of its own.
        for change in changes where [.user, .loginProfile].contains(change.kind) {
            let caller = CredentialOwner(principal: change.by, account: change.account)
            let name = ResponsePlanner.userName(change)
            // Of root's password see there.
            if name.isEmpty { continue }
            taint(
                CredentialOwner(kind: .user, name: name, account: change.account, partition: caller.partition),
                change.row, [change.row])
        }
        for (owner, taint) in users.sorted(by: { $0.key < $1.key }) where owner.kind == .user {
            deny(owner, after: taint.last, taint.evidence)
            doors(owner, taint.evidence)
        }
        for credential in credentials where !credential.isLongTerm { session(credential) }
    }

    /// The user that a change is about: an ARN, or a name.
    private static func userName(_ change: ResourceChange) -> String {
        ARN(change.id).map(\.name) ?? change.id
    }

    private mutating func deny(_ owner: CredentialOwner, after row: Int, _ evidence: [Int]) {
        var action = "Deny everything to the user \(owner.name): tokens and sessions outlive the keys."
        var evidence = evidence
        if let quarantine = proof.quarantine(of: owner) {
            let name = ARN(quarantine.policy)?.name ?? quarantine.policy
            let date = moment(quarantine.row)
            let isAttackers = scope.attackerRows.contains(quarantine.row)
            let by = isAttackers ? "the attacker" : index.text(.principal, quarantine.row) ?? "none"
            action +=
                quarantine.isAttached
                ? " \(name) was attached on \(date): it forbids the costliest calls and no more."
                : " \(name) was detached on \(date) by \(by): put it back, or see that the keys are dealt with first."
            evidence.append(quarantine.row)
        }
        let denial = proof.denial(of: owner, after: row)
        if let made = made[owner] { release(owner, made, ownPolicy: denial.by.isEmpty ? Self.userPolicy : nil) }
        add(
            ResponseDraft(
                stage: .users, operation: "deny-user", action: action, target: owner.name, account: owner.account,
                region: nil, commands: [denyCommand(owner)],
                breaks: "Everything that the user does, by any key and in the console.",
                undo: iam(
                    "delete-user-policy", owner.partition,
                    [.text("UserName", owner.name), .text("PolicyName", Self.userPolicy)]
                ).text, verifiedBy: denial.by, takenBackBy: denial.relapses, evidence: evidence))
    }

    private func denyCommand(_ owner: CredentialOwner) -> AWSCommand {
        iam(
            "put-user-policy", owner.partition,
            [
                .text("UserName", owner.name), .text("PolicyName", Self.userPolicy),
                .word("PolicyDocument", Self.denyAll),
            ])
    }

    /// Other ways in than access keys, to be looked at: an attacker, or the leak itself, may have left one.
    private mutating func doors(_ owner: CredentialOwner, _ evidence: [Int]) {
        let user: [AWSCommand.Parameter] = [.text("UserName", owner.name)]
        let calls = [
            "get-login-profile", "list-access-keys", "list-mfa-devices", "list-service-specific-credentials",
            "list-ssh-public-keys", "list-signing-certificates",
        ]
        add(
            ResponseDraft(
                stage: .doors, operation: "look-for-doors",
                action: "Look for other doors of the user \(owner.name): password, keys, MFA devices, service "
                    + "credentials, SSH keys, certificates. A user without a password has no login profile, which is an "
                    + "error that says so.", target: owner.name, account: owner.account, region: nil,
                commands: calls.map { iam($0, owner.partition, user) }, evidence: evidence))
    }

    /// A session that no key ends: each has a step that says what does.
    private mutating func session(_ credential: TaintedCredential) {
        let owner = credential.owner
        let name = [credential.key, credential.session].compactMap { $0 }.joined(separator: " ")
        let target = name.isEmpty ? owner.name : name
        let denial = proof.denial(of: owner, after: credential.lastUse)
        let step: (action: String, commands: [AWSCommand], standing: Standing)
        switch owner.kind {
        case .user:
            step = (
                "End the session \(target) of the user \(owner.name): the denial of its user ends it.",
                [denyCommand(owner)], denial
            )
        case .role:
            step = (
                "End the session \(target) of the role \(owner.name): revoking the role's older sessions ends it.",
                revocation(owner), denial
            )
        case .root:
            step = (
                "End the root session \(target): sign in as root, and change the password and the MFA device. No policy "
                    + "binds root but one of the organization.",
                [iam("get-account-summary", owner.partition, [], query: "SummaryMap.AccountMFAEnabled")], Standing()
            )
        case .other:
            step = (
                "Find what issued the session \(target) of \(owner.name), and end it there: the identity provider, or "
                    + "IAM Identity Center.",
                [
                    lookUp(
                        credential.evidence.first, region: credential.evidence.first.flatMap { index.text(.region, $0) }
                    )
                ], Standing()
            )
        }
        add(
            ResponseDraft(
                stage: owner.kind == .role ? .roles : .users, operation: "end-session", action: step.action,
                target: target, account: owner.account, region: nil, commands: step.commands,
                breaks: "See the step of its \(owner.kind == .role ? "role" : "user").",
                undo: "See there.", verifiedBy: step.standing.by, takenBackBy: step.standing.relapses,
                evidence: credential.evidence))
    }
}
