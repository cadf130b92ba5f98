internal import Investigation
internal import ATTACK

/// The techniques that were seen, by tactic, as a matrix.
public struct TacticFigure: Hashable, Sendable {
    public struct Column: Hashable, Sendable {
        public var tactic: String
        public var id: String
        public var cells: [Cell]
    }

    public struct Cell: Hashable, Sendable {
        public var id: String
        public var name: String
        /// `8 keys`, `327 calls`.
        public var seen: String
        /// From 1 to 3: how often, beside the others.
        public var weight: Int
    }

    /// In the matrix's order, those without a technique included.
    public var columns: [Column]

    init(_ tally: TechniqueTally) {
        columns = tally.tactics.map { tactic, entries in
            Column(
                tactic: tactic.name, id: tactic.id,
                cells: entries.map { entry in
                    Cell(
                        id: entry.technique.id, name: entry.technique.name,
                        seen: "\(entry.count) \(entry.countsKeys ? "key" : "call")\(entry.count == 1 ? "" : "s")",
                        weight: entry.count >= 100 ? 3 : entry.count >= 5 ? 2 : 1)
                })
        }
    }
}
