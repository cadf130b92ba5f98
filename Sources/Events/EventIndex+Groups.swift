internal import CloudTrail

/// What a set of rows says of one value of a field.
public struct FieldGroup: Hashable, Sendable {
    /// The value's code in the field's table; 0 is "missing".
    public var code: UInt32
    public var count: Int
    /// How many of them were denied.
    public var denied: Int
    /// The earliest and the latest row.
    public var first: Int
    public var last: Int
}

extension EventIndex {
    /// The rows grouped by a field's value, "missing" included, in the order in which the values first occur: codes
    /// follow the order in which threads read files, and say nothing.
    ///
    /// - Complexity: one pass over the rows, and one over the codes of the column where there are not many more of them
    ///   than rows.
    public func groups(_ field: IndexField, in rows: RowSet) -> [FieldGroup] {
        let field = self.field(field)
        let denied = denied(in: rows)
        if rows.count < field.column.codeCount / 8 { return fewGroups(field, in: rows, denied: denied) }
        // The physical codes are counted, of which several may mean one value.
        let entries = field.column.tally(of: rows).entries
        var groups: [FieldGroup] = []
        groups.reserveCapacity(min(entries.count, field.table.codeCount))
        var places = [UInt32](repeating: .max, count: field.table.codeCount)
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
        field.column.forEach(in: denied) { _, physical in
            let code = field.map?[Int(physical)] ?? physical
            groups[Int(places[Int(code)])].denied += 1
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
        let denied = flags.rows(accepting: accepted)
        return rows.count == count ? denied : rows.intersection(denied)
    }

    /// The distinct values of a field among the rows, ascending by text; "missing" left out.
    public func values(_ field: IndexField, in rows: RowSet) -> [String] {
        let table = self.table(field)
        return groups(field, in: rows).compactMap { table[$0.code] }.sorted()
    }
}
