internal import CloudTrail
internal import Events
internal import JSON
public import Records

extension HeldCredential {
    /// All that the attacker held: keys and sessions of the scope, used or not, keys that were made to work again, and
    /// passwords, of those who signed in and those which the attacker set. By kind, then ID.
    ///
    /// - Complexity: reads the records that issued the temporary keys, and from the first call on those that change keys,
    ///   passwords and the policies of users and roles.
    public static func all(of scope: Scope, in trail: Trail) -> [HeldCredential] {
        guard let first = scope.attackerRows.first else { return [] }
        let holdings = Holdings(scope, since: first, in: trail)
        return (holdings.keys() + holdings.passwords() + holdings.identities() + holdings.sessionsWithoutKey()).sorted {
            ($0.kind.rawValue, $0.id) < ($1.kind.rawValue, $1.id)
        }
    }
}

/// Works out when what the attacker held ended.
private struct Holdings {
    private let scope: Scope
    private let trail: Trail
    private let own: Set<Int>
    private let ends: CredentialEnds
    private let proof: ResponseProof
    /// The calls that issued keys of the scope.
    private let issues: [String: Int]
    /// How long the calls that issued temporary keys say that they last, by row.
    private let terms: [Int: Term]
    /// What the first records of temporary keys say of their sessions, by row.
    private let sessions: [Int: SessionFacts]
    private var index: EventIndex { trail.index }

    /// What a call says of the end of what it issued.
    private struct Term {
        var end: EventTime?
        var seconds: Int?
    }

    /// IAM takes some seconds to believe what it is told.
    private static let delay = EventTime.minute

    init(_ scope: Scope, since first: Int, in trail: Trail) {
        self.scope = scope
        self.trail = trail
        own = Set(scope.attackerRows)
        ends = CredentialEnds(after: first, own: own, in: trail)
        proof = ResponseProof(since: trail.index.time(first), besides: scope.attackerRows, in: trail)
        let issues = Dictionary(scope.links.filter { !$0.isWeak }.map { ($0.to, $0.row) }) { min($0, $1) }
        let keys = scope.confirmedKeys.map(\.accessKeyID).filter { AccessKeyKind(accessKeyID: $0) == .temporary }
        var terms: [Int: Term] = [:]
        trail.records.forEach(Set(keys.compactMap { issues[$0] })) { row, record in
            let told = record.json[path: ["responseElements", "credentials", "expiration"]]?.stringValue
            terms[row] = Term(
                end: told.flatMap { EventTime(expiration: $0) },
                seconds: record.json[path: ["requestParameters", "durationSeconds"]]?.intValue)
        }
        var book = SessionFacts.Book(trail)
        sessions = book.facts(
            of: keys.filter { issues[$0] == nil }.compactMap { trail.index.rows(.key, equal: $0).first })
        self.issues = issues
        self.terms = terms
    }

    // MARK: Keys

    func keys() -> [HeldCredential] {
        let keys = scope.confirmedKeys
        let known = Set(keys.map(\.accessKeyID))
        let found = keys.map { key in
            AccessKeyKind(accessKeyID: key.accessKeyID) == .temporary ? temporary(key) : longLived(key)
        }
        return found
            + ends.givenKeys.filter { !known.contains($0.key) }.map { id, given in
                let credential = HeldCredential(
                    kind: .key, id: id, principal: given.owner.principal, isMade: given.isMade)
                return credential.ended(by: taken(id, given.owner, lastSuccess: given.row), index)
            }
    }

    private func longLived(_ key: ScopedKey) -> HeldCredential {
        let credential = HeldCredential(
            kind: .key, id: key.accessKeyID, principal: key.principal, isMade: key.parent != nil)
        let use = lastUse(of: key) ?? 0
        return credential.ended(by: taken(key.accessKeyID, owner(key), lastSuccess: use), index)
    }

    /// What took a key away. A key that works later was not taken away, whatever the trail lacks.
    private func taken(_ key: String, _ owner: CredentialOwner, lastSuccess: Int) -> Int? {
        let ended = ends.keys[key].flatMap { row in
            index.times[lastSuccess] - index.times[row] > Self.delay ? nil : row
        }
        return [ended, denial(of: owner, after: lastSuccess)].compactMap(\.self).min()
    }

    private func temporary(_ key: ScopedKey) -> HeldCredential {
        var credential = HeldCredential(
            kind: .temporary, id: key.accessKeyID, principal: key.principal, isMade: key.parent != nil)
        let use = lastUse(of: key)
        // What works later has not ended, whatever the trail lacks.
        credential.end = [expiry(of: key), use.map { index.time($0) }].compactMap(\.self).max()
        guard let denial = denial(of: owner(key), after: use ?? 0) else { return credential }
        if let end = credential.end, end <= index.time(denial) { return credential }
        return credential.ended(by: denial, index)
    }

