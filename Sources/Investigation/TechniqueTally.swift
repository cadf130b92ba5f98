public import ATTACK
public import Events

/// Which techniques a set of calls may have served, by tactic: from the call table, which is a judgement.
public struct TechniqueTally: Sendable {
    /// A technique under one of its tactics.
    public struct Entry: Sendable, Hashable {
        public var technique: Technique
        /// Calls; for Valid Accounts the keys that the attacker held, used or not, allowed anything or not.
        public var count: Int
        /// Whether `count` counts keys.
        public var countsKeys: Bool
        /// Rows, in time order; for Valid Accounts each key's first use, of one that was never used the call that issued
        /// it.
        public var rows: [Int]
    }

    public let version: AttackVersion
    /// Tactics in the matrix's order, those without techniques included.
    public let tactics: [(tactic: Tactic, entries: [Entry])]

    /// The technique whose use every compromised key is.
    private static let validAccounts = "T1078.004"

    /// Counts the calls of some rows, and the confirmed keys of a scope.
    public init(
        _ rows: some Collection<Int>, scope: Scope, in index: EventIndex, version: AttackVersion,
        table: CallTable = .standard
    ) {
        self.version = version
        var rowsByTechnique: [String: (technique: Technique, rows: [Int])] = [:]
        var known: [UInt64: [Technique]] = [:]
        for row in rows {
            let call = UInt64(index.code(.service, row)) << 32 | UInt64(index.code(.name, row))
            let techniques =
                known[call]
                ?? table.techniques(
                    service: index.text(.service, row) ?? "", name: index.text(.name, row) ?? "", in: version)
            known[call] = techniques
            for technique in techniques {
                rowsByTechnique[technique.id, default: (technique, [])].rows.append(row)
            }
        }
        let matrix = AttackMatrix.of(version)
        let keys = scope.confirmedKeys
        if !keys.isEmpty, let technique = matrix.technique(id: Self.validAccounts) {
            rowsByTechnique[technique.id] = (technique, Self.evidence(of: keys, in: scope))
        }
        let entries = rowsByTechnique.values.map { found in
            let countsKeys = !keys.isEmpty && found.technique.id == Self.validAccounts
            return Entry(
                technique: found.technique, count: countsKeys ? keys.count : found.rows.count, countsKeys: countsKeys,
                rows: found.rows)
        }
        tactics = matrix.tactics.map { tactic in
            let under = entries.filter { entry in matrix.tactics(of: entry.technique).contains(tactic) }
            return (tactic, under.sorted { ($1.count, $0.technique.id) < ($0.count, $1.technique.id) })
        }
    }
    /// The first use of each key; of one that was never used the call that issued it. In time order.
    private static func evidence(of keys: [ScopedKey], in scope: Scope) -> [Int] {
        let issues = Dictionary(scope.links.filter { !$0.isWeak }.map { ($0.to, $0.row) }) { min($0, $1) }
        return Set(keys.compactMap { $0.attackerRows.first ?? issues[$0.accessKeyID] }).sorted()
    }
}
