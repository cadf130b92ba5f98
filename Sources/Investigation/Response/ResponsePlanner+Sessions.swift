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
    /// Denies everything to sessions that were issued before the script ran. `aws:TokenIssueTime` exists for temporary
    /// credentials alone, so that it would leave a user's keys as they are.
    /// Source: the IAM user guide, "Revoke IAM role temporary security credentials".
    private static let denyOlder =
        ShellWord(
            #"{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Action":"*","Resource":"*","#
                + #""Condition":{"DateLessThan":{"aws:TokenIssueTime":""#)
        + .variable("CUTOFF") + #""}}}]}"#
    private static let userPolicy = "IncidentDenyAll"
    private static let rolePolicy = "IncidentRevokeOlderSessions"

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
        if let quarantine = proof.quarantine(of: owner.name, account: owner.account) {
            let name = ARN(quarantine.policy)?.name ?? quarantine.policy
            let by = index.text(.principal, quarantine.row) ?? "none"
            action +=
                quarantine.isAttached
                ? " \(name) was attached on \(moment(quarantine.row)): it forbids the costliest calls and no more."
                : " \(name) was detached on \(moment(quarantine.row)) by \(by): ask why."
            evidence.append(quarantine.row)
        }
        add(
            ResponseDraft(
                stage: .users, operation: "deny-user", action: action, target: owner.name, account: owner.account,
                region: nil, commands: [denyCommand(owner)],
                breaks: "Everything that the user does, by any key and in the console.",
                undo: iam(
                    "delete-user-policy", owner.partition,
                    [.text("UserName", owner.name), .text("PolicyName", Self.userPolicy)]
                ).text, verifiedBy: proof.denials(of: owner.name, account: owner.account, after: row),
                evidence: evidence))
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
        let step: (action: String, command: AWSCommand, verifiedBy: [Int])
        switch owner.kind {
        case .user:
            step = (
                "End the session \(target) of the user \(owner.name): the denial of its user ends it.",
                denyCommand(owner), proof.denials(of: owner.name, account: owner.account, after: credential.lastUse)
            )
        case .role:
            step = (
                "End the session \(target) of the role \(owner.name): revoking the role's older sessions ends it.",
                revocation(owner), proof.denials(of: owner.name, account: owner.account, after: credential.lastUse)
            )
        case .root:
            step = (
                "End the root session \(target): sign in as root, and change the password and the MFA device. No policy "
                    + "binds root but one of the organization.",
                iam("get-account-summary", owner.partition, [], query: "SummaryMap.AccountMFAEnabled"), []
            )
        case .other:
            step = (
                "Find what issued the session \(target) of \(owner.name), and end it there: the identity provider, or "
                    + "IAM Identity Center.",
                lookUp(
                    credential.evidence.first, region: credential.evidence.first.flatMap { index.text(.region, $0) }),
                []
            )
        }
        add(
            ResponseDraft(
                stage: owner.kind == .role ? .roles : .users, operation: "end-session", action: step.action,
                target: target, account: owner.account, region: nil, commands: [step.command],
                breaks: "See the step of its \(owner.kind == .role ? "role" : "user").",
                undo: "See there.", verifiedBy: step.verifiedBy, evidence: credential.evidence))
    }

    // MARK: Roles

    mutating func roles(_ credentials: [TaintedCredential]) {
        var roles: [CredentialOwner: (principal: String, last: Int, evidence: [Int])] = [:]
        func taint(_ principal: String, _ account: String, _ rows: [Int]) {
            let owner = CredentialOwner(principal: principal, account: account)
            guard owner.kind == .role else { return }
            let before = roles[owner] ?? (principal, 0, [])
            roles[owner] = (principal, max(before.last, rows.max() ?? 0), before.evidence + ends(rows))
        }
        for key in scope.confirmedKeys { taint(key.principal, "", key.attackerRows) }
        for session in scope.sessions where session.status == .confirmed {
            taint(session.principal, "", session.rows)
        }
        for node in lineage.nodes where node.status == .confirmed && (node.kind == .role || node.kind == .session) {
            taint(node.principal, "", issues[node.id] ?? [])
        }
        // What was assumed through a door that the attacker made is the attacker's.
        for change in changes where change.kind == .role || change.kind == .trustPolicy {
            taint(rolePrincipal(of: change), change.account, [change.row])
        }
        for credential in credentials where credential.owner.kind == .role && !credential.isLongTerm {
            let owner = credential.owner
            let before = roles[owner]
            roles[owner] = (
                before?.principal ?? "", max(before?.last ?? 0, credential.lastUse),
                (before?.evidence ?? []) + credential.evidence
            )
        }
        for (owner, role) in roles.sorted(by: { $0.key < $1.key }) {
            revoke(owner, role.principal, after: role.last, role.evidence)
        }
    }

    /// The role of a change by its ARN: with its path where the trail has it.
    private func rolePrincipal(of change: ResourceChange) -> String {
        if let detail = change.detail, ARN(detail) != nil { return detail }
        let partition = CredentialOwner(principal: change.by, account: change.account).partition
        let table = index.table(.principal)
        let own = CredentialOwner(kind: .role, name: change.id, account: change.account, partition: partition)
        let known = (0..<UInt32(table.codeCount)).compactMap { table[$0] }.filter { principal in
            principal.hasSuffix("/" + change.id) && CredentialOwner(principal: principal, account: "") == own
        }
        return known.min() ?? "arn:\(partition):iam::\(change.account):role/\(change.id)"
    }

    private func revocation(_ owner: CredentialOwner) -> AWSCommand {
        iam(
            "put-role-policy", owner.partition,
            [
                .text("RoleName", owner.name), .text("PolicyName", Self.rolePolicy),
                .word("PolicyDocument", Self.denyOlder),
            ])
    }

    private mutating func revoke(_ owner: CredentialOwner, _ principal: String, after row: Int, _ evidence: [Int]) {
        let sessions = legitimateSessions(of: principal)
        let shown =
            sessions.prefix(10).joined(separator: ", ")
            + (sessions.count > 10 ? " and \(sessions.count - 10) more" : "")
        var action = "Revoke the sessions of the role \(owner.name) that were issued before now."
        if owner.name.hasPrefix("AWSReservedSSO_") {
            action += " The role belongs to IAM Identity Center, and only a change of its permission set holds."
        }
        add(
            ResponseDraft(
                stage: .roles, operation: "revoke-sessions", action: action, target: owner.name, account: owner.account,
                region: nil, commands: [revocation(owner)],
                breaks: sessions.isEmpty
                    ? "Sessions of others, of which the trail shows none in its last 12 hours."
                    : "Sessions of others too, \(sessions.count) in the last 12 hours of the trail: \(shown).",
                undo: iam(
                    "delete-role-policy", owner.partition,
                    [.text("RoleName", owner.name), .text("PolicyName", Self.rolePolicy)]
                ).text, verifiedBy: proof.denials(of: owner.name, account: owner.account, after: row),
                evidence: evidence))
    }

    /// Sessions of a role that may still live and are not the attacker's, ascending: a role session lasts 12 hours at
    /// most. Source: the STS API reference, AssumeRole, DurationSeconds.
    private func legitimateSessions(of principal: String) -> [String] {
        guard let end = index.span?.upperBound, !principal.isEmpty else { return [] }
        let attacker = RowSet(sorted: scope.attackerRows.map { UInt32($0) }, universe: index.count)
        let rows = index.rows(.principal, equal: principal)
            .intersection(index.rows(from: end.advanced(byMilliseconds: -12 * EventTime.hour), to: nil))
            .subtracting(attacker)
        return index.values(.session, in: rows)
    }
}
