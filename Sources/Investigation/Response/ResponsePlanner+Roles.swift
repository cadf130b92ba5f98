internal import CloudTrail
internal import Events
internal import Ingest
internal import JSON
internal import Records

extension ResponsePlanner {
    /// Denies everything to sessions that were issued before the script ran. `aws:TokenIssueTime` exists for temporary
    /// credentials alone, so that it would leave a user's keys as they are.
    /// Source: the IAM user guide, "Revoke IAM role temporary security credentials".
    private static let denyOlder =
        ShellWord(
            #"{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Action":"*","Resource":"*","#
                + #""Condition":{"DateLessThan":{"aws:TokenIssueTime":""#)
        + .variable("CUTOFF") + #""}}}]}"#
    private static let rolePolicy = "IncidentRevokeOlderSessions"

    mutating func roles(_ credentials: [TaintedCredential]) {
        var roles: [CredentialOwner: (principal: String, last: Int, evidence: [Int])] = [:]
        func taint(_ principal: String, _ account: String, _ rows: [Int]) {
            let owner = CredentialOwner(principal: principal, account: account)
            guard owner.kind == .role else { return }
            let before = roles[owner] ?? (principal, 0, [])
            roles[owner] = (principal, max(before.last, lastSuccess(rows) ?? 0), before.evidence + ends(rows))
        }
        for key in scope.confirmedKeys { taint(key.principal, "", key.attackerRows) }
        for session in scope.sessions where session.status == .confirmed {
            taint(session.principal, "", session.rows)
        }
        for node in lineage.nodes where node.status == .confirmed && (node.kind == .role || node.kind == .session) {
            taint(node.principal, "", issues[node.id] ?? [])
        }
        for (principal, rows) in assumedRoles().sorted(by: { $0.key < $1.key }) { taint(principal, "", rows) }
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

    /// The roles that the attacker's calls assumed, with these calls: also where the record does not hold the key that
    /// was issued, and nobody saw it used.
    private func assumedRoles() -> [String: [Int]] {
        let calls = ["AssumeRole", "AssumeRoleWithSAML", "AssumeRoleWithWebIdentity"]
            .reduce(RowSet.none(of: index.count)) { $0.union(index.rows(.name, equal: $1)) }
        let rows = scope.attackerRows.filter { calls.contains($0) && index.flags($0).outcome == .ok }
        let others = Set(scope.keys.filter { $0.status != .confirmed }.map(\.accessKeyID))
            .union(scope.principals.filter { $0.status == .excluded }.map(\.principal))
        var roles: [String: [Int]] = [:]
        trail.records.forEach(rows) { row, record in
            guard let role = record.json[path: ["requestParameters", "roleArn"]]?.stringValue, !others.contains(role),
                CredentialIssue.issuedKey(in: record.json).map({ !others.contains($0) }) ?? true
            else { return }
            roles[role, default: []].append(row)
        }
        return roles.mapValues { $0.sorted() }
    }

    /// The role of a change by its ARN: with its path where the trail has it.
    private func rolePrincipal(of change: ResourceChange) -> String {
        if let detail = change.detail, ARN(detail) != nil { return detail }
        let partition = CredentialOwner(principal: change.by, account: change.account).partition
        return knownPrincipal(
            of: CredentialOwner(kind: .role, name: change.id, account: change.account, partition: partition))
            ?? "arn:\(partition):iam::\(change.account):role/\(change.id)"
    }

    /// The ARN by which the trail's calls know a role; nil where none of them is the role's.
    private func knownPrincipal(of owner: CredentialOwner) -> String? {
        let table = index.table(.principal)
        let known = (0..<UInt32(table.codeCount)).compactMap { table[$0] }.filter { principal in
            principal.hasSuffix("/" + owner.name) && CredentialOwner(principal: principal, account: "") == owner
        }
        return known.min()
    }

    /// The permission set that makes a role; nil for other roles.
    private func permissionSet(of owner: CredentialOwner) -> PermissionSet? {
        PermissionSet(role: owner.name, principal: knownPrincipal(of: owner) ?? "")
    }

    /// What ends the older sessions of a role.
    func revocation(_ owner: CredentialOwner) -> [AWSCommand] {
        if let set = permissionSet(of: owner) {
            return centralRevocation(owner, set, denial: Self.denyOlder)
        }
        return [
            iam(
                "put-role-policy", owner.partition,
                [
                    .text("RoleName", owner.name), .text("PolicyName", Self.rolePolicy),
                    .word("PolicyDocument", Self.denyOlder),
                ])
        ]
    }

    private mutating func revoke(_ owner: CredentialOwner, _ principal: String, after row: Int, _ evidence: [Int]) {
        let sessions = legitimateSessions(of: principal)
        let shown =
            sessions.prefix(10).joined(separator: ", ")
            + (sessions.count > 10 ? " and \(sessions.count - 10) more" : "")
        let set = permissionSet(of: owner)
        let denial = proof.denial(of: owner, after: row)
        if let made = made[owner] { release(owner, made, ownPolicy: denial.by.isEmpty ? Self.rolePolicy : nil) }
        add(
            ResponseDraft(
                stage: .roles, operation: "revoke-sessions",
                action: set.map { centralRevocationAction(owner, $0) }
                    ?? "Revoke the sessions of the role \(owner.name) that were issued before now.",
                target: owner.name, account: owner.account,
                region: nil, commands: revocation(owner),
                breaks: sessions.isEmpty
                    ? "Sessions of others, of which the trail shows none in its last 12 hours."
                    : "Sessions of others too, \(sessions.count) in the last 12 hours of the trail: \(shown).",
                undo: set == nil
                    ? iam(
                        "delete-role-policy", owner.partition,
                        [.text("RoleName", owner.name), .text("PolicyName", Self.rolePolicy)]
                    ).text : Self.centralUndo, verifiedBy: denial.by, takenBackBy: denial.relapses,
                evidence: evidence))
        if let set { unassign(owner, set, users: attackerSessions(of: owner), evidence) }
    }

    /// The names of the attacker's sessions of a role, ascending: those of Identity Center are called after their users.
    private func attackerSessions(of owner: CredentialOwner) -> [String] {
        let names = scope.sessions.filter { session in
            session.status == .confirmed
                && CredentialOwner(principal: session.principal, account: owner.account) == owner
        }.compactMap(\.session)
        return Set(names).sorted()
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
