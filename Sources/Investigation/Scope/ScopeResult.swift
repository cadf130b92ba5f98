internal import CloudTrail
internal import Events
internal import Records

/// What the members of a closure did: the scope as it is handed on.
struct ScopeResult {
    private var closure: ScopeClosure
    private let links: [Lineage.Edge]
    private var attribution: Attribution
    /// The first event of an account, by its code.
    private var histories: [UInt32: EventTime] = [:]
    /// The calls that made the closure's long-lived keys; nil before they were needed.
    private var issues: [String: IssuedCredential]?
    private let index: EventIndex
    private var onset: Onset { closure.onset }

    init(_ closure: ScopeClosure, links: [Lineage.Edge] = []) {
        self.closure = closure
        index = closure.index
        self.links = links
        attribution = Attribution(closure.index, onset: closure.onset, confirmed: closure.confirmedAddresses)
    }

    /// The calls of what is confirmed, and those from services' addresses that nobody can be told of; in time order.
    mutating func calls() -> (attackers: [Int], unattributed: [Int]) {
        var attackers: Set<Int> = []
        var unattributed: Set<Int> = []
        for credential in closure.confirmedCredentials {
            let calls = calls(of: credential)
            attackers.formUnion(calls.attackers)
            unattributed.formUnion(calls.unattributed)
        }
        attackers.formUnion(SharedCopies(closure.trail).leavingOut(copiesOf: attackers, from: keylessCalls()))
        return (attackers.sorted(), unattributed.subtracting(attackers).sorted())
    }

    private mutating func calls(of credential: Credential) -> (attackers: [Int], unattributed: [Int]) {
        let isOwn = closure.credentials[credential]?.isAttackersOwn ?? false
        var rows = closure.rows(of: credential)
        if case .principal = credential {
            for (other, member) in closure.credentials where member.status == .excluded {
                if case .key = other { rows = rows.subtracting(index.rows(of: other)) }
            }
        }
        return attribution.calls(rows, isAttackersOwn: isOwn)
    }

    /// Calls without a key from the attacker's own addresses, by whomever they say: sign-ins that failed among them.
    private mutating func keylessCalls() -> [Int] {
        let keyless = index.rows(.key, code: StringTable.missing)
        let since = index.rows(from: onset.time, to: nil)
        var found: [Int] = []
        for address in closure.confirmedAddresses where closure.guards.sharing(of: address) == nil {
            index.rows(.ip, equal: address).intersection(since).intersection(keyless).forEach { row in
                let principal = index.text(.principal, row) ?? ""
                guard closure.guards.exclusion(principal) == nil,
                    closure.credentials[.principal(principal)]?.status != .proposed
                else { return }
                found.append(row)
            }
        }
        return found
    }

    // MARK: The scope

    mutating func scope() -> Scope {
        let calls = calls()
        let rowsByAddress = Dictionary(grouping: calls.attackers) { index.code(.ip, $0) }
        var keys: [ScopedKey] = []
        var sessions: [ScopedSession] = []
        let began = beginnings()
        for (credential, member) in closure.credentials {
            switch credential {
            case .key(let id):
                let key = scopedKey(id, member)
                keys.append(key)
                if let session = session(of: key, member, began) { sessions.append(session) }
            case .principal(let name):
                if let session = signIns(of: name, member) { sessions.append(session) }
            }
        }
        let addresses = closure.addresses.map { address, member in
            let code = index.table(.ip).code(of: address) ?? StringTable.missing
            return scopedAddress(address, member, member.status == .confirmed ? rowsByAddress[code] ?? [] : [])
        }
        keys = keys.sortedByPlace(ScopedKey.precedes)
        var scope = Scope(
            onset: onset, keys: keys,
            addresses: addresses.sorted {
                ($0.status, $0.firstSeen ?? .distantFuture, $0.address)
                    < ($1.status, $1.firstSeen ?? .distantFuture, $1.address)
            }, attackerRows: calls.attackers)
        scope.unattributedRows = calls.unattributed
        scope.principals = principals(keys, calls.attackers)
        scope.sessions = sessions.sortedByPlace { left, right in
            left.created != right.created
                ? left.created < right.created
                : (left.principal, left.accessKeyID ?? "") < (right.principal, right.accessKeyID ?? "")
        }
        scope.links = edges()
        let visitors = visitors()
        scope.externalAccounts = ExternalAccount.all(of: calls.attackers, in: closure.trail, besides: visitors)
        return scope
    }

