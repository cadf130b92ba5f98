internal import CloudTrail
internal import Events

/// A credential in the attacker's hands, with what a command needs to know of it.
struct TaintedCredential: Hashable {
    /// Nil for a session without a key: a sign-in, or one that an issuing call named no key of.
    var key: String?
    var session: String?
    var owner: CredentialOwner
    /// Its last successful call by the attacker, or the call that issued it: what ends it comes later. A call that is
    /// refused behind that speaks for the end, and not against it.
    var lastUse: Int
    var evidence: [Int]
    /// When the owner last used it.
    var lastOtherUse: EventTime?
    /// The attacker had it made.
    var isIssued: Bool
    /// The attacker activated it, and nobody is known to use it: it is the owner's, and was inactive before.
    var isReactivated = false

    var isLongTerm: Bool { key.map { AccessKeyKind(accessKeyID: $0) != .temporary } ?? false }
}

extension ResponsePlanner {
    /// The credentials that the response must end: confirmed keys and sessions, and access keys that were created. By
    /// account, owner, key and session.
    func credentials() -> [TaintedCredential] {
        var found: [TaintedCredential] = []
        let sessions = Dictionary(
            scope.sessions.compactMap { session in session.accessKeyID.map { ($0, session.session) } }
        ) { first, _ in first }
        for key in scope.confirmedKeys { found.append(credential(key, session: sessions[key.accessKeyID] ?? nil)) }
        let known = Set(found.compactMap(\.key))
        let unused = changes.filter { $0.isOfAccessKey && !known.contains($0.id) }
        for (id, changes) in Dictionary(grouping: unused, by: \.id) {
            let created = changes.first { $0.kind == .accessKey }
            guard let last = changes.last else { continue }
            found.append(
                TaintedCredential(
                    key: id, session: nil, owner: owner(of: created ?? last), lastUse: last.row,
                    evidence: changes.map(\.row), lastOtherUse: nil, isIssued: created != nil,
                    isReactivated: created == nil))
        }
        for session in scope.sessions where session.status == .confirmed {
            if let key = session.accessKeyID, known.contains(key) { continue }
            let account = session.rows.first.flatMap { index.text(.account, $0) } ?? ""
            found.append(
                TaintedCredential(
                    key: session.accessKeyID, session: session.session,
                    owner: CredentialOwner(principal: session.principal, account: account),
                    lastUse: lastSuccess(session.rows) ?? session.rows.first ?? 0, evidence: ends(session.rows),
                    lastOtherUse: nil,
                    isIssued: false))
        }
        return found.onceEach().sorted {
            ($0.owner.account, $0.owner.kind.rawValue, $0.owner.name, $0.key ?? "", $0.session ?? "")
                < ($1.owner.account, $1.owner.kind.rawValue, $1.owner.name, $1.key ?? "", $1.session ?? "")
        }
    }

    /// - Parameter session: its name in the call that issued the key, where nobody used it.
    private func credential(_ key: ScopedKey, session: String?) -> TaintedCredential {
        let made = changes.filter { $0.isOfAccessKey && $0.id == key.accessKeyID }
        let created = made.first { $0.kind == .accessKey } ?? made.first
        let issued = issues[key.accessKeyID]?.first ?? created?.row
        let account = (key.attackerRows.first ?? issued).flatMap { index.text(.account, $0) } ?? ""
        var principal = key.principal
        if principal.isEmpty { principal = lineage.nodes.first { $0.id == key.accessKeyID }?.principal ?? "" }
        let owner =
            principal.isEmpty
            ? created.map { self.owner(of: $0) } ?? CredentialOwner(principal: "", account: account)
            : CredentialOwner(principal: principal, account: account)
        return TaintedCredential(
            key: key.accessKeyID, session: key.attackerRows.first.flatMap { index.text(.session, $0) } ?? session,
            owner: owner,
            // Whoever uses it: a key that works was not taken away.
            lastUse: lastSuccess(index.rows(.key, equal: key.accessKeyID).rows.map { Int($0) }) ?? issued
                ?? key.attackerRows.first ?? 0,
            evidence: Set(ends(key.attackerRows) + [issued, key.firstWriteRow].compactMap { $0 }).sorted(),
            lastOtherUse: key.lastOtherUse, isIssued: key.parent != nil || created?.kind == .accessKey)
    }

    /// The last of some calls that succeeded.
    func lastSuccess(_ rows: [Int]) -> Int? { rows.last { index.flags($0).outcome == .ok } }

