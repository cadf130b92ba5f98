internal import CloudTrail
internal import Events
internal import JSON
internal import Records

/// Links that hold nobody by themselves: upward to who issued a key, sessions of one sign-in, instances, rare clients.
/// What they lead to is proposed.
struct ScopeProposals {
    var closure: ScopeClosure
    let attackerRows: [Int]
    private let depth: Int
    let index: EventIndex
    /// What proposals rest on.
    var links: [Lineage.Edge] = []
    /// Keys that were proposed and whose issuers were not looked for.
    private var waiting: [String] = []

    /// So many candidates are looked at for one member; more are no lead.
    static let mostCandidates = 64
    /// A session lives no longer than this.
    static let sessionLength = 36 * EventTime.hour
    /// The time between a sign-in and what its session says of its beginning.
    static let signInReach = EventTime.minute

    /// - Parameter attackerRows: the calls of what is confirmed.
    init(_ closure: ScopeClosure, attackerRows: [Int]) {
        self.closure = closure
        index = closure.index
        self.attackerRows = attackerRows
        depth = 1 + (closure.credentials.values.filter { $0.status == .confirmed }.map(\.depth).max() ?? 0)
    }

    /// The closure with what is proposed.
    mutating func run() -> ScopeClosure {
        let keys = closure.confirmedCredentials.filter { closure.credentials[$0]?.issue == nil }.compactMap {
            credential in
            if case .key(let key) = credential { key } else { nil }
        }
        proposeIssuers(of: keys)
        proposeSameSessions(as: keys)
        proposeSessionsOfSignIns()
        proposeSessionsWithoutKeyID()
        proposeRoleCredentials(of: keys)
        proposePasswordGivers()
        // Upward from what that led to, as far as it goes.
        while !waiting.isEmpty {
            let news = waiting
            waiting = []
            proposeIssuers(of: news)
        }
        proposeInstanceSessions()
        proposePasswordHolders()
        proposeIssuedElsewhere()
        proposeMakersAtProposedPlaces()
        proposeRareClients()
        return closure
    }

    mutating func propose(_ credential: Credential, _ reason: String) {
        let principal: String? =
            if case .key(let id) = credential {
                index.rows(.key, equal: id).first.flatMap { index.text(.principal, $0) }
            } else { nil }
        let excluded = closure.guards.exclusion(credential.value, of: principal)
        if case .key(let key) = credential, excluded == nil, closure.credentials[credential] == nil {
            waiting.append(key)
        }
        closure.add(
            credential,
            ScopeClosure.Member(
                status: excluded == nil ? .proposed : .excluded, depth: depth, reason: excluded ?? reason))
    }

    // MARK: Upward

    /// Who issued keys. One that was made long before the incident is its owner's.
    private mutating func proposeIssuers(of keys: [String]) {
        let start = closure.onset.time.advanced(byMilliseconds: -Onset.reach)
        for issue in closure.issued.issues(of: keys).values.sorted(by: { ($0.row, $0.key) < ($1.row, $1.key) }) {
            links.append(
                Lineage.Edge(
                    from: issue.issuer ?? issue.principal, to: issue.key, via: issue.via, row: issue.row, isWeak: false)
            )
            guard index.time(issue.row) >= start else { continue }
            let reason = "issued \(issue.key) by \(issue.via): upward"
            if let issuer = issue.issuer {
                propose(.key(issuer), reason)
            } else if index.isSomebody(index.code(.principal, issue.row)) {
                propose(.principal(issue.principal), reason)
            }
        }
    }

    // MARK: Sessions

    /// A session's name, by codes of the index.
    private struct SessionName: Hashable {
        var principal: UInt32
        var session: UInt32
    }

