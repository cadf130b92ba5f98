internal import CloudTrail
internal import Events
internal import Intelligence
internal import JSON
internal import Records

/// What hypotheses about the way in are judged by: the credentials that the attacker did not make, and who made them.
struct EntryFacts {
    let scope: Scope
    let trail: Trail
    let coverage: Coverage
    let intelligence: AddressIntelligence
    let calls: AttackerCalls
    /// Ways in that the attacker made: none of them is how it began.
    let doors: OwnDoors
    /// Confirmed keys that nothing of the attacker's made, in the order of the scope.
    let keys: [ScopedKey]
    /// Successful sign-ins by the attacker with a password that the attacker had not set, in time order.
    let signIns: [Int]
    /// Confirmed temporary keys that no key of the scope issued, of whomever the attacker made as well.
    let sessionKeys: [ScopedKey]
    /// The calls that issued these keys to somebody, by key, as far as the trail has them.
    let issues: [String: Int]
    var index: EventIndex { trail.index }

    /// So many calls that issue credentials are looked through, the latest first.
    private static let limit = 20_000
    /// No session of a role is longer.
    private static let longestSession = 12 * EventTime.hour

    init(_ scope: Scope, in trail: Trail, coverage: Coverage, intelligence: AddressIntelligence) {
        self.scope = scope
        self.trail = trail
        self.coverage = coverage
        self.intelligence = intelligence
        calls = AttackerCalls(scope.attackerRows, in: trail.index)
        doors = OwnDoors(calls, in: trail)
        let taken = Self.takenKeys(scope, doors, in: trail)
        sessionKeys = scope.confirmedKeys.filter { key in
            key.parent == nil && !key.attackerRows.isEmpty
                && AccessKeyKind(accessKeyID: key.accessKeyID) == .temporary
        }
        issues = Self.issues(of: (taken + sessionKeys).onceEach(), in: trail)
        let own = Set(scope.attackerRows)
        let made = issues.filter { own.contains($0.value) }
        keys = taken.filter { made[$0.accessKeyID] == nil }
        signIns = Self.signIns(scope, calls, doors, in: trail.index)
    }

    var longLived: [ScopedKey] { keys.filter { AccessKeyKind(accessKeyID: $0.accessKeyID) == .longTerm } }
    var temporary: [ScopedKey] { keys.filter { AccessKeyKind(accessKeyID: $0.accessKeyID) == .temporary } }

    /// The first use of each key, in time order.
    func firstUses(_ keys: [ScopedKey]) -> [Int] { keys.compactMap(\.attackerRows.first).sorted() }

    func names(_ keys: [ScopedKey]) -> String {
        Wording.list(Array(Set(keys.map { Wording.name(of: $0.principal) })).sorted())
    }

    /// A sign that rests on the absence of calls, with the coverage it rests on; none where the trail may lack them.
    ///
    /// - Parameter text: a sentence without its full stop.
    func absence(_ text: String) -> [Hypothesis.Sign] {
        coverage.allowsNegativeAnswers ? [Hypothesis.Sign("\(text) (coverage \(coverage.told)).")] : []
    }

    /// That the attacker was in by something else before: then this is how it went on, not how it began.
    ///
    /// - Parameter first: the first row of what is judged.
    func earlier(than first: Int) -> [Hypothesis.Sign] {
        let caller = index.caller(first)
        guard let before = Self.firstSuccess(of: scope, index), before < first, index.caller(before) != caller else {
            return []
        }
        return [
            Hypothesis.Sign(
                "Other credentials were in use before: \(index.callerName(before)) at \(Wording.moment(index.time(before))).",
                rows: [before])
        ]
    }

    /// The attacker's first call that was let through: of what is asked at a sign-in none is.
    static func firstSuccess(of scope: Scope, _ index: EventIndex) -> Int? {
        scope.attackerRows.first { row in
            index.flags(row).outcome == .ok
                && !["CredentialChallenge", "CredentialVerification"].contains(index.text(.name, row))
        }
    }