    /// When the call that issued a temporary key says that it ends; else when it does at the latest.
    private func expiry(of key: ScopedKey) -> EventTime? {
        let rows = index.rows(.key, equal: key.accessKeyID)
        let isOfRole = owner(key).kind == .role
        let longest = isOfRole ? EventTime.longestRoleSession : EventTime.longestUserSession
        guard let issue = issues[key.accessKeyID] else {
            guard let first = rows.first else { return nil }
            let began = sessions[first]?.created ?? index.time(first)
            return began.advanced(byMilliseconds: longest)
        }
        let began = index.time(issue)
        let latest = began.advanced(byMilliseconds: longest)
        if let end = terms[issue]?.end, end >= began, end <= latest { return end }
        if let seconds = terms[issue]?.seconds, (0...Int(longest / EventTime.second)).contains(seconds) {
            return began.advanced(byMilliseconds: Int64(seconds) * EventTime.second)
        }
        return latest
    }

    /// The last call with a key that succeeded, by whomever; else the one that issued it.
    private func lastUse(of key: ScopedKey) -> Int? {
        index.rows(.key, equal: key.accessKeyID).rows.last { index.flags(Int($0)).outcome == .ok }.map { Int($0) }
            ?? issues[key.accessKeyID]
    }

    private func owner(_ key: ScopedKey) -> CredentialOwner {
        let row = key.attackerRows.first ?? issues[key.accessKeyID]
        return CredentialOwner(principal: key.principal, account: row.flatMap { index.text(.account, $0) } ?? "")
    }

    /// The call that denied everything to a user, or to the older sessions of a role, or deleted them.
    private func denial(of owner: CredentialOwner, after row: Int) -> Int? {
        guard [.user, .role].contains(owner.kind) else { return nil }
        return proof.denial(of: owner, after: row).by.first
    }

    // MARK: Passwords and sessions without a key

    /// Passwords that the attacker set, and those with which the attacker signed in.
    func passwords() -> [HeldCredential] {
        var found: [CredentialOwner: (isMade: Bool, use: Int)] = [:]
        for (owner, row) in ends.setPasswords { found[owner] = (true, row) }
        for row in signIns where EntryFacts.isOfIAM(row, index) {
            let owner = CredentialOwner(
                principal: index.text(.principal, row) ?? "", account: index.text(.account, row) ?? "")
            let before = found[owner]
            found[owner] = (before?.isMade ?? false, max(before?.use ?? row, row))
        }
        return found.map { owner, password in
            let credential = HeldCredential(
                kind: .password, id: owner.principal, principal: owner.principal, isMade: password.isMade)
            let ended = ends.passwords[owner].flatMap { $0 > password.use ? $0 : nil }
            return credential.ended(
                by: [ended, denial(of: owner, after: password.use)].compactMap(\.self).min(), index)
        }
    }

    private var signIns: [Int] {
        scope.attackerRows.filter {
            EntryFacts.signInCalls.contains(index.text(.name, $0) ?? "") && index.flags($0).outcome == .ok
        }
    }

    /// Those who signed in with what an identity provider keeps, and not with a key that the attacker had.
    func identities() -> [HeldCredential] {
        let rows = signIns.filter { row in
            // A federated user is made up by whoever has the key.
            !EntryFacts.isOfIAM(row, index) && !EntryFacts.isFederatedUser(row, index)
                && !EntryFacts.hadKey(of: row, scope, index)
        }
        return Set(rows.compactMap { index.text(.principal, $0) }).map { principal in
            HeldCredential(kind: .identity, id: principal, principal: principal, isMade: false)
        }
    }

    /// Sign-ins of roles, federated users and users of Identity Center: they last as long as sessions of roles.
    func sessionsWithoutKey() -> [HeldCredential] {
        var last: [String: Int] = [:]
        for session in scope.sessions where session.status == .confirmed && session.accessKeyID == nil {
            guard let row = session.rows.first, !EntryFacts.isOfIAM(row, index) else { continue }
            last[session.principal] = max(last[session.principal] ?? row, row)
        }
        return last.map { principal, row in
            var credential = HeldCredential(kind: .temporary, id: principal, principal: principal, isMade: false)
            credential.end = index.time(row).advanced(byMilliseconds: EventTime.longestRoleSession)
            return credential
        }
    }
}

extension HeldCredential {
    fileprivate func ended(by row: Int?, _ index: EventIndex) -> HeldCredential {
        guard let row else { return self }
        var credential = self
        credential.end = index.time(row)
        credential.endedBy = row
        return credential
    }
}

extension CredentialOwner {
    /// The canonical name, but for a path, which commands do not have.
    var principal: String {
        switch kind {
        case .user: "arn:\(partition):iam::\(account):user/\(name)"
        case .role: "arn:\(partition):iam::\(account):role/\(name)"
        case .root: "arn:\(partition):iam::\(account):root"
        case .other: name
        }
    }
}
