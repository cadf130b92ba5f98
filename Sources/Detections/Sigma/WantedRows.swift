internal import Events

/// Which rules want the record of which row.
struct WantedRows {
    /// All rows that any rule wants.
    let rows: RowSet
    /// Rules that want so many rows that it pays to look into the raw text before a record is taken apart.
    let sifted: [(rule: Int, rows: RowSet)]
    /// The rows that all other rules want.
    let others: RowSet
    /// Rules that want so many rows that they are asked for each.
    private let large: [(rule: Int, rows: RowSet)]
    /// For each row that another rule wants, where its rules stand in `rules`.
    private let places: [UInt32: Range<Int>]
    private let rules: [Int]

    /// - Parameter undecided: by rule, the rows whose records decide.
    init(_ undecided: [RowSet], universe: Int) {
        var large: [(rule: Int, rows: RowSet)] = []
        var pairs: [(row: UInt32, rule: Int)] = []
        for (rule, rows) in undecided.enumerated() where !rows.isEmpty {
            if rows.count > Self.mostPairs || pairs.count > 64 * Self.mostPairs {
                large.append((rule, rows))
            } else {
                pairs += rows.rows.map { ($0, rule) }
            }
        }
        pairs.sort { ($0.row, $0.rule) < ($1.row, $1.rule) }
        var places: [UInt32: Range<Int>] = [:]
        var start = 0
        for end in pairs.indices.map({ $0 + 1 }) where end == pairs.count || pairs[end].row != pairs[start].row {
            places[pairs[start].row] = start..<end
            start = end
        }
        self.large = large
        self.places = places
        rules = pairs.map(\.rule)
        sifted = large.filter { $0.rows.count > universe / Self.siftedShare }
        others = large.filter { $0.rows.count <= universe / Self.siftedShare }
            .reduce(RowSet(sorted: places.keys.sorted(), universe: universe)) { $0.union($1.rows) }
        rows = sifted.reduce(others) { $0.union($1.rows) }
    }

    /// A rule that wants more rows than this is asked for each row whether it does.
    private static let mostPairs = 4_096
    /// One that wants more than a fourth of all rows is sifted.
    private static let siftedShare = 4

    /// Calls `body` with each rule that wants a row.
    @inline(__always)
    func forEachRule(of row: Int, _ body: (Int) -> Void) {
        if let place = places[UInt32(row)] {
            for number in place { body(rules[number]) }
        }
        for (rule, rows) in large where rows.contains(row) { body(rule) }
    }
}
