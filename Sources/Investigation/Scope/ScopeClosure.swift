internal import CloudTrail
internal import Events
internal import Records

/// The closure behind `Scope`.
struct ScopeClosure {
    struct Member {
        var status: ScopeStatus
        var depth: Int
        var reason: String
        var parent: String?
    }

    private let onset: Onset
    private let trail: Trail
    private let options: ScopeOptions
    private var keys: [String: Member] = [:]
    private var addresses: [String: Member] = [:]
    private let since: RowSet
    private let baseline: RowSet
    /// Successful calls that issue credentials.
    private let issuing: RowSet
    private var index: EventIndex { trail.index }

    init(_ seeds: ScopeSeeds, onset: Onset, trail: Trail, options: ScopeOptions) {
        self.onset = onset
        self.trail = trail
        self.options = options
        since = trail.index.rows(from: onset.time, to: nil)
        baseline = trail.index.rows(
            from: onset.time.advanced(byMilliseconds: -Int64(options.baselineDays) * EventTime.day), to: onset.time)
        let index = trail.index
        issuing = CredentialIssue.names.map { index.rows(.name, equal: $0) }
            .reduce(RowSet.none(of: index.count)) { $0.union($1) }
            .intersection(index.rows(.outcome, equal: Outcome.ok.word))
        for key in seeds.keys { keys[key] = Member(status: .confirmed, depth: 0, reason: seeds.label) }
        for address in seeds.addresses where IPAddress(address) != nil {
            addresses[address] = Member(status: .confirmed, depth: 0, reason: seeds.label)
        }
        for value in options.excluded {
            if keys[value] != nil {
                keys[value] = Member(status: .excluded, depth: 0, reason: "excluded by the analyst")
            }
            if addresses[value] != nil {
                addresses[value] = Member(status: .excluded, depth: 0, reason: "excluded by the analyst")
            }
        }
    }

    /// Rounds until nothing new is reached. Each reads the members that the round before confirmed.
    mutating func run() {
        var depth = 0
        var newKeys = confirmed(keys)
        var newAddresses = confirmed(addresses)
        while !newKeys.isEmpty || !newAddresses.isEmpty {
            depth += 1
            let knownKeys = confirmed(keys)
            let knownAddresses = confirmed(addresses)
            for address in newAddresses.sorted() { expand(address: address, depth: depth) }
            for key in newKeys.sorted() { expand(key: key, depth: depth, knownAddresses) }
            newKeys = confirmed(keys).subtracting(knownKeys)
            newAddresses = confirmed(addresses).subtracting(knownAddresses)
        }
    }

    private func confirmed(_ members: [String: Member]) -> Set<String> {
        Set(members.filter { $0.value.status == .confirmed }.map(\.key))
    }

    /// Reaches the keys that were used from an address.
    private mutating func expand(address: String, depth: Int) {
        let uses = index.rows(.ip, equal: address).intersection(since)
        // Only a start value can be shared and still be here: others were kept out when they were reached.
        let sharers = sharedBy(address)
        for group in index.groups(.key, in: uses) {
            guard let key = index.table(.key)[group.code] else { continue }
            let principal = index.text(.principal, group.first) ?? ""
            let member: Member
            if isExcluded(key, principal) {
                member = Member(status: .excluded, depth: depth, reason: exclusion(key, principal))
            } else if let sharers {
                member = Member(
                    status: .proposed, depth: depth, reason: "\(address) is shared by \(sharers) principals")
            } else if isOwners(address, of: group.code) {
                member = Member(status: .proposed, depth: depth, reason: "\(address) is where the key's owner works")
            } else {
                member = Member(status: .confirmed, depth: depth, reason: "used from \(address), depth \(depth)")
            }
            addKey(key, member)
        }
    }

    /// Reaches the addresses that a key was used from, and the keys that it issued.
    private mutating func expand(key: String, depth: Int, _ known: Set<String>) {
        guard let code = index.table(.key).code(of: key) else { return }
        let uses = index.rows(.key, code: code).intersection(since)
        for group in index.groups(.ip, in: uses) {
            guard let address = index.table(.ip)[group.code], IPAddress(address) != nil, !known.contains(address)
            else { continue }
            let member: Member
            if options.excluded.contains(address) {
                member = Member(status: .excluded, depth: depth, reason: "excluded by the analyst")
            } else if let sharers = sharedBy(address) {
                member = Member(
                    status: .excluded, depth: depth, reason: "shared: \(sharers) principals used it before")
            } else if isOwners(address, of: code) {
                member = Member(
                    status: .excluded, depth: depth, reason: "the owner's: its key used it on several days before")
            } else {
                member = Member(status: .confirmed, depth: depth, reason: "used with \(key), depth \(depth)")
            }
            addAddress(address, member)
        }
        for issued in issuedKeys(by: uses) {
            addKey(
                issued,
                Member(status: .confirmed, depth: depth, reason: "issued by \(key), depth \(depth)", parent: key))
        }
    }

    private mutating func addKey(_ key: String, _ member: Member) {
        if let old = keys[key], old.status <= member.status || old.status == .excluded {
            if old.parent == nil, let parent = member.parent { keys[key]?.parent = parent }
            return
        }
        keys[key] = member
    }

    private mutating func addAddress(_ address: String, _ member: Member) {
        // What one key holds back another may still confirm.
        if let old = addresses[address], old.status <= member.status { return }
        addresses[address] = member
    }

    private func isExcluded(_ key: String, _ principal: String) -> Bool {
        options.excluded.contains(key) || options.excluded.contains(principal) || options.responders.contains(principal)
    }

    private func exclusion(_ key: String, _ principal: String) -> String {
        options.responders.contains(principal) ? "responder" : "excluded by the analyst"
    }

    // MARK: Guards