    /// The user of a created key: named by the call, else the caller, whose key it then is.
    private func owner(of change: ResourceChange) -> CredentialOwner {
        let caller = CredentialOwner(principal: change.by, account: change.account)
        guard let user = change.detail, !user.isEmpty else { return caller }
        return CredentialOwner(kind: .user, name: user, account: change.account, partition: caller.partition)
    }

    // MARK: Keys

    mutating func keys(_ credentials: [TaintedCredential]) {
        for credential in credentials {
            guard let key = credential.key, credential.isLongTerm else { continue }
            let owner = credential.owner
            let end = proof.keyEnd(key, account: owner.account, after: credential.lastUse)
            switch owner.kind {
            case .user:
                let status: (String) -> [AWSCommand.Parameter] = {
                    [.text("UserName", owner.name), .text("AccessKeyId", key), .text("Status", $0)]
                }
                add(
                    ResponseDraft(
                        stage: .keys, operation: "update-access-key",
                        action: "Deactivate the access key \(key) of the user \(owner.name)"
                            + (credential.isReactivated ? ", which the attacker activated again." : "."), target: key,
                        account: owner.account, region: nil,
                        commands: [iam("update-access-key", owner.partition, status("Inactive"))],
                        breaks: use(of: credential),
                        undo: iam("update-access-key", owner.partition, status("Active")).text, verifiedBy: end.by,
                        takenBackBy: end.relapses,
                        evidence: credential.evidence))
            case .root:
                add(
                    ResponseDraft(
                        stage: .keys, operation: "root-access-key",
                        action:
                            "Deactivate the root user's access key \(key): sign in as root, since no other principal "
                            + "can. The command only shows whether root has keys.", target: key, account: owner.account,
                        region: nil,
                        commands: [
                            iam(
                                "get-account-summary", owner.partition, [],
                                query: "SummaryMap.AccountAccessKeysPresent")
                        ],
                        breaks: use(of: credential), undo: "Root activates the key again.", verifiedBy: end.by,
                        takenBackBy: end.relapses,
                        evidence: credential.evidence))
            case .role, .other:
                add(
                    ResponseDraft(
                        stage: .keys, operation: "find-key-owner",
                        action:
                            "Find the user of the access key \(key), which the trail does not name; then deactivate "
                            + "the key with update-access-key.", target: key, account: owner.account, region: nil,
                        commands: [
                            iam(
                                "get-access-key-last-used", owner.partition, [.text("AccessKeyId", key)],
                                query: "UserName")
                        ],
                        verifiedBy: end.by, takenBackBy: end.relapses, evidence: credential.evidence))
            }
        }
    }

    private func use(of credential: TaintedCredential) -> String {
        if credential.isIssued { return "Nothing of the owner's: the attacker had the key made." }
        if credential.isReactivated {
            return "Nothing that worked before: the key is the owner's, and was not active when the attacker activated "
                + "it."
        }
        guard let last = credential.lastOtherUse else {
            return "Nothing that the trail shows: nobody but the attacker used the key in it."
        }
        return "Whatever else uses the key: others than the attacker last did on \(last.iso8601)."
    }

    /// Deletes the keys that were only deactivated: the last thing to do, since nothing brings a key back. One that the
    /// attacker merely activated is the owner's to keep.
    mutating func keysForGood(_ credentials: [TaintedCredential]) {
        for credential in credentials where credential.isLongTerm && !credential.isReactivated {
            guard let key = credential.key else { continue }
            let owner = credential.owner
            if owner.kind == .root { add(rootKeyDeletion(key, credential)) }
            guard owner.kind == .user else { continue }
            add(
                ResponseDraft(
                    stage: .keysForGood, operation: "delete-access-key",
                    action: "Delete the access key \(key) of the user \(owner.name), after sign-off.", target: key,
                    account: owner.account, region: nil,
                    commands: [
                        iam(
                            "delete-access-key", owner.partition,
                            [.text("UserName", owner.name), .text("AccessKeyId", key)])
                    ],
                    breaks: "Whatever still holds the key: it cannot come back.",
                    undo: "None: a new key has another ID and secret.",
                    verifiedBy: proof.deletions(of: key, account: owner.account), evidence: credential.evidence))
        }
    }
}

extension ResourceChange {
    /// Whether it made an access key, or one that was inactive work again.
    fileprivate var isOfAccessKey: Bool { kind == .accessKey || kind == .accessKeyActivated }
}
