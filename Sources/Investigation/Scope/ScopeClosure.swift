internal import CloudTrail
internal import Events
internal import Records

/// The closure behind `Scope`: rounds over "was used from", "was issued by".
///
/// Each round reads the members that the round before had confirmed and never takes one back, so that the result does not
/// depend on the order in which they are looked at.
struct ScopeClosure {
    struct Member: Equatable {
        var status: ScopeStatus
        var depth: Int
        var reason: String
        /// The call that issued the key, where an attacker's did.
        var issue: IssuedCredential?
    }

    let onset: Onset
    let trail: Trail
    let options: ScopeOptions
    let seeds: ScopeSeeds
    private(set) var credentials: [Credential: Member] = [:]
    private(set) var addresses: [String: Member] = [:]
    var guards: ScopeGuards
    var issued: IssuedCredentials
    private let since: RowSet
    private var uses: [Credential: RowSet] = [:]
    var index: EventIndex { trail.index }

    init(_ seeds: ScopeSeeds, onset: Onset, trail: Trail, options: ScopeOptions) {
        self.onset = onset
        self.trail = trail
        self.options = options
        self.seeds = seeds
        guards = ScopeGuards(trail.index, onset: onset, options: options)
        issued = IssuedCredentials(trail)
        since = trail.index.rows(from: onset.time, to: nil)
        for key in seeds.keys { start(.key(key), seeds.label) }
        for principal in seeds.principals { start(.principal(principal), seeds.label) }
        for address in seeds.addresses { start(address: address, seeds.label) }
        for value in options.accepted {
            let reason = "accepted by the analyst"
            if IPAddress(value) != nil {
                start(address: value, reason)
            } else if trail.index.table(.key).code(of: value) != nil {
                start(.key(value), reason)
            } else {
                start(.principal(value), reason)
            }
        }
    }

    private mutating func start(_ credential: Credential, _ reason: String) {
        let excluded = guards.exclusion(credential.value, of: principal(of: credential))
        add(credential, Member(status: excluded == nil ? .confirmed : .excluded, depth: 0, reason: excluded ?? reason))
    }

    private mutating func start(address: String, _ reason: String) {
        guard IPAddress(address) != nil else { return }
        let excluded = guards.exclusion(address)
        add(address, Member(status: excluded == nil ? .confirmed : .excluded, depth: 0, reason: excluded ?? reason))
    }

    // MARK: Rounds

    /// Goes on until nothing new is reached.
    mutating func run() {
        var depth = 0
        var before = (credentials, addresses)
        repeat {
            depth += 1
            before = (credentials, addresses)
            let held = confirmedCredentials
            let known = confirmedAddresses
            for address in known.sorted() {
                expand(address: address, depth: depth)
                expandForeign(address: address, depth: depth)
            }
            for credential in held { expand(credential, depth: depth, known) }
        } while before != (credentials, addresses)
    }

    /// In a stated order.
    var confirmedCredentials: [Credential] {
        credentials.filter { $0.value.status == .confirmed }.map(\.key).sorted()
    }

    var confirmedAddresses: Set<String> { Set(addresses.filter { $0.value.status == .confirmed }.map(\.key)) }

    /// Reaches the credentials that were used from an address.
    private mutating func expand(address: String, depth: Int) {
        let rows = index.rows(.ip, equal: address).intersection(since)
        let sharing = addresses[address]?.reason == "accepted by the analyst" ? nil : guards.sharing(of: address)
        for group in index.groups(.key, in: rows) {
            if let key = index.table(.key)[group.code] {
                let principal = index.text(.principal, group.first) ?? ""
                add(.key(key), member(.key(key), principal, usedFrom: address, sharing, depth))
            } else {
                let keyless = rows.intersection(index.rows(.key, code: StringTable.missing))
                for group in index.groups(.principal, in: keyless) where index.isSomebody(group.code) {
                    let credential = Credential.principal(index.table(.principal).text(group.code))
                    // Who was never let in holds nothing.
                    guard group.count > failures(of: group.code, in: keyless) else { continue }
                    add(credential, member(credential, credential.value, usedFrom: address, sharing, depth))
                }
            }
        }
    }

    /// Keys that calls without a key from the attacker's own address issued: of another account's principals, who come
    /// with their account alone.
    private mutating func expandForeign(address: String, depth: Int) {
        guard guards.sharing(of: address) == nil else { return }
        let keyless = index.rows(.ip, equal: address).intersection(since).intersection(issued.calls)
            .intersection(index.rows(.key, code: StringTable.missing))
        for issue in issued.issued(by: keyless.rows.map { Int($0) }) {
            guard guards.exclusion(issue.principal) == nil else { continue }
            addIssued(issue, by: issue.principal, depth: depth)
        }
    }