    /// Keys of the same sessions: the same role, name and beginning, where nothing of the trail issued them.
    private mutating func proposeSameSessions(as keys: [String]) {
        let firsts = keys.filter { AccessKeyKind(accessKeyID: $0) == .temporary }
            .compactMap { index.rows(.key, equal: $0).first }.sorted()
        let names = firsts.map { SessionName(principal: index.code(.principal, $0), session: index.code(.session, $0)) }
        let candidates = keysBySession(Set(names.filter { $0.session != StringTable.missing }))
        var near: [(first: Int, others: [FieldGroup])] = []
        for (first, name) in zip(firsts, names) {
            let others = candidates[name, default: []].filter {
                $0.code != index.code(.key, first)
                    && abs(index.times[$0.first] - index.times[first]) <= Self.sessionLength
            }
            if !others.isEmpty, others.count <= Self.mostCandidates { near.append((first, others)) }
        }
        let facts = closure.issued.facts(of: near.flatMap { [$0.first] + $0.others.map(\.first) })
        var linked: Set<UInt32> = []
        for (first, others) in near {
            guard let own = facts[first] else { continue }
            let key = index.text(.key, first) ?? ""
            for other in others where facts[other.first] == own && linked.insert(other.code).inserted {
                let found = Credential.key(index.table(.key).text(other.code))
                // What is held already needs no sign.
                guard closure.credentials[found]?.status != .confirmed else { continue }
                links.append(
                    Lineage.Edge(from: key, to: found.value, via: "the same session", row: other.first, isWeak: true))
                propose(found, "of the same session as \(key)")
            }
        }
    }

    /// The keys that sessions of these names used.
    private func keysBySession(_ names: Set<SessionName>) -> [SessionName: [FieldGroup]] {
        var found: [SessionName: [FieldGroup]] = [:]
        for principal in Set(names.map(\.principal)) {
            for group in index.groups(.key, in: index.rows(.principal, code: principal)) {
                let name = SessionName(principal: principal, session: index.code(.session, group.first))
                if group.code != StringTable.missing, names.contains(name) { found[name, default: []].append(group) }
            }
        }
        return found
    }

    /// Sessions of a role that the attacker asked for where the record leaves out which key was issued: of the name that
    /// was asked for, created at that moment.
    private mutating func proposeSessionsWithoutKeyID() {
        let calls = attackerRows.filter { row in
            closure.issued.calls.contains(row) && index.text(.name, row)?.hasPrefix("AssumeRole") == true
        }
        let named = Set(closure.issued.issued(by: calls).map(\.row))
        var asked: [(row: Int, role: String, session: String)] = []
        closure.trail.records.forEach(calls.filter { !named.contains($0) }) { row, record in
            let request = record.json["requestParameters"]
            guard let role = request?["roleArn"]?.stringValue, let session = request?["roleSessionName"]?.stringValue
            else { return }
            asked.append((row, role, session))
        }
        for (row, role, session) in asked.sorted(by: { $0.row < $1.row }) {
            guard let name = index.table(.session).code(of: session) else { continue }
            let time = index.time(row)
            let later = index.rowRange(from: time, to: time.advanced(byMilliseconds: Self.sessionLength))
            let candidates = index.groups(.key, in: index.rows(.session, code: name).within(later)).filter { group in
                group.code != StringTable.missing
                    && ScopeClosure.isSameRole(role, index.text(.principal, group.first) ?? "")
            }
            let facts = closure.issued.facts(of: candidates.prefix(Self.mostCandidates).map(\.first))
            for candidate in candidates {
                guard let created = facts[candidate.first]?.created,
                    abs(created.milliseconds - time.milliseconds) <= IssuedCredentials.tolerance
                else { continue }
                let key = index.table(.key).text(candidate.code)
                let issuer = index.text(.key, row) ?? index.text(.principal, row) ?? ""
                let via = index.text(.name, row) ?? ""
                links.append(Lineage.Edge(from: issuer, to: key, via: via, row: row, isWeak: true))
                propose(.key(key), "the session \(session) that \(issuer) asked for by \(via), as it seems")
            }
        }
    }

