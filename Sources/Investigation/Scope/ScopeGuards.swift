internal import CloudTrail
internal import Events
internal import Records

/// What keeps a closure from running through places where honest people work, and what the analyst keeps out.
struct ScopeGuards {
    private let index: EventIndex
    private let options: ScopeOptions
    private let onset: EventTime
    /// The time before the incident.
    private let baseline: RowSet
    private let since: RowSet
    private var sharers: [String: String?] = [:]
    private var usual: [String: Bool] = [:]
    private var habits: [Owner: OwnerHabit] = [:]
    var cutOffs: CutOffs

    /// So many credentials are looked at to judge a place; more are an office's.
    private static let mostGuests = 64

    init(_ trail: Trail, onset: Onset, options: ScopeOptions) {
        index = trail.index
        self.options = options
        self.onset = onset.time
        since = index.rows(from: onset.time, to: nil)
        cutOffs = CutOffs(trail)
        baseline = index.rows(
            from: onset.time.advanced(byMilliseconds: -Int64(options.baselineDays) * EventTime.day), to: onset.time)
    }

    /// Why a key, an address or a principal stays out whatever leads to it; nil where nothing says so.
    func exclusion(_ value: String, of principal: String? = nil) -> String? {
        let values = [value, principal].compactMap(\.self)
        if values.contains(where: options.excluded.contains) { return "excluded by the analyst" }
        return values.contains(where: options.responders.contains) ? "responder" : nil
    }

    /// In what way more principals used the address before than an address of one's own has; nil where they did not.
    mutating func sharing(of address: String) -> String? {
        if let known = sharers[address] { return known }
        let found = findSharing(of: address)
        sharers[address] = .some(found)
        return found
    }

    private func findSharing(of address: String) -> String? {
        let uses = index.rows(.ip, equal: address)
        let count = index.groups(.principal, in: uses.intersection(baseline)).count
        if count > options.sharedByMoreThan { return "\(count) principals used it before" }
        // Of an address that is there from the trail's first day on nobody knows what was before; what many people use
        // day after day is nobody's own.
        guard let first = uses.first, let start = index.span?.lowerBound,
            index.time(first).milliseconds - start.milliseconds < EventTime.day
        else { return nil }
        let principals = index.groups(.principal, in: uses).count
        let days = days(of: uses)
        return principals > options.sharedByMoreThan && days >= options.sharedDays
            ? "\(principals) principals used it on \(days) days" : nil
    }

    /// Whether the credential was used from the address on several days before. A temporary key lives for hours: what
    /// counts is its session.
    func isOwners(_ address: String, of credential: Credential) -> Bool {
        let uses = index.rows(.ip, equal: address).intersection(baseline)
        guard !uses.isEmpty else { return false }
        if case .principal(let name) = credential {
            // With whatever key: a principal without one now may have had one then.
            return days(of: uses.intersection(index.rows(.principal, equal: name))) >= options.ownerDays
        }
        guard case .key(let id) = credential, AccessKeyKind(accessKeyID: id) == .temporary,
            let row = index.rows(.key, equal: id).first
        else { return days(of: uses.intersection(index.rows(of: credential))) >= options.ownerDays }
        let session = index.code(.session, row)
        let own = uses.intersection(index.rows(.principal, code: index.code(.principal, row))).rows
            .filter { index.code(.session, Int($0)) == session }
        return days(of: RowSet(sorted: own, universe: index.count)) >= options.ownerDays
    }

    /// The addresses, by their codes, where since the incident began the owner of a credential does with it what he always
    /// does: he moved, or his network did.
    ///
    /// - Parameters:
    ///   - rows: the credential's calls since then.
    ///   - attackers: the attacker's addresses, as far as they are known.
    /// - Complexity: reads the columns of the credential's calls and of its owner's.
    mutating func habitualPlaces(of credential: Credential, _ rows: RowSet, attackers: Set<String>) -> Set<UInt32> {
        let owner = owner(of: credential)
        let habit =
            habits[owner] ?? OwnerHabit(calls(of: owner).intersection(baseline), days: options.ownerDays, in: index)
        habits[owner] = habit
        let known = Set(attackers.compactMap { index.table(.ip).code(of: $0) })
        return habit.places(rows, in: index) { row in
            known.contains(index.code(.ip, row)) || index.time(row) == onset
        }
    }

    /// Whether everybody who was at a place since the incident began did there what they always do: one stranger, and it
    /// is nobody's office.
    ///
    /// - Complexity: reads the columns of the calls of each credential that was used from there, once.
    mutating func isUsual(_ address: String) -> Bool {
        if let known = usual[address] { return known }
        let found = findUsual(address)
        usual[address] = found
        return found
    }

    private mutating func findUsual(_ address: String) -> Bool {
        guard let code = index.table(.ip).code(of: address) else { return true }
        let rows = index.rows(.ip, code: code).intersection(since)
        let keyless = rows.intersection(index.rows(.key, code: StringTable.missing))
        let keys = index.groups(.key, in: rows).compactMap { index.table(.key)[$0.code].map { Credential.key($0) } }
        let people = index.groups(.principal, in: keyless).filter { index.isSomebody($0.code) }
            .map { Credential.principal(index.table(.principal).text($0.code)) }
        let guests = keys + people
        guard guests.count <= Self.mostGuests else { return true }
        for guest in guests {
            let places = habitualPlaces(of: guest, index.rows(of: guest).intersection(since), attackers: [])
            if !places.contains(code) { return false }
        }
        return true
    }

    /// Whose habit counts.
    private enum Owner: Hashable {
        case key(String)
        case principal(UInt32)
    }

    /// A temporary key is new: what counts is whose it is.
    private func owner(of credential: Credential) -> Owner {
        switch credential {
        case .principal(let name): return .principal(index.table(.principal).code(of: name) ?? StringTable.missing)
        case .key(let id):
            guard AccessKeyKind(accessKeyID: id) == .temporary, let row = index.rows(.key, equal: id).first else {
                return .key(id)
            }
            return .principal(index.code(.principal, row))
        }
    }

    private func calls(of owner: Owner) -> RowSet {
        switch owner {
        case .key(let id): index.rows(.key, equal: id)
        case .principal(StringTable.missing): .none(of: index.count)
        case .principal(let code): index.rows(.principal, code: code)
        }
    }

    private func days(of rows: RowSet) -> Int {
        var days: Set<Int64> = []
        rows.forEach { days.insert(index.times[$0] / EventTime.day) }
        return days.count
    }
}
