public import CloudTrail

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

/// Events within a span of time.
public struct HistogramBucket: Hashable, Sendable {
    public var start: EventTime
    public var count: Int
    public var denied: Int
}

extension EventIndex {
    /// The rows grouped by a field's value, "missing" included, in the order in which the values first occur: codes
    /// follow the order in which threads read files, and say nothing.
    ///
    /// - Complexity: one pass over the rows, one over the distinct values where there are not many more of them than
    ///   rows, and a sort of the groups.
    public func groups(_ field: IndexField, in rows: RowSet) -> [FieldGroup] {
        let column = self.field(field)
        if rows.count < column.table.codeCount / 8 { return sparseGroups(column, in: rows) }
        var groups = [FieldGroup](
            repeating: FieldGroup(code: 0, count: 0, denied: 0, first: 0, last: 0), count: column.table.codeCount)
        rows.forEach { row in
            let code = column.code(row)
            let isDenied = flags(row).outcome == .denied
            if groups[Int(code)].count == 0 {
                groups[Int(code)] = FieldGroup(code: code, count: 0, denied: 0, first: row, last: row)
            }
            groups[Int(code)].count += 1
            groups[Int(code)].denied += isDenied ? 1 : 0
            groups[Int(code)].last = row
        }
        return groups.filter { $0.count > 0 }.sorted { $0.first < $1.first }
    }

    /// The same for few rows of a field with many values.
    private func sparseGroups(_ column: FieldColumn, in rows: RowSet) -> [FieldGroup] {
        var groups: [UInt32: FieldGroup] = [:]
        rows.forEach { row in
            let code = column.code(row)
            let isDenied = flags(row).outcome == .denied
            var group = groups[code] ?? FieldGroup(code: code, count: 0, denied: 0, first: row, last: row)
            group.count += 1
            group.denied += isDenied ? 1 : 0
            group.last = row
            groups[code] = group
        }
        return groups.values.sorted { $0.first < $1.first }
    }

    /// The distinct values of a field among the rows, ascending by text; "missing" left out.
    public func values(_ field: IndexField, in rows: RowSet) -> [String] {
        let table = self.table(field)
        return groups(field, in: rows).compactMap { table[$0.code] }.sorted()
    }

    /// Rows per span of time, aligned to UTC; empty buckets between the first and the last row included.
    ///
    /// - Parameter length: of a bucket, in milliseconds, above 0.
    public func histogram(of rows: RowSet, bucket length: Int64) -> [HistogramBucket] {
        guard let first = rows.first, let last = rows.last else { return [] }
        return histogram(of: rows, bucket: length, from: time(first), through: time(last))
    }

    /// The same over a given span; rows outside it are left out.
    public func histogram(
        of rows: RowSet, bucket length: Int64, from start: EventTime, through end: EventTime
    ) -> [HistogramBucket] {
        let start = start.floored(toMultipleOf: length)
        guard start <= end else { return [] }
        let bucketCount = Int((end.milliseconds - start.milliseconds) / length) + 1
        var buckets = (0..<bucketCount).map {
            HistogramBucket(start: start.advanced(byMilliseconds: Int64($0) * length), count: 0, denied: 0)
        }
        rows.forEach { row in
            let index = (times[row] - start.milliseconds) / length
            guard times[row] >= start.milliseconds, index < bucketCount else { return }
            buckets[Int(index)].count += 1
            if flags(row).outcome == .denied { buckets[Int(index)].denied += 1 }
        }
        return buckets
    }
}
