internal import CloudTrail
internal import Events

// What the attacker's calls issued, made and let in.
extension ScopeClosure {
    /// Reaches the keys that the attacker's calls with a credential issued, and the users and roles that they made.
    mutating func expandMade(by credential: Credential, depth: Int, _ attribution: inout Attribution) {
        guard let member = credentials[credential], member.status == .confirmed else { return }
        let rows = rows(of: credential)
        let making = rows.intersection(making)
        guard !making.isEmpty else { return }
        let calls = attribution.calls(rows, isAttackersOwn: member.isAttackersOwn).attackers
            .filter { making.contains($0) }
        for issue in issued.issued(by: calls.filter { issued.calls.contains($0) }) {
            addIssued(issue, by: credential.value, depth: depth)
        }
        for principal in held.held(by: calls) {
            if principal.hold == .created { addMade(principal, by: credential.value, depth: depth) }
            if !principal.trusted.isEmpty { expandTrust(principal, depth: depth) }
        }
    }

    /// Keys that calls without a key from the attacker's own address issued: of another account's principals, who come
    /// with their account alone.
    mutating func expandForeign(address: String, depth: Int) {
        guard guards.sharing(of: address) == nil else { return }
        let keyless = index.rows(.ip, equal: address).intersection(since).intersection(issued.calls)
            .intersection(index.rows(.key, code: StringTable.missing))
        for issue in issued.issued(by: keyless.rows.map { Int($0) }) {
            guard guards.exclusion(issue.principal) == nil else { continue }
            addIssued(issue, by: issue.principal, depth: depth)
        }
    }

    private mutating func addIssued(_ issue: IssuedCredential, by issuer: String, depth: Int) {
        let excluded = exclusion(of: issue)
        add(
            .key(issue.key),
            Member(
                status: excluded == nil ? .confirmed : .excluded, depth: depth,
                reason: excluded ?? "issued by \(issuer), depth \(depth)", issue: issue))
    }

    private func exclusion(of issue: IssuedCredential) -> String? {
        let principal = index.rows(.key, equal: issue.key).first.flatMap { index.text(.principal, $0) }
        return guards.exclusion(issue.key, of: principal ?? issue.holder)
    }

    private mutating func addMade(_ made: HeldPrincipal, by maker: String, depth: Int) {
        let excluded = guards.exclusion(made.principal)
        add(
            .principal(made.principal),
            Member(
                status: excluded == nil ? .confirmed : .excluded, depth: depth,
                reason: excluded ?? "made by \(maker) with \(made.via), depth \(depth)", maker: made.row))
    }

    // MARK: Trust

    /// Sessions of a role that a foreign account began after the attacker let it in. Who began such sessions before was
    /// let in by others; and of an account of which the trail has events it may be the owner of the role who works there.
    private mutating func expandTrust(_ role: HeldPrincipal, depth: Int) {
        let calls = foreignIssues ?? sessionsOfForeigners()
        foreignIssues = calls
        let trusted = calls.rows.map { Int($0) }.filter { row in
            role.trusted.contains("all") || caller(of: row).map(role.trusted.contains) == true
        }
        let issues = issued.issued(by: trusted).filter { Self.isSameRole($0.holder, role.principal) }
        let before = Set(issues.filter { $0.row < role.row }.compactMap { caller(of: $0.row) })
        for issue in issues where issue.row > role.row {
            guard let account = caller(of: issue.row), !before.contains(account) else { continue }
            let issuer = "\(issue.principal), which \(role.via) let in"
            if index.table(.account).code(of: account) == nil {
                addIssued(issue, by: issuer, depth: depth)
            } else if exclusion(of: issue) == nil {
                add(.key(issue.key), Member(status: .proposed, depth: depth, reason: "issued by \(issuer)"))
            }
        }
    }

    /// The account that a caller is of, where it is another than the call's own.
    private func caller(of row: Int) -> String? {
        let name = index.text(.principal, row) ?? ""
        let account =
            index.principalKind(index.code(.principal, row)) == .account
            ? name.split(separator: ":").last.map(String.init) : ARN(name)?.account
        return account == index.text(.account, row) ? nil : account
    }

    /// Sessions that principals of other accounts than the role's began.
    private func sessionsOfForeigners() -> RowSet {
        let assumed = index.rows(.name, equal: "AssumeRole").intersection(issued.calls).rows
        return RowSet(sorted: assumed.filter { caller(of: Int($0)) != nil }, universe: index.count)
    }

    /// Whether two ARNs are of the same role: requests leave out its path, or name it.
    private static func isSameRole(_ holder: String?, _ principal: String) -> Bool {
        guard let holder = holder.flatMap({ ARN($0) }), let role = ARN(principal) else { return false }
        return holder.account == role.account && holder.name == role.name
    }
}
