internal import CloudTrail

/// What a set of rows says of one value of a field.
public struct FieldGroup: Hashable, Sendable {
    /// The value's code in the field's table; 0 is "missing".
    public let code: UInt32
    // Four bytes each: where nearly every value is distinct, there are as many groups as rows.
    private var rows: UInt32
    private var deniedRows: UInt32
    private var firstRow: UInt32
    private var lastRow: UInt32

    init(code: UInt32, count: Int, denied: Int, first: Int, last: Int) {
        self.code = code
        (rows, deniedRows) = (UInt32(count), UInt32(denied))
        (firstRow, lastRow) = (UInt32(first), UInt32(last))
    }

    public internal(set) var count: Int {
        get { Int(rows) }
        set { rows = UInt32(newValue) }
    }

    /// How many of them were denied.
    public internal(set) var denied: Int {
        get { Int(deniedRows) }
        set { deniedRows = UInt32(newValue) }
    }

    /// The earliest row.
    public internal(set) var first: Int {
        get { Int(firstRow) }
        set { firstRow = UInt32(newValue) }
    }

    /// The latest row.
    public internal(set) var last: Int {
        get { Int(lastRow) }
        set { lastRow = UInt32(newValue) }
    }
}

extension EventIndex {
    /// The rows grouped by a field's value, "missing" included, in the order in which the values first occur: codes
    /// follow the order in which threads read files, and say nothing.
    ///
    /// - Complexity: one pass over the rows, and one over the codes of the column where there are not many more of them
    ///   than rows. For all rows of `name`, `principal`, `key` and `ip` one over the distinct values and the denied rows.
    public func groups(_ field: IndexField, in rows: RowSet) -> [FieldGroup] {
        let field = self.field(field)
        let denied = denied(in: rows)
        if rows.count < field.column.codeCount / 8 { return fewGroups(field, in: rows, denied: denied) }
        var places = [UInt32](repeating: .max, count: field.table.codeCount)
        var groups: [FieldGroup]
        if rows.count == count, let postings = field.postings {
            groups = allGroups(field, postings, &places)
        } else {
            groups = countedGroups(field, in: rows, &places)
        }
        func add(_ count: Int, to physical: UInt32) {
            groups[Int(places[Int(field.map?[Int(physical)] ?? physical)])].denied += count
        }
        if denied.count < field.column.codeCount / 8 {
            field.column.forEach(in: denied) { add(1, to: $1) }
        } else {
            for entry in field.column.tally(of: denied).entries { add(Int(entry.count), to: entry.code) }
        }
        return groups
    }

    /// The groups of all rows, which posting lists hold already, but for their order and for what was denied.
    private func allGroups(
        _ field: FieldColumn, _ postings: Postings, _ places: inout [UInt32]
    ) -> [FieldGroup] {
        var firsts = [UInt64](repeating: 0, count: RowSet.wordCount(count))
        for code in 0..<UInt32(field.table.codeCount) {
            if let row = postings[code].first { firsts[Int(row >> 6)] |= 1 << UInt64(row & 63) }
        }
        var groups: [FieldGroup] = []
        groups.reserveCapacity(field.table.codeCount)
        field.column.forEach(in: RowSet(universe: count) { firsts[$0] }) { row, physical in
            let code = field.map?[Int(physical)] ?? physical
            let rows = postings[code]
            places[Int(code)] = UInt32(groups.count)
            groups.append(
                FieldGroup(
                    code: code, count: rows.count, denied: 0, first: row, last: rows.last.map { Int($0) } ?? row))
        }
        return groups
    }

    /// The groups of any rows, but for what was denied.
    private func countedGroups(
        _ field: FieldColumn, in rows: RowSet, _ places: inout [UInt32]
    ) -> [FieldGroup] {
        // The physical codes are counted, of which several may mean one value.
        let entries = field.column.tally(of: rows, crew: crew).entries
        var groups: [FieldGroup] = []
        groups.reserveCapacity(min(entries.count, field.table.codeCount))
        for entry in entries {
            let code = field.map?[Int(entry.code)] ?? entry.code
            let place = Int(places[Int(code)])
            if place == Int(UInt32.max) {
                places[Int(code)] = UInt32(groups.count)
                groups.append(
                    FieldGroup(
                        code: code, count: Int(entry.count), denied: 0, first: Int(entry.first), last: Int(entry.last)))
            } else {
                groups[place].count += Int(entry.count)
                groups[place].last = max(groups[place].last, Int(entry.last))
            }
        }
        return groups
    }

    /// The same for few rows of a field with many values.
    private func fewGroups(_ field: FieldColumn, in rows: RowSet, denied: RowSet) -> [FieldGroup] {
        var groups: [FieldGroup] = []
        var places: [UInt32: Int] = [:]
        rows.forEach { row in
            let code = field.code(row)
            let place = places[code] ?? groups.count
            if place == groups.count {
                places[code] = place
                groups.append(FieldGroup(code: code, count: 0, denied: 0, first: row, last: row))
            }
            groups[place].count += 1
            groups[place].denied += denied.contains(row) ? 1 : 0
            groups[place].last = row
        }
        return groups
    }

    /// The rows of a set whose calls were denied.
    func denied(in rows: RowSet) -> RowSet {
        guard rows.count > count / 16 else {
            let denied = rows.rows.filter { flags(Int($0)).outcome == .denied }
            return RowSet(sorted: denied, universe: count)
        }
        let accepted = (0...UInt8.max).map { EventFlags(rawValue: $0).outcome == .denied }
        let denied = flags.rows(accepting: accepted, crew: crew)
        return rows.count == count ? denied : rows.intersection(denied)
    }

    /// The distinct values of a field among the rows, ascending by text; "missing" left out.
    public func values(_ field: IndexField, in rows: RowSet) -> [String] {
        let table = self.table(field)
        return groups(field, in: rows).compactMap { table[$0.code] }.sorted()
    }
}