    private mutating func addIssued(_ issue: IssuedCredential, by issuer: String, depth: Int) {
        let principal = index.rows(.key, equal: issue.key).first.flatMap { index.text(.principal, $0) }
        let excluded = guards.exclusion(issue.key, of: principal ?? issue.holder)
        add(
            .key(issue.key),
            Member(
                status: excluded == nil ? .confirmed : .excluded, depth: depth,
                reason: excluded ?? "issued by \(issuer), depth \(depth)", issue: issue))
    }

    private func failures(of principal: UInt32, in rows: RowSet) -> Int {
        rows.rows.count { row in
            index.code(.principal, Int(row)) == principal && index.flags(Int(row)).outcome != .ok
        }
    }

    private mutating func member(
        _ credential: Credential, _ principal: String, usedFrom address: String, _ sharing: String?, _ depth: Int
    ) -> Member {
        if let reason = guards.exclusion(credential.value, of: principal) {
            return Member(status: .excluded, depth: depth, reason: reason)
        }
        if let sharing {
            return Member(status: .proposed, depth: depth, reason: "\(address) is shared: \(sharing)")
        }
        if guards.isOwners(address, of: credential) {
            return Member(status: .proposed, depth: depth, reason: "\(address) is where its owner works")
        }
        return Member(status: .confirmed, depth: depth, reason: "used from \(address), depth \(depth)")
    }

    /// Reaches the addresses that a credential was used from, and the keys that the attacker's calls with it issued.
    private mutating func expand(_ credential: Credential, depth: Int, _ known: Set<String>) {
        let rows = rows(of: credential)
        for group in index.groups(.ip, in: rows) {
            guard let address = index.table(.ip)[group.code], IPAddress(address) != nil, !known.contains(address)
            else { continue }
            add(address, member(address, usedWith: credential, depth))
        }
        let issuing = rows.intersection(issued.calls)
        guard !issuing.isEmpty else { return }
        var attribution = Attribution(index, onset: onset, confirmed: known)
        let isIssued = credentials[credential]?.issue != nil
        let calls = attribution.calls(rows, isIssued: isIssued).attackers.filter { issuing.contains($0) }
        for issue in issued.issued(by: calls) { addIssued(issue, by: credential.value, depth: depth) }
    }

    private mutating func member(_ address: String, usedWith credential: Credential, _ depth: Int) -> Member {
        if let reason = guards.exclusion(address) { return Member(status: .excluded, depth: depth, reason: reason) }
        if let sharing = guards.sharing(of: address) {
            return Member(status: .excluded, depth: depth, reason: "shared: \(sharing)")
        }
        if guards.isOwners(address, of: credential) {
            return Member(
                status: .excluded, depth: depth, reason: "the owner's: its key used it on several days before")
        }
        return Member(status: .confirmed, depth: depth, reason: "used with \(credential.value), depth \(depth)")
    }

    // MARK: Members

    /// The rows of a credential since the onset. Of a principal that was named as the start all of them, with whatever
    /// key.
    func rows(of credential: Credential) -> RowSet {
        if case .principal(let name) = credential, isNamed(name) {
            return index.rows(.principal, equal: name).intersection(since)
        }
        return index.rows(of: credential).intersection(since)
    }

    /// Whether a principal was named by the analyst.
    private func isNamed(_ principal: String) -> Bool {
        seeds.principals.contains(principal) || options.accepted.contains(principal)
    }

    private func principal(of credential: Credential) -> String? {
        switch credential {
        case .key(let id): index.rows(.key, equal: id).first.flatMap { index.text(.principal, $0) }
        case .principal: nil
        }
    }

    /// Takes in a key or principal. What is confirmed stays so, and what the analyst keeps out stays out; a call that
    /// issued a key is kept with it.
    mutating func add(_ credential: Credential, _ member: Member) {
        if let old = credentials[credential], old.status <= member.status || old.status == .excluded {
            if old.issue == nil, let issue = member.issue { credentials[credential]?.issue = issue }
            return
        }
        credentials[credential] = member
    }

    /// Takes in an address: what one key holds back another may still confirm.
    private mutating func add(_ address: String, _ member: Member) {
        if let old = addresses[address], old.status <= member.status { return }
        addresses[address] = member
    }
}