    private mutating func scopedKey(_ key: String, _ member: ScopeClosure.Member) -> ScopedKey {
        let all = index.rows(.key, equal: key).rows.map { Int($0) }
        let attacker = member.status == .excluded ? [] : calls(of: .key(key)).attackers
        let attackerSet = Set(attacker)
        let others = all.filter { !attackerSet.contains($0) }
        let before = others.last { index.time($0) < onset.time }
        let firstWrite = attacker.first { index.flags($0).outcome == .ok && index.flags($0).readWrite == .write }
        return ScopedKey(
            accessKeyID: key,
            principal: all.first.flatMap { index.text(.principal, $0) } ?? member.issue?.holder ?? "",
            status: member.status,
            depth: member.depth, reason: member.reason, parent: member.issue.map { $0.issuer ?? $0.principal },
            attackerRows: attacker,
            lastOtherUse: others.last.map { index.time($0) }, lastOtherUseBefore: before.map { index.time($0) },
            idleBefore: idle(key, first: all.first, lastBefore: before, isOwn: member.isAttackersOwn),
            addresses: Set(attacker.map { index.code(.ip, $0) }).compactMap { index.table(.ip)[$0] }
                .filter { IPAddress($0) != nil }.sorted(),
            firstAttackerUse: attacker.first.map { index.time($0) },
            lastAttackerUse: attacker.last.map { index.time($0) },
            calls: attacker.count, denied: attacker.count { index.flags($0).outcome == .denied },
            firstWriteRow: firstWrite,
            writes: attacker.count { index.flags($0).outcome == .ok && index.flags($0).readWrite == .write })
    }

    /// Whether nobody else used a key in the baseline: unknown where the key's account has no history so long, or the
    /// trail was silent or stopped in it.
    private mutating func idle(_ key: String, first: Int?, lastBefore: Int?, isOwn: Bool) -> Judgement {
        if isOwn || AccessKeyKind(accessKeyID: key) == .temporary { return .notApplicable }
        let start = onset.time.advanced(byMilliseconds: -Int64(closure.options.baselineDays) * EventTime.day)
        if let lastBefore, index.time(lastBefore) >= start { return .no }
        // What somebody else made within the baseline has no history so long.
        if let made = issue(of: key), index.time(made.row) >= start { return .unknown }
        guard let first, let account = index.text(.account, first),
            let history = beginning(ofAccount: index.code(.account, first)), history <= start
        else { return .unknown }
        let isSilent = closure.trail.gaps.contains { $0.account == account && $0.from < onset.time && $0.to > start }
        return isSilent ? .unknown : .yes
    }

    /// The call that made a long-lived key of the closure.
    private mutating func issue(of key: String) -> IssuedCredential? {
        if let known = issues { return known[key] }
        let keys = closure.credentials.keys.compactMap { credential in
            if case .key(let id) = credential, AccessKeyKind(accessKeyID: id) != .temporary { id } else { nil }
        }
        let found = closure.issued.issues(of: keys)
        issues = found
        return found[key]
    }

    private mutating func beginning(ofAccount code: UInt32) -> EventTime? {
        if let known = histories[code] { return known }
        let found = index.rows(.account, code: code).first.map { index.time($0) }
        histories[code] = found
        return found
    }

    private func scopedAddress(_ address: String, _ member: ScopeClosure.Member, _ rows: [Int]) -> ScopedAddress {
        ScopedAddress(
            address: address, status: member.status, depth: member.depth, reason: member.reason,
            keys: Set(rows.compactMap { index.text(.key, $0) }).sorted(),
            firstSeen: rows.first.map { index.time($0) }, lastSeen: rows.last.map { index.time($0) }, calls: rows.count,
            denied: rows.count { index.flags($0).outcome == .denied })
    }

