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
            if principal.hold != .password { expandTrust(principal, depth: depth) }
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

    /// Sessions of a role that began after the attacker let somebody in, by whom its trust names now. Who began such
    /// sessions before was let in by others; and of an account of which the trail has events it may be the owner of the
    /// role who works there.
    private mutating func expandTrust(_ role: HeldPrincipal, depth: Int) {
        let others = foreignIssues ?? sessionsOfOthers()
        foreignIssues = others
        let own = role.named.compactMap { index.table(.principal).code(of: $0) }
            .map { index.rows(.principal, code: $0).intersection(issued.calls) }
        var candidates: [Int] = []
        for row in own.reduce(others, { $0.union($1) }).rows.map({ Int($0) }) {
            let isNamed =
                caller(of: row).map { role.trusted.contains("all") || role.trusted.contains($0) }
                ?? !role.named.isEmpty
            if isNamed { candidates.append(row) }
        }
        var entries: [(issue: IssuedCredential, entrance: Entrance)] = []
        for issue in issued.issued(by: candidates) where Self.isSameRole(issue.holder, role.principal) {
            if let entrance = entrance(of: issue, to: role) { entries.append((issue, entrance)) }
        }
        let before = Set(entries.filter { $0.issue.row < role.row }.map(\.entrance))
        for (issue, entrance) in entries where issue.row > role.row && !before.contains(entrance) {
            let issuer = "\(entrance.name), which \(role.via) let in"
            if entrance.isForeign {
                addIssued(issue, by: issuer, depth: depth)
            } else if exclusion(of: issue) == nil {
                add(.key(issue.key), Member(status: .proposed, depth: depth, reason: "issued by \(issuer)"))
            }
        }
    }

    /// Through what a session's beginner came in.
    private struct Entrance: Hashable {
        var name: String
        /// Whether nobody of the trail's own accounts can have come through it.
        var isForeign: Bool
    }

    /// Nil where the role's trust does not name it.
    private mutating func entrance(of issue: IssuedCredential, to role: HeldPrincipal) -> Entrance? {
        if let account = caller(of: issue.row) {
            guard role.trusted.contains("all") || role.trusted.contains(account) else { return nil }
            return Entrance(name: "account \(account)", isForeign: index.table(.account).code(of: account) == nil)
        }
        if let provider = issue.provider {
            return role.named.contains { $0 == provider || provider.hasSuffix($0) || $0.hasSuffix("/" + provider) }
                ? Entrance(name: provider, isForeign: true) : nil
        }
        return role.named.contains(issue.principal) ? Entrance(name: issue.principal, isForeign: false) : nil
    }

    /// The account that a caller is of, where it is another than the call's own.
    mutating func caller(of row: Int) -> String? {
        let principal = index.code(.principal, row)
        let caller = callers[principal] ?? Caller(principal, in: index)
        callers[principal] = caller
        return caller.code == index.code(.account, row) ? nil : caller.account
    }

    /// The account of a principal, and its code where calls were made in it.
    struct Caller {
        fileprivate var account: String?
        fileprivate var code: UInt32?

        fileprivate init(_ principal: UInt32, in index: EventIndex) {
            let name = index.table(.principal)[principal] ?? ""
            account =
                index.principalKind(principal) == .account
                ? name.split(separator: ":").last.map(String.init) : ARN(name)?.account
            code = account.flatMap { index.table(.account).code(of: $0) }
        }
    }

    /// Sessions that principals of other accounts than the role's, and identity providers, let begin.
    private mutating func sessionsOfOthers() -> RowSet {
        var foreign: [UInt32] = []
        for row in index.rows(.name, equal: "AssumeRole").intersection(issued.calls).rows
        where caller(of: Int(row)) != nil {
            foreign.append(row)
        }
        return ["AssumeRoleWithSAML", "AssumeRoleWithWebIdentity"]
            .reduce(RowSet(sorted: foreign, universe: index.count)) { $0.union(index.rows(.name, equal: $1)) }
            .intersection(issued.calls)
    }

    /// Whether two ARNs are of the same role: requests leave out its path, or name it.
    static func isSameRole(_ holder: String?, _ principal: String) -> Bool {
        guard let holder = holder.flatMap({ ARN($0) }), let role = ARN(principal) else { return false }
        return holder.account == role.account && holder.name == role.name
    }
}
