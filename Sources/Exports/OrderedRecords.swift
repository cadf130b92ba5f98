internal import Records

/// The records of some rows in the order of the rows, of which so many are held at a time that each source is read seldom.
struct OrderedRecords {
    private let rows: [Int]
    private let trail: Trail
    private static let batch = 2_048

    /// - Parameter rows: in the order in which they are wanted, each once.
    init(of rows: [Int], in trail: Trail) {
        self.rows = rows
        self.trail = trail
    }

    /// Calls `body` with each row and its record; nil where that could not be read again, which the trail's reader lists.
    func forEach(_ body: (Int, Record?) -> Void) {
        for start in stride(from: 0, to: rows.count, by: Self.batch) {
            let batch = rows[start..<min(start + Self.batch, rows.count)]
            var records: [Int: Record] = [:]
            trail.records.forEach(Array(batch)) { records[$0] = $1 }
            for row in batch { body(row, records[row]) }
        }
    }
}
