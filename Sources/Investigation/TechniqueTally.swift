public import ATTACK
public import Events

/// Which techniques a set of calls may have served, by tactic: from the call table, which is a judgement.
public struct TechniqueTally: Sendable {
    /// A technique under one of its tactics.
    public struct Entry: Sendable, Hashable {
        public var technique: Technique
        /// Calls; for Valid Accounts the keys that the attacker held.
        public var count: Int
        /// Whether `count` counts keys.
        public var countsKeys: Bool
        /// Rows, in time order; for Valid Accounts each key's first use.
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
        let keys = scope.confirmedKeys.compactMap { $0.attackerRows.first }.sorted()
        if !keys.isEmpty, let technique = AttackMatrix.of(version).technique(id: Self.validAccounts) {
            rowsByTechnique[technique.id] = (technique, keys)
        }
        let matrix = AttackMatrix.of(version)
        let entries = rowsByTechnique.values.map { found in
            Entry(
                technique: found.technique, count: found.rows.count,
                countsKeys: !keys.isEmpty && found.technique.id == Self.validAccounts, rows: found.rows)
        }
        tactics = matrix.tactics.map { tactic in
            let under = entries.filter { entry in matrix.tactics(of: entry.technique).contains(tactic) }
            return (tactic, under.sorted { ($1.count, $0.technique.id) < ($0.count, $1.technique.id) })
        }
    }
}
