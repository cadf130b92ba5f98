internal import Events

/// How many distinct values of one field each value of another goes with.
struct PairCounts {
    private let counts: [Int]

    /// - Complexity: one pass over the rows.
    init(of field: IndexField, per group: IndexField, in rows: RowSet, _ index: EventIndex) {
        var seen: Set<UInt64> = []
        var counts = [Int](repeating: 0, count: index.table(group).codeCount)
        rows.forEach { row in
            let value = index.code(field, row)
            guard value != StringTable.missing else { return }
            let code = index.code(group, row)
            if seen.insert(UInt64(code) << 32 | UInt64(value)).inserted { counts[Int(code)] += 1 }
        }
        self.counts = counts
    }

    subscript(code: UInt32) -> Int { counts[Int(code)] }
}