    /// Keys of instances that the attacker launched or started.
    private mutating func proposeInstanceSessions() {
        let names = Set(["RunInstances", "StartInstances"].compactMap { index.table(.name).code(of: $0) })
        let rows = attackerRows.filter { names.contains(index.code(.name, $0)) && index.flags($0).outcome == .ok }
        var started: [(instance: String, row: Int)] = []
        closure.trail.records.forEach(rows) { row, record in
            for id in InstanceList.ids(in: record.json) { started.append((id, row)) }
        }
        for (instance, row) in started.sorted(by: { ($0.row, $0.instance) < ($1.row, $1.instance) }) {
            guard let session = index.table(.session).code(of: instance) else { continue }
            let own = index.rows(.session, code: session).intersection(index.rows(from: index.time(row), to: nil))
            for group in index.groups(.key, in: own) where group.code != StringTable.missing {
                let key = index.table(.key).text(group.code)
                propose(.key(key), "of \(instance), which the attacker started")
            }
        }
    }

    // MARK: Issued

    /// Keys that a confirmed key issued from its owner's place, and that were used from another.
    private mutating func proposeIssuedElsewhere() {
        let own = Set(attackerRows)
        for credential in closure.confirmedCredentials {
            let issuing = closure.rows(of: credential).intersection(closure.issued.calls).rows.map { Int($0) }
                .filter { !own.contains($0) }
            for issue in closure.issued.issued(by: issuing) {
                let from = index.code(.ip, issue.row)
                let away = index.groups(.ip, in: index.rows(.key, equal: issue.key)).first { group in
                    let address = index.table(.ip).text(group.code)
                    return group.code != from && IPAddress(address) != nil
                        && !closure.guards.isOwners(address, of: credential)
                }
                guard let away else { continue }
                links.append(
                    Lineage.Edge(from: credential.value, to: issue.key, via: issue.via, row: issue.row, isWeak: false))
                propose(
                    .key(issue.key),
                    "issued by \(credential.value) from \(index.text(.ip, issue.row) ?? "nowhere"), and used from "
                        + index.table(.ip).text(away.code))
            }
        }
    }

    /// Who made users, roles, passwords or keys from a place that is the attacker's or the response's.
    private mutating func proposeMakersAtProposedPlaces() {
        let making = closure.held.calls
            .union(closure.issued.calls.intersection(index.rows(.name, equal: "CreateAccessKey")))
            .intersection(closure.since)
        for (address, member) in closure.addresses.sorted(by: { $0.key < $1.key }) where member.status == .proposed {
            let rows = making.intersection(index.rows(.ip, equal: address))
            for group in index.groups(.key, in: rows).prefix(Self.mostCandidates) {
                guard let key = index.table(.key)[group.code] else { continue }
                propose(
                    .key(key), "\(index.text(.name, group.first) ?? "") from \(address), which is proposed itself")
            }
        }
    }

    // MARK: Clients

    /// Other keys whose client program nobody used before the attacker did.
    private mutating func proposeRareClients() {
        guard let span = index.span, span.lowerBound < closure.onset.time else { return }
        let agents = Set(attackerRows.map { index.code(.agent, $0) }).subtracting([StringTable.missing])
        guard agents.count <= Self.mostCandidates else { return }
        let since = closure.onset.time
        for agent in agents.sorted(by: { index.table(.agent).text($0) < index.table(.agent).text($1) }) {
            let uses = index.rows(.agent, code: agent)
            guard let first = uses.first, index.time(first) >= since else { continue }
            let groups = index.groups(.key, in: uses).filter { $0.code != StringTable.missing }
            guard groups.count <= Self.mostCandidates else { continue }
            for group in groups {
                let key = index.table(.key).text(group.code)
                propose(
                    .key(key), "the client \(index.table(.agent).text(agent)), which nobody used before the incident")
            }
        }
    }
}
