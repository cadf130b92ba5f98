internal import CloudTrail
internal import Events
internal import JSON
internal import Records

// Sign-ins, to the console and to Identity Center, and who made them possible.
extension ScopeProposals {
    /// Temporary keys that began with a sign-in of the attacker.
    mutating func proposeSessionsOfSignIns() {
        let names = Set(["ConsoleLogin", "GetSigninToken"].compactMap { index.table(.name).code(of: $0) })
        for row in attackerRows where names.contains(index.code(.name, row)) && index.flags(row).outcome == .ok {
            let time = index.time(row)
            let window = index.rowRange(from: time, to: time.advanced(byMilliseconds: Self.sessionLength))
            let own = index.rows(.principal, code: index.code(.principal, row)).within(window)
            let candidates = index.groups(.key, in: own).filter { $0.code != StringTable.missing }
            guard candidates.count <= Self.mostCandidates else { continue }
            let known = closure.issued.facts(of: candidates.map(\.first))
            for candidate in candidates {
                let key = index.table(.key).text(candidate.code)
                guard AccessKeyKind(accessKeyID: key) == .temporary, let facts = known[candidate.first],
                    abs(facts.created.milliseconds - time.milliseconds) <= Self.signInReach
                else { continue }
                let name = index.text(.name, row) ?? ""
                links.append(
                    Lineage.Edge(
                        from: index.text(.principal, row) ?? "", to: key, via: name, row: row, isWeak: true))
                propose(.key(key), "its session began with the \(name) of \(time.iso8601)")
            }
        }
    }

    /// Users that were there before, and to whom the attacker gave a password: their sign-ins since then, and the keys
    /// of the sessions.
    mutating func proposePasswordHolders() {
        let rows = attackerRows.filter { closure.held.calls.contains($0) }
        for user in closure.held.held(by: rows) where user.hold == .password {
            let later = index.rows(.principal, equal: user.principal).within(user.row + 1..<index.count)
            let reason = "\(user.via) of \(index.time(user.row).iso8601) gave the attacker its password"
            let keyless = later.intersection(index.rows(.key, code: StringTable.missing))
            if keyless.rows.contains(where: { index.flags(Int($0)).outcome == .ok }) {
                propose(.principal(user.principal), reason)
            }
            for group in index.groups(.key, in: later).prefix(Self.mostCandidates) {
                let key = index.table(.key).text(group.code)
                let isNew = index.rows(.key, code: group.code).first.map { $0 > user.row } ?? false
                if isNew, AccessKeyKind(accessKeyID: key) == .temporary { propose(.key(key), reason) }
            }
        }
    }

    /// Who set the password with which the attacker signed in: an intruder who holds an administrator's key does so to
    /// come back.
    mutating func proposePasswordGivers() {
        let own = attackerRows.filter { index.text(.name, $0) == "ConsoleLogin" && index.flags($0).outcome == .ok }
        guard !own.isEmpty else { return }
        let start = closure.onset.time.advanced(byMilliseconds: -Onset.reach)
        let resets = ["CreateLoginProfile", "UpdateLoginProfile"].map { index.rows(.name, equal: $0) }
            .reduce(RowSet.none(of: index.count)) { $0.union($1) }
            .intersection(closure.held.calls).intersection(index.rows(from: start, to: nil))
        let passwords = closure.held.held(by: resets.rows.map { Int($0) })
        for signIn in own {
            let user = index.text(.principal, signIn) ?? ""
            let last = passwords.last { $0.row < signIn && $0.principal == user }
            guard let last, index.text(.principal, last.row) != user else { continue }
            let giver = index.text(.key, last.row) ?? index.text(.principal, last.row) ?? ""
            links.append(Lineage.Edge(from: giver, to: user, via: last.via, row: last.row, isWeak: false))
            let reason = "set the password of \(user) by \(last.via): upward"
            if let key = index.text(.key, last.row) {
                propose(.key(key), reason)
            } else if index.isSomebody(index.code(.principal, last.row)) {
                propose(.principal(giver), reason)
            }
        }
    }

