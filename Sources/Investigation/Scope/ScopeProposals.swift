internal import CloudTrail
internal import Events
internal import JSON
internal import Records

/// Links that hold nobody by themselves: upward to who issued a key, sessions of one sign-in, instances, rare clients.
/// What they lead to is proposed.
struct ScopeProposals {
    private var closure: ScopeClosure
    private let attackerRows: [Int]
    private let depth: Int
    private var index: EventIndex { closure.index }
    /// What proposals rest on.
    private(set) var links: [Lineage.Edge] = []

    /// So many candidates are looked at for one member; more are no lead.
    private static let mostCandidates = 64
    /// A session lives no longer than this.
    private static let sessionLength = 36 * EventTime.hour
    /// The time between a sign-in and what its session says of its beginning.
    private static let signInReach = EventTime.minute

    /// - Parameter attackerRows: the calls of what is confirmed.
    init(_ closure: ScopeClosure, attackerRows: [Int]) {
        self.closure = closure
        self.attackerRows = attackerRows
        depth = 1 + (closure.credentials.values.filter { $0.status == .confirmed }.map(\.depth).max() ?? 0)
    }

    /// The closure with what is proposed.
    mutating func run() -> ScopeClosure {
        let confirmed = closure.confirmedCredentials
        for credential in confirmed {
            guard case .key(let key) = credential else { continue }
            if closure.credentials[credential]?.issue == nil { proposeIssuer(of: key) }
            if AccessKeyKind(accessKeyID: key) == .temporary { proposeSameSession(as: key) }
        }
        proposeSessionsOfSignIns()
        proposeInstanceSessions()
        proposeRareClients()
        return closure
    }

    private mutating func propose(_ credential: Credential, _ reason: String) {
        let principal: String? =
            if case .key(let id) = credential {
                index.rows(.key, equal: id).first.flatMap { index.text(.principal, $0) }
            } else { nil }
        let excluded = closure.guards.exclusion(credential.value, of: principal)
        closure.add(
            credential,
            ScopeClosure.Member(
                status: excluded == nil ? .proposed : .excluded, depth: depth, reason: excluded ?? reason))
    }

    // MARK: Upward

    /// Who issued a key. One that was made long before the incident is its owner's.
    private mutating func proposeIssuer(of key: String) {
        guard let issue = closure.issued.issue(of: key) else { return }
        links.append(
            Lineage.Edge(
                from: issue.issuer ?? issue.principal, to: key, via: issue.via, row: issue.row, isWeak: false))
        let start = closure.onset.time.advanced(byMilliseconds: -Onset.reach)
        guard index.time(issue.row) >= start else { return }
        let reason = "issued \(key) by \(issue.via): upward"
        if let issuer = issue.issuer {
            propose(.key(issuer), reason)
        } else if index.isSomebody(index.code(.principal, issue.row)) {
            propose(.principal(issue.principal), reason)
        }
    }

    // MARK: Sessions

    /// Keys of the same session: the same role, name and beginning, where nothing of the trail issued them.
    private mutating func proposeSameSession(as key: String) {
        guard let first = index.rows(.key, equal: key).first, index.code(.session, first) != StringTable.missing else {
            return
        }
        let session = index.code(.session, first)
        let time = index.time(first)
        let window = index.rowRange(
            from: time.advanced(byMilliseconds: -Self.sessionLength),
            to: time.advanced(byMilliseconds: Self.sessionLength))
        let near = index.rows(.principal, code: index.code(.principal, first))
            .intersection(RowSet(range: window, universe: index.count))
        let own = index.code(.key, first)
        let candidates = index.groups(.key, in: near).filter {
            $0.code != StringTable.missing && $0.code != own && index.code(.session, $0.first) == session
        }
        guard !candidates.isEmpty, candidates.count <= Self.mostCandidates,
            let facts = SessionFacts(of: first, in: closure.trail)
        else { return }
        for candidate in candidates where SessionFacts(of: candidate.first, in: closure.trail) == facts {
            let other = index.table(.key).text(candidate.code)
            links.append(
                Lineage.Edge(from: key, to: other, via: "the same session", row: candidate.first, isWeak: true))
            propose(.key(other), "of the same session as \(key)")
        }
    }

    /// Temporary keys that began with a sign-in of the attacker.
    private mutating func proposeSessionsOfSignIns() {
        let names = Set(["ConsoleLogin", "GetSigninToken"].compactMap { index.table(.name).code(of: $0) })
        for row in attackerRows where names.contains(index.code(.name, row)) && index.flags(row).outcome == .ok {
            let time = index.time(row)
            let window = index.rowRange(from: time, to: time.advanced(byMilliseconds: Self.sessionLength))
            let own = index.rows(.principal, code: index.code(.principal, row))
                .intersection(RowSet(range: window, universe: index.count))
            let candidates = index.groups(.key, in: own).filter { $0.code != StringTable.missing }
            guard candidates.count <= Self.mostCandidates else { continue }
            for candidate in candidates {
                let key = index.table(.key).text(candidate.code)
                guard AccessKeyKind(accessKeyID: key) == .temporary,
                    let facts = SessionFacts(of: candidate.first, in: closure.trail),
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

    /// Keys of instances that the attacker launched or started.
    private mutating func proposeInstanceSessions() {
        let names = Set(["RunInstances", "StartInstances"].compactMap { index.table(.name).code(of: $0) })
        let rows = attackerRows.filter { names.contains(index.code(.name, $0)) && index.flags($0).outcome == .ok }
        var started: [(instance: String, row: Int)] = []
        closure.trail.records.forEach(rows) { row, record in
            let items = record.json[path: ["responseElements", "instancesSet", "items"]]?.arrayValue ?? []
            for item in items { if let id = item["instanceId"]?.stringValue { started.append((id, row)) } }
        }
        for (instance, row) in started.sorted(by: { ($0.row, $0.instance) < ($1.row, $1.instance) }) {
            guard let session = index.table(.session).code(of: instance) else { continue }
            let own = index.rows(.session, code: session).intersection(index.rows(from: index.time(row), to: nil))
            for group in index.groups(.key, in: own) where group.code != StringTable.missing {
                let key = index.table(.key).text(group.code)
                links.append(
                    Lineage.Edge(from: instance, to: key, via: "instance profile", row: group.first, isWeak: true))
                propose(.key(key), "of \(instance), which the attacker started")
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