    /// The foreign accounts that began sessions of the scope, each with the calls.
    private mutating func visitors() -> [ExternalAccount] {
        var found: [String: [Int]] = [:]
        for case let issue? in closure.credentials.values.filter({ $0.status == .confirmed }).map(\.issue) {
            guard let account = closure.caller(of: issue.row), index.table(.account).code(of: account) == nil else {
                continue
            }
            found[account, default: []].append(issue.row)
        }
        return found.map { ExternalAccount(account: $0.key, how: "AssumeRole", evidence: $0.value.sorted()) }
    }

    // MARK: Sessions

    /// When the sessions of confirmed keys began that nothing of the trail issued: their records say so. By the keys'
    /// first rows.
    private mutating func beginnings() -> [Int: SessionFacts] {
        let firsts = closure.credentials.compactMap { credential, member -> Int? in
            guard case .key(let id) = credential, member.status == .confirmed, member.issue == nil,
                AccessKeyKind(accessKeyID: id) == .temporary
            else { return nil }
            return index.rows(.key, equal: id).first
        }
        return closure.issued.facts(of: firsts)
    }

    /// The session of a temporary key; nil for a key of another kind.
    private func session(
        of key: ScopedKey, _ member: ScopeClosure.Member, _ facts: [Int: SessionFacts]
    ) -> ScopedSession? {
        guard member.status != .excluded, AccessKeyKind(accessKeyID: key.accessKeyID) == .temporary else { return nil }
        let first = index.rows(.key, equal: key.accessKeyID).first
        guard let began = member.issue?.row ?? first else { return nil }
        let told = facts[began]
        return ScopedSession(
            principal: key.principal, session: first.flatMap { index.text(.session, $0) } ?? member.issue?.session,
            accessKeyID: key.accessKeyID, created: told?.created ?? index.time(began), status: member.status,
            rows: key.attackerRows)
    }

    /// What a principal did without a key.
    private mutating func signIns(of principal: String, _ member: ScopeClosure.Member) -> ScopedSession? {
        guard member.status != .excluded else { return nil }
        let keyless = index.rows(.key, code: StringTable.missing)
        let rows = calls(of: .principal(principal)).attackers.filter { keyless.contains($0) }
        // Sign-ins that failed, and what comes before one, begin no session.
        let allowed = rows.filter { index.flags($0).outcome == .ok }
        guard let first = allowed.first(where: isSignIn) ?? allowed.first ?? rows.first else { return nil }
        return ScopedSession(
            principal: principal, session: index.text(.session, first), accessKeyID: nil, created: index.time(first),
            status: member.status, rows: rows)
    }

    private func isSignIn(_ row: Int) -> Bool { index.text(.name, row) == "ConsoleLogin" }

    // MARK: Principals

    private func principals(_ keys: [ScopedKey], _ attackerRows: [Int]) -> [ScopedPrincipal] {
        var found: [String: ScopedPrincipal] = [:]
        func add(_ name: String, _ status: ScopeStatus, _ reason: String) {
            guard !name.isEmpty else { return }
            if let old = found[name], old.status <= status { return }
            found[name] = ScopedPrincipal(principal: name, status: status, reason: reason)
        }
        for (credential, member) in closure.credentials.sorted(by: { $0.key < $1.key }) {
            guard case .principal(let name) = credential else { continue }
            add(name, member.status, member.reason)
        }
        for key in keys { add(key.principal, key.status, "its key \(key.accessKeyID): \(key.reason)") }
        let keyless = index.rows(.key, code: StringTable.missing)
        for row in attackerRows where keyless.contains(row) {
            guard index.isSomebody(index.code(.principal, row)) else { continue }
            add(
                index.text(.principal, row) ?? "", .proposed,
                "tried from \(index.text(.ip, row) ?? ""), without success")
        }
        for name in closure.options.responders { add(name, .excluded, "responder") }
        return found.values.sorted { ($0.status, $0.principal) < ($1.status, $1.principal) }
    }

    // MARK: Lineage

    private func edges() -> [Lineage.Edge] {
        let issues = closure.credentials.values.compactMap(\.issue).map { issue in
            Lineage.Edge(
                from: issue.issuer ?? issue.principal, to: issue.key, via: issue.via, row: issue.row, isWeak: false)
        }
        return Array(Set(issues + links)).sortedByPlace(Lineage.Edge.precedes)
    }
}

extension EventTime {
    static let distantFuture = EventTime(milliseconds: .max)
}