    // MARK: Identity Center

    /// What Identity Center handed out: its call names a role, and the session that begins with it is of that role. The
    /// call names no key, so that both ways are proposals.
    ///
    /// Source: the user guide of IAM Identity Center, on `GetRoleCredentials` in CloudTrail.
    mutating func proposeRoleCredentials(of keys: [String]) {
        let calls = index.rows(.name, equal: "GetRoleCredentials")
            .intersection(index.rows(.outcome, equal: Outcome.ok.word))
        guard !calls.isEmpty else { return }
        let own = attackerRows.filter(calls.contains)
        let roles = permissionSetRoles
        var candidates = Set(keys.filter { AccessKeyKind(accessKeyID: $0) == .temporary })
        for row in own {
            let later = index.rowRange(
                from: index.time(row), to: index.time(row).advanced(byMilliseconds: Self.sessionLength))
            for role in roles {
                let used = index.groups(.key, in: index.rows(.principal, code: role).within(later))
                candidates.formUnion(used.prefix(Self.mostCandidates).compactMap { index.table(.key)[$0.code] })
            }
        }
        let firsts = candidates.compactMap { index.rows(.key, equal: $0).first }
            .filter { roles.contains(index.code(.principal, $0)) }.sorted()
        let confirmed = Set(keys)
        for (first, facts) in closure.issued.facts(of: firsts).sorted(by: { $0.key < $1.key }) {
            let near = index.rowRange(
                from: facts.created.advanced(byMilliseconds: -Self.signInReach),
                to: facts.created.advanced(byMilliseconds: Self.signInReach + 1))
            let key = index.text(.key, first) ?? ""
            for call in calls.within(near).rows.map({ Int($0) }) where isRole(of: first, namedBy: call) {
                let who = index.text(.principal, call) ?? ""
                let via = "GetRoleCredentials"
                if confirmed.contains(key) || own.contains(call) {
                    links.append(Lineage.Edge(from: who, to: key, via: via, row: call, isWeak: true))
                }
                if own.contains(call) {
                    propose(.key(key), "its session began with the \(via) of \(index.time(call).iso8601)")
                } else if confirmed.contains(key), index.isSomebody(index.code(.principal, call)) {
                    propose(.principal(who), "asked for \(key) by \(via): upward")
                }
            }
        }
    }

    /// The codes of the roles that Identity Center keeps for its permission sets.
    ///
    /// - Complexity: looks at each principal.
    private var permissionSetRoles: Set<UInt32> {
        let table = index.table(.principal)
        return Set((1..<UInt32(max(1, table.codeCount))).filter { Self.permissionSet(table.text($0)) != nil })
    }

    /// `Admin_0123456789abcdef` of the role `AWSReservedSSO_Admin_0123456789abcdef`; nil for another principal.
    private static func permissionSet(_ principal: String) -> Substring? {
        let prefix = "AWSReservedSSO_"
        guard let name = ARN(principal)?.name, name.hasPrefix(prefix) else { return nil }
        return name.dropFirst(prefix.count)
    }

    /// Whether a call names the role of a session, in its account.
    private func isRole(of session: Int, namedBy call: Int) -> Bool {
        let principal = index.text(.principal, session) ?? ""
        guard let set = Self.permissionSet(principal) else { return false }
        var isSame = false
        closure.trail.records.forEach([call]) { _, record in
            let details = record.json["serviceEventDetails"]
            let account = details?["account_id"]?.stringValue
            let name = details?["role_name"]?.stringValue
            isSame =
                (account == nil || account == ARN(principal)?.account)
                && (name.map { set == $0 || set.hasPrefix($0 + "_") || "AWSReservedSSO_" + set == $0 } ?? true)
        }
        return isSame
    }
}
