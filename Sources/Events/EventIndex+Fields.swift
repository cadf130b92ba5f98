public import CloudTrail

extension EventIndex {
    func field(_ field: IndexField) -> FieldColumn {
        fields[field.rawValue]
    }

    /// The values of a field. Code 0 is "missing".
    public func table(_ field: IndexField) -> StringTable { self.field(field).table }

    /// The code of a row's value.
    public func code(_ field: IndexField, _ row: Int) -> UInt32 { self.field(field).code(row) }

    /// A row's value; nil where it is missing.
    public func text(_ field: IndexField, _ row: Int) -> String? {
        let field = self.field(field)
        return field.table[field.code(row)]
    }

    /// The rows whose value has the code.
    ///
    /// - Parameter candidates: where only some rows matter, these; whether others are among the rows is open then.
    /// - Complexity: for `name`, `principal`, `key` and `ip` the number of such rows; else one pass over a column, or over
    ///   the candidates where they are few.
    public func rows(_ field: IndexField, code: UInt32, among candidates: RowSet? = nil) -> RowSet {
        let column = self.field(field)
        if let postings = column.postings { return RowSet(list: postings[code], universe: count) }
        if let candidates, isFew(candidates) { return candidates.filtered { column.code($0) == code } }
        return rows(field) { $0 == code }
    }

    /// The rows whose value is the text, to the letter.
    public func rows(_ field: IndexField, equal text: String) -> RowSet {
        table(field).code(of: text).map { rows(field, code: $0) } ?? .none(of: count)
    }

    /// The rows whose value is accepted. `accepts` is asked once for each distinct value, "missing" (0) included.
    public func rows(_ field: IndexField, where accepts: (UInt32) -> Bool) -> RowSet {
        let column = self.field(field)
        let accepted = (0..<UInt32(column.table.codeCount)).map(accepts)
        return rows(field, accepting: accepted)
    }

    /// The rows whose value has one of the codes.
    ///
    /// - Parameter candidates: as above.
    public func rows(_ field: IndexField, codes: [UInt32], among candidates: RowSet? = nil) -> RowSet {
        guard codes.count != 1 else { return rows(field, code: codes[0], among: candidates) }
        var accepted = [Bool](repeating: false, count: table(field).codeCount)
        for code in codes { accepted[Int(code)] = true }
        return rows(field, accepting: accepted, among: candidates)
    }

    /// The rows whose value's code is flagged in `accepted`.
    ///
    /// - Parameter candidates: as above.
    public func rows(_ field: IndexField, accepting accepted: [Bool], among candidates: RowSet? = nil) -> RowSet {
        let column = self.field(field)
        if let postings = column.postings {
            let codes = accepted.indices.filter { accepted[$0] }.map { UInt32($0) }
            let total = codes.reduce(0) { $0 + postings.count(of: $1) }
            if codes.count == 1 { return RowSet(list: postings[codes[0]], universe: count) }
            if codes.count <= 64, total <= count / 16 {
                return RowSet(sorted: codes.flatMap { postings[$0] }.sorted(), universe: count)
            }
        }
        if let candidates, isFew(candidates) { return candidates.filtered { accepted[Int(column.code($0))] } }
        guard let map = column.map else { return column.column.rows(accepting: accepted, crew: crew) }
        return column.column.rows(accepting: map.map { accepted[Int($0)] }, crew: crew)
    }

    /// Whether looking at each of the rows costs less than a pass over a column.
    private func isFew(_ rows: RowSet) -> Bool { rows.count <= count / 32 }

    /// The rows whose records have neither an `errorCode` nor an `errorMessage`.
    public var rowsWithoutErrorMembers: RowSet {
        flags.rows(accepting: (0...UInt8.max).map { EventFlags(rawValue: $0).hasNoErrorMembers })
    }

    /// How many rows have the code: constant time for `name`, `principal`, `key` and `ip`.
    public func count(_ field: IndexField, code: UInt32) -> Int {
        self.field(field).postings?.count(of: code) ?? rows(field, code: code).count
    }

    /// The rows from a moment (inclusive) to another (exclusive); nil means unbounded.
    public func rows(from start: EventTime?, to end: EventTime?) -> RowSet {
        let lower = start.map { firstRow(at: $0) } ?? 0
        let upper = end.map { firstRow(at: $0) } ?? count
        return RowSet(range: lower..<max(lower, upper), universe: count)
    }

    /// The first row at or after a moment; `count` where there is none. A binary search.
    public func firstRow(at time: EventTime) -> Int {
        var low = 0
        var high = count
        while low < high {
            let middle = (low + high) / 2
            if times[middle] < time.milliseconds { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
