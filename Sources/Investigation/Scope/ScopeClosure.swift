internal import CloudTrail
internal import Events
internal import Records

/// The closure behind `Scope`: rounds over "was used from", "was issued by".
///
/// Each round reads the members that the round before had confirmed and never takes one back, so that the result does not
/// depend on the order in which they are looked at. It looks at those alone of which something is new: each address and
/// each credential is followed once, and the calls of a credential are told apart again where one of its addresses was
/// confirmed since.
struct ScopeClosure {
    struct Member: Equatable {
        var status: ScopeStatus
        var depth: Int
        var reason: String
        /// The call that issued the key, where an attacker's did.
        var issue: IssuedCredential?
        /// The attacker's call that made the principal; of a key, the one that made its principal.
        var maker: Int?

        /// Whether it was never anybody else's: then all its calls are the attacker's.
        var isAttackersOwn: Bool { issue != nil || maker != nil }
    }

    let onset: Onset
    let trail: Trail
    let options: ScopeOptions
    let seeds: ScopeSeeds
    private(set) var credentials: [Credential: Member] = [:]
    private(set) var addresses: [String: Member] = [:]
    var guards: ScopeGuards
    var issued: IssuedCredentials
    var held: HeldPrincipals
    /// The accounts of principals, by their codes, as far as they were asked for.
    var callers: [UInt32: Caller] = [:]
    /// Sessions of roles that other accounts and identity providers let begin; nil before it was needed.
    var foreignIssues: RowSet?
    let since: RowSet
    /// Whether the closure has reached more than an analyst can believe: then it confirms no more than what the attacker
    /// made.
    private var isFull = false
    /// What the round before confirmed, or found to have been issued by the attacker.
    private var fresh = Fresh()
    /// The texts of IPv6 addresses; nil before they were needed.
    private var spellings: [IPAddress: [String]]?
    let index: EventIndex
    /// Successful calls that issue credentials or make users and roles.
    let making: RowSet

