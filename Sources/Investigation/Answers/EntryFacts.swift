internal import CloudTrail
internal import Events
internal import JSON
internal import Records

/// What hypotheses about the way in are judged by: the credentials that the attacker did not make, and who made them.
struct EntryFacts {
    let scope: Scope
    let index: EventIndex
    let coverage: Coverage
    let calls: AttackerCalls
    /// Confirmed keys that no key of the scope issued, by first use.
    let keys: [ScopedKey]
    /// Successful sign-ins to the console by the attacker, in time order.
    let signIns: [Int]
    /// The calls that issued the keys to somebody, by key, as far as the trail has them.
    let issues: [String: Int]

    /// So many calls that issue credentials are looked through, the latest first.
    private static let limit = 20_000
    /// No session of a role is longer.
    private static let longestSession = 12 * EventTime.hour

    init(_ scope: Scope, in trail: Trail, coverage: Coverage) {
        let index = trail.index
        self.scope = scope
        self.index = index
        self.coverage = coverage
        calls = AttackerCalls(scope.attackerRows, in: index)
        keys = scope.confirmedKeys.filter { $0.parent == nil && !$0.attackerRows.isEmpty }
        let fromAddresses = scope.confirmedAddresses.map { index.rows(.ip, equal: $0.address) }
            .reduce(RowSet.none(of: index.count)) { $0.union($1) }
            .intersection(index.rows(from: scope.onset?.time, to: nil))
            .intersection(index.rows(.name, equal: "ConsoleLogin"))
        signIns = Set(calls.named(["ConsoleLogin"]) + fromAddresses.rows.map { Int($0) })
            .filter { index.flags($0).outcome == .ok }.sorted()
        issues = Self.issues(of: keys, in: trail)
    }

    var longLived: [ScopedKey] { keys.filter { AccessKeyKind(accessKeyID: $0.accessKeyID) == .longTerm } }
    var temporary: [ScopedKey] { keys.filter { AccessKeyKind(accessKeyID: $0.accessKeyID) == .temporary } }

    /// The first use of each key, in time order.
    func firstUses(_ keys: [ScopedKey]) -> [Int] { keys.compactMap(\.attackerRows.first).sorted() }

    func names(_ keys: [ScopedKey]) -> String {
        Wording.list(Array(Set(keys.map { Wording.name(of: $0.principal) })).sorted())
    }

    /// A sign that rests on the absence of calls; none where the trail may lack them.
    func absence(_ text: String) -> [Hypothesis.Sign] {
        coverage.allowsNegativeAnswers ? [Hypothesis.Sign(text)] : []
    }

    private static func issues(of keys: [ScopedKey], in trail: Trail) -> [String: Int] {
        let index = trail.index
        let wanted = Set(keys.map(\.accessKeyID))
        let firstUse = keys.compactMap(\.firstAttackerUse).min()
        let lastUse = keys.compactMap(\.lastAttackerUse).max()
        func rows(_ names: [String], from start: EventTime?) -> [Int] {
            names.map { index.rows(.name, equal: $0) }.reduce(RowSet.none(of: index.count)) { $0.union($1) }
                .intersection(index.rows(.outcome, equal: Outcome.ok.word))
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
