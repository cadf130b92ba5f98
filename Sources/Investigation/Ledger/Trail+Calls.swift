internal import CloudTrail
internal import Events
internal import JSON
internal import Records

extension EventIndex {
    /// The rows of successful calls with one of these names.
    func successes(named names: some Sequence<String>) -> RowSet {
        rows(.name, codes: names.compactMap { table(.name).code(of: $0) })
            .intersection(rows(.outcome, equal: Outcome.ok.word))
    }
}

extension Trail {
    /// What `read` makes of the records of a set of rows, in time order however they are spread over files. Records are
    /// read one after the other, and only what is made of them is kept.
    func read<Value>(_ rows: RowSet, _ read: (Int, JSONValue) -> Value?) -> [(row: Int, value: Value)] {
        var found: [(row: Int, value: Value)] = []
        records.forEach(rows.rows.map { Int($0) }) { row, record in
            if let value = read(row, record.json) { found.append((row, value)) }
        }
        return found.sorted { $0.row < $1.row }
    }
}