    init(_ seeds: ScopeSeeds, onset: Onset, trail: Trail, options: ScopeOptions) {
        self.onset = onset
        self.trail = trail
        self.options = options
        self.seeds = seeds
        guards = ScopeGuards(trail, onset: onset, options: options)
        index = trail.index
        issued = IssuedCredentials(trail)
        held = HeldPrincipals(trail)
        making = issued.calls.union(held.calls)
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

    /// Members that are to be followed in the next round.
    private struct Fresh {
        var addresses: Set<String> = []
        var credentials: Set<Credential> = []
        /// Whose calls may be the attacker's that were not before.
        var issuers: Set<Credential> = []

        var isEmpty: Bool { addresses.isEmpty && credentials.isEmpty && issuers.isEmpty }
    }

    /// Goes on until nothing new is reached.
    mutating func run() {
        var depth = 0
        while !fresh.isEmpty {
            depth += 1
            var now = fresh
            fresh = Fresh()
            let known = confirmedAddresses
            for address in now.addresses.sorted() {
                for user in expand(address: address, depth: depth) { now.issuers.insert(user) }
                expandForeign(address: address, depth: depth)
            }
            for credential in now.credentials.sorted() { expand(credential, depth: depth, known) }
            var attribution = Attribution(index, onset: onset, confirmed: known)
            for credential in now.issuers.union(now.credentials).sorted() {
                expandMade(by: credential, depth: depth, &attribution)
            }
            holdBack(depth: depth)
        }
    }

    /// Makes proposals of the start values, where nothing says that they are the attacker's.
    mutating func propose() {
        addresses = [:]
        for credential in confirmedCredentials { credentials[credential]?.status = .proposed }
    }

    /// Makes proposals of what a round reached that was too much.
    private mutating func holdBack(depth: Int) {
        let count = credentials.values.count { $0.status == .confirmed && !$0.isAttackersOwn }
        guard !isFull, count > options.mostCredentials else { return }
        isFull = true
        for (credential, member) in credentials where member.depth == depth {
            credentials[credential] = heldBack(member)
            if credentials[credential] != member { fresh.credentials.remove(credential) }
        }
        for (address, member) in addresses where member.depth == depth {
            addresses[address] = heldBack(member)
            fresh.addresses.remove(address)
        }
    }

    private func heldBack(_ member: Member) -> Member {
        guard member.status == .confirmed, !member.isAttackersOwn else { return member }
        var held = member
        held.status = .proposed
        held.reason += "; held back: the closure reached more than \(options.mostCredentials) keys and principals"
        return held
    }

    /// In a stated order.
    var confirmedCredentials: [Credential] {
        credentials.filter { $0.value.status == .confirmed }.map(\.key).sorted()
    }

    var confirmedAddresses: Set<String> { Set(addresses.filter { $0.value.status == .confirmed }.map(\.key)) }

    /// Reaches the credentials that were used from an address.
    ///
    /// - Returns: those that were confirmed before.
    private mutating func expand(address: String, depth: Int) -> [Credential] {
        var known: [Credential] = []
        let rows = index.rows(.ip, equal: address).intersection(since)
        let sharing = addresses[address]?.reason == "accepted by the analyst" ? nil : guards.sharing(of: address)
        for group in index.groups(.key, in: rows) {
            if let key = index.table(.key)[group.code] {
                let principal = index.text(.principal, group.first) ?? ""
                if isHeld(.key(key)) {
                    known.append(.key(key))
                } else {
                    add(.key(key), member(.key(key), principal, usedFrom: address, sharing, depth))
                }
            } else {
                let keyless = rows.intersection(index.rows(.key, code: StringTable.missing))
                for group in index.groups(.principal, in: keyless) where index.isSomebody(group.code) {
                    let credential = Credential.principal(index.table(.principal).text(group.code))
                    if isHeld(credential) {
                        known.append(credential)
                        continue
                    }
                    // Who was never let in holds nothing.
                    guard group.count > failures(of: group.code, in: keyless) else { continue }
                    add(credential, member(credential, credential.value, usedFrom: address, sharing, depth))
                }
            }
        }
        return known
    }

    private func isHeld(_ credential: Credential) -> Bool { credentials[credential]?.status == .confirmed }

    private func failures(of principal: UInt32, in rows: RowSet) -> Int {
        rows.rows.count { row in
            index.code(.principal, Int(row)) == principal && index.flags(Int(row)).outcome != .ok
        }
    }

    /// Reaches the addresses that a credential was used from; of a principal that the attacker made its keys as well.
    private mutating func expand(_ credential: Credential, depth: Int, _ known: Set<String>) {
        guard let held = credentials[credential] else { return }
        if case .principal(let name) = credential, let maker = held.maker {
            for group in index.groups(.key, in: rows(of: credential)) {
                guard let key = index.table(.key)[group.code] else { continue }
                let excluded = guards.exclusion(key, of: name)
                add(
                    .key(key),
                    Member(
                        status: excluded == nil ? .confirmed : .excluded, depth: depth,
                        reason: excluded ?? "of \(name), which the attacker made, depth \(depth)", maker: maker))
            }
        }
        // Sessions of a role that the attacker made may be a service's, on addresses that many use.
        let owner = principal(of: credential) ?? credential.value
        let mayBeService = held.maker != nil && held.issue == nil && ARN(owner)?.resource.hasPrefix("role/") == true
        let rows = rows(of: credential)
        let places = index.groups(.ip, in: rows).compactMap { group -> (code: UInt32, address: String)? in
            guard let address = index.table(.ip)[group.code], IPAddress(address) != nil, !known.contains(address)
            else { return nil }
            return (group.code, address)
        }
        guard !places.isEmpty else { return }
        let habitual = held.isAttackersOwn ? [] : guards.habitualPlaces(of: credential, rows, attackers: known)
        for (code, address) in places {
            var member = member(
                address, usedWith: credential, of: owner, isHabitual: habitual.contains(code), depth)
            if mayBeService, member.status == .confirmed { member.status = .proposed }
            add(address, member)
        }
    }

    // MARK: Members

    /// The rows of a credential since the onset. Of a principal that was named as the start all of them, with whatever
    /// key; of one that the attacker made those since then.
    func rows(of credential: Credential) -> RowSet {
        guard case .principal(let name) = credential else { return index.rows(of: credential).intersection(since) }
        if let maker = credentials[credential]?.maker {
            return index.rows(.principal, equal: name).within(maker + 1..<index.count)
        }
        return isNamed(name)
            ? index.rows(.principal, equal: name).intersection(since) : index.rows(of: credential).intersection(since)
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

    /// Takes in a key or principal. What is confirmed stays so, and what the analyst keeps out stays out; the calls that
    /// issued or made it are kept with it.
    mutating func add(_ credential: Credential, _ found: Member) {
        let member = isFull ? heldBack(found) : found
        guard let old = credentials[credential] else {
            credentials[credential] = member
            if member.status == .confirmed { fresh.credentials.insert(credential) }
            return
        }
        var merged = old.status <= member.status || old.status == .excluded ? old : member
        // Of a call that two accounts received, the record of the caller's own says by which key.
        merged.issue =
            [old.issue, member.issue].compactMap(\.self).first { $0.issuer != nil } ?? old.issue ?? member.issue
        merged.maker = old.maker ?? member.maker
        guard merged != old else { return }
        credentials[credential] = merged
        if merged.status == .confirmed { fresh.credentials.insert(credential) }
    }

    /// Takes in an address: what one key holds back another may still confirm.
    private mutating func add(_ address: String, _ found: Member) {
        let member = isFull ? heldBack(found) : found
        if let old = addresses[address], old.status <= member.status { return }
        addresses[address] = member
        guard member.status == .confirmed else { return }
        fresh.addresses.insert(address)
        for twin in otherSpellings(of: address) { add(twin, member) }
    }

    /// The same address as other records of the trail spell it: IPv6 has many ways.
    private mutating func otherSpellings(of address: String) -> [String] {
        guard address.contains(":"), let value = IPAddress(address) else { return [] }
        let all = spellings ?? Self.spellings(in: index)
        spellings = all
        return all[value, default: []].filter { $0 != address }
    }

    private static func spellings(in index: EventIndex) -> [IPAddress: [String]] {
        let table = index.table(.ip)
        var found: [IPAddress: [String]] = [:]
        for code in 1..<UInt32(max(1, table.codeCount)) {
            let text = table.text(code)
            if text.contains(":"), let address = IPAddress(text) { found[address, default: []].append(text) }
        }
        return found
    }
}