    static func owner(of row: Int, _ index: EventIndex) -> CredentialOwner {
        CredentialOwner(principal: index.text(.principal, row) ?? "", account: index.text(.account, row) ?? "")
    }

    // MARK: What the attacker did not make

    /// The keys of the scope that no key of it issued, and that are not of somebody whom the attacker made.
    private static func takenKeys(_ scope: Scope, _ doors: OwnDoors, in trail: Trail) -> [ScopedKey] {
        let index = trail.index
        return scope.confirmedKeys.filter { key in
            guard key.parent == nil, let first = key.attackerRows.first else { return false }
            let owner = owner(of: first, index)
            let isSession = AccessKeyKind(accessKeyID: key.accessKeyID) == .temporary
            if let session = index.text(.session, first), doors.making(of: session, before: first) != nil {
                return false
            }
            return isSession
                ? !doors.setPassword(of: owner, before: first) : doors.making(of: owner, before: first) == nil
        }
    }

    /// Calls by which people sign in: to the console, and to the portal of IAM Identity Center.
    static let signInCalls = ["ConsoleLogin", "UserAuthentication", "Authenticate"]

    private static func signIns(
        _ scope: Scope, _ calls: AttackerCalls, _ doors: OwnDoors, in index: EventIndex
    ) -> [Int] {
        let fromAddresses = scope.confirmedAddresses.map { index.rows(.ip, equal: $0.address) }
            .reduce(RowSet.none(of: index.count)) { $0.union($1) }
            .intersection(index.rows(from: scope.onset?.time, to: nil))
            .intersection(index.rows(.name) { signInCalls.contains(index.table(.name)[$0] ?? "") })
        return Set(calls.named(signInCalls) + fromAddresses.rows.map { Int($0) }).filter { row in
            guard index.flags(row).outcome == .ok else { return false }
            if isOfIAM(row, index) { return !doors.setPassword(of: owner(of: row, index), before: row) }
            return !hadKey(of: row, scope, index)
        }.sorted()
    }

    /// Whether the attacker had a key of the same principal before a sign-in: keys of federated users and of roles open the
    /// console as well.
    static func hadKey(of signIn: Int, _ scope: Scope, _ index: EventIndex) -> Bool {
        scope.confirmedKeys.contains { key in
            key.principal == index.text(.principal, signIn) && key.attackerRows.first.map { $0 < signIn } == true
        }
    }

    /// Whether IAM itself keeps the password, and knows of the second factor: of others an identity provider does.
    static func isOfIAM(_ row: Int, _ index: EventIndex) -> Bool {
        ["IAMUser", "Root"].contains(index.text(.type, row) ?? "")
    }

    private static func issues(of keys: [ScopedKey], in trail: Trail) -> [String: Int] {
        let index = trail.index
        let wanted = Set(keys.map(\.accessKeyID))
        let firstUse = keys.compactMap(\.firstAttackerUse).min()
        let lastUse = keys.compactMap(\.lastAttackerUse).max()
        func rows(_ names: [String], from start: EventTime?) -> [Int] {
            index.successes(named: names)
                .intersection(index.rows(from: start, to: lastUse?.advanced(byMilliseconds: 1)))
                .rows.suffix(limit).map { Int($0) }
        }
        var candidates = rows(["CreateAccessKey"], from: nil)
        if wanted.contains(where: { AccessKeyKind(accessKeyID: $0) == .temporary }) {
            candidates += rows(
                CredentialIssue.names.filter { $0 != "CreateAccessKey" },
                from: firstUse?.advanced(byMilliseconds: -longestSession))
        }
        var issues: [String: Int] = [:]
        for (row, record) in trail.records.trees(of: candidates.sorted(), limit: 2 * limit) {
            guard let key = CredentialIssue.issuedKey(in: record), wanted.contains(key) else { continue }
            issues[key] = row
        }
        return issues
    }
}
