public import CloudTrail
public import Events
internal import JSON
public import Records

/// What a set of events says of one value of a field.
public struct ValueGroup: Hashable, Sendable {
    public var value: String
    /// How many events have it.
    public var count: Int
    public var first: EventTime
    public var last: EventTime
    /// The rows of the first and the last of them.
    public var firstRow: Int
    public var lastRow: Int
}

extension FieldReader {
    /// The rows grouped by a field, the most frequent value first, then in byte order. Events without a value are left
    /// out; an event that has a value several times counts once.
    ///
    /// - Parameter isCancelled: asked before each source whose records are read. What was grouped so far is then returned.
    /// - Complexity: one pass over the rows; for fields that stand in records only, the records are read.
    public func groups(
        by field: Field, in rows: RowSet, of trail: Trail, isCancelled: () -> Bool = { false }
    ) -> [ValueGroup] {
        var groups: [ValueGroup] = []
        if case .alias(let alias) = field, let column = alias.indexField {
            let table = trail.index.table(column)
            for group in trail.index.groups(column, in: rows) {
                guard let value = table[group.code] else { continue }
                groups.append(
                    ValueGroup(
                        value: value, count: group.count, first: trail.index.time(group.first),
                        last: trail.index.time(group.last), firstRow: group.first, lastRow: group.last))
            }
        } else {
            groups = grouped(by: field, in: rows, of: trail, isCancelled)
        }
        return groups.sorted {
            $0.count == $1.count ? $0.value.utf8.lexicographicallyPrecedes($1.value.utf8) : $0.count > $1.count
        }
    }

    private func grouped(
        by field: Field, in rows: RowSet, of trail: Trail, _ isCancelled: () -> Bool
    ) -> [ValueGroup] {
        var groups: [String: ValueGroup] = [:]
        func add(_ row: Int, _ value: JSONValue) {
            let time = trail.index.time(row)
            for text in Self.texts(value).unique() {
                var group =
                    groups[text]
                    ?? ValueGroup(value: text, count: 0, first: time, last: time, firstRow: row, lastRow: row)
                group.count += 1
                // Records come in the order of their sources; rows are in that of time.
                group.first = min(group.first, time)
                group.last = max(group.last, time)
                group.firstRow = min(group.firstRow, row)
                group.lastRow = max(group.lastRow, row)
                groups[text] = group
            }
        }
        if Self.needsRecord(field) {
            trail.records.forEach(rows.rows.map { Int($0) }, isCancelled: isCancelled) { row, record in
                add(row, value(of: field, row: row, record: record.json))
            }
        } else {
            rows.forEach { add($0, value(of: field, row: $0)) }
        }
        return Array(groups.values)
    }

    /// The texts of a value: of each element of an array; an object as its JSON text.
    private static func texts(_ value: JSONValue) -> [String] {
        value.flattened.compactMap { element in
            switch element {
            case .null, .string(""): nil
            case .object: JSONWriter().string(element)
            default: element.scalarText
            }
        }
    }
}