    /// How many principals used the address in the baseline, where that is more than an address of one's own has.
    private func sharedBy(_ address: String) -> Int? {
        let uses = index.rows(.ip, equal: address).intersection(baseline)
        let count = index.groups(.principal, in: uses).count
        return count > options.sharedByMoreThan ? count : nil
    }

    /// Whether the key was used from the address on several days of the baseline.
    private func isOwners(_ address: String, of key: UInt32) -> Bool {
        let uses = index.rows(.ip, equal: address).intersection(baseline).intersection(index.rows(.key, code: key))
        var days: Set<Int64> = []
        uses.forEach { days.insert(index.time($0).floored(toMultipleOf: EventTime.day).milliseconds) }
        return days.count >= options.ownerDays
    }

    // MARK: Lineage

    /// Keys that successful calls of these rows issued.
    private func issuedKeys(by rows: RowSet) -> [String] {
        var issued: [String] = []
        trail.records.forEach(rows.intersection(issuing).rows.map { Int($0) }) { _, record in
            if let key = CredentialIssue.issuedKey(in: record.json) { issued.append(key) }
        }
        return issued.sorted()
    }

    // MARK: The attacker's calls

    /// What the members did.
    func scope() -> Scope {
        let confirmed = Set(addresses.filter { $0.value.status == .confirmed }.map(\.key))
        let scopedKeys = keys.map { key, member in scopedKey(key, member, confirmed) }
        let rows = Set(scopedKeys.filter { $0.status == .confirmed }.flatMap(\.attackerRows)).sorted()
        let rowsByAddress = Dictionary(grouping: rows) { index.code(.ip, $0) }
        let scopedAddresses = addresses.map { address, member in
            let code = index.table(.ip).code(of: address) ?? StringTable.missing
            return scopedAddress(address, member, member.status == .confirmed ? rowsByAddress[code] ?? [] : [])
        }
        return Scope(
            onset: onset,
            keys: scopedKeys.sorted {
                ($0.status, $0.firstAttackerUse ?? .distantFuture, $0.accessKeyID)
                    < ($1.status, $1.firstAttackerUse ?? .distantFuture, $1.accessKeyID)
            },
            addresses: scopedAddresses.sorted {
                ($0.status, $0.firstSeen ?? .distantFuture, $0.address)
                    < ($1.status, $1.firstSeen ?? .distantFuture, $1.address)
            }, attackerRows: rows)
    }

    private func scopedKey(_ key: String, _ member: Member, _ confirmed: Set<String>) -> ScopedKey {
        let all = index.rows(.key, equal: key).rows.map { Int($0) }
        // What an attacker issued is the attacker's from anywhere; else only calls from scoped addresses are.
        let isIssued = member.parent != nil
        let attacker = member.status == .excluded ? [] : attackerRows(all, isIssued: isIssued, confirmed)
        let attackerSet = Set(attacker)
        let others = all.filter { !attackerSet.contains($0) }
        let before = others.last { index.time($0) < onset.time }
        let firstWrite = attacker.first { index.flags($0).outcome == .ok && index.flags($0).readWrite == .write }
        return ScopedKey(
            accessKeyID: key, principal: all.first.flatMap { index.text(.principal, $0) } ?? "", status: member.status,
            depth: member.depth, reason: member.reason, parent: member.parent, attackerRows: attacker,
            lastOtherUse: others.last.map { index.time($0) }, lastOtherUseBefore: before.map { index.time($0) },
            idleBefore: idle(key, lastBefore: before, isIssued: isIssued),
            addresses: Set(attacker.compactMap { index.text(.ip, $0) }.filter { IPAddress($0) != nil }).sorted(),
            firstAttackerUse: attacker.first.map { index.time($0) },
            lastAttackerUse: attacker.last.map { index.time($0) },
            calls: attacker.count, denied: attacker.count { index.flags($0).outcome == .denied },
            firstWriteRow: firstWrite,
            writes: attacker.count { index.flags($0).outcome == .ok && index.flags($0).readWrite == .write })
    }

    /// Calls from a service's address follow the key's last directly attributed call for this long.
    private static let serviceReach = 15 * EventTime.minute

    private func attackerRows(_ rows: [Int], isIssued: Bool, _ confirmed: Set<String>) -> [Int] {
        var lastDirect: EventTime?
        return rows.filter { row in
            let time = index.time(row)
            guard time >= onset.time else { return false }
            guard let address = index.text(.ip, row), IPAddress(address) != nil else {
                guard let lastDirect else { return false }
                return time.milliseconds - lastDirect.milliseconds <= Self.serviceReach
            }
            guard isIssued || confirmed.contains(address) else {
                lastDirect = nil
                return false
            }
            lastDirect = time
            return true
        }
    }

    private func idle(_ key: String, lastBefore: Int?, isIssued: Bool) -> Judgement {
        if isIssued || AccessKeyKind(accessKeyID: key) == .temporary { return .notApplicable }
        let start = onset.time.advanced(byMilliseconds: -Int64(options.baselineDays) * EventTime.day)
        if let lastBefore, index.time(lastBefore) >= start { return .no }
        guard let span = index.span, span.lowerBound <= start else { return .unknown }
        return .yes
    }

    private func scopedAddress(_ address: String, _ member: Member, _ rows: [Int]) -> ScopedAddress {
        return ScopedAddress(
            address: address, status: member.status, depth: member.depth, reason: member.reason,
            keys: Set(rows.compactMap { index.text(.key, $0) }).sorted(),
            firstSeen: rows.first.map { index.time($0) }, lastSeen: rows.last.map { index.time($0) }, calls: rows.count,
            denied: rows.count { index.flags($0).outcome == .denied })
    }
}

extension EventTime {
    static let distantFuture = EventTime(milliseconds: .max)
}
