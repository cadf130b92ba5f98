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
}

extension FieldReader {
    /// The rows grouped by a field, the most frequent value first, then in byte order. Events without a value are left
    /// out; an event that has a value several times counts once.
    ///
    /// - Complexity: one pass over the rows; for fields that stand in records only, the records are read.
    public func groups(by field: Field, in rows: RowSet, of trail: Trail) -> [ValueGroup] {
        var groups: [ValueGroup] = []
        if case .alias(let alias) = field, let column = alias.indexField {
            let table = trail.index.table(column)
            for group in trail.index.groups(column, in: rows) {
                guard let value = table[group.code] else { continue }
                groups.append(
                    ValueGroup(
                        value: value, count: group.count, first: trail.index.time(group.first),
                        last: trail.index.time(group.last)))
            }
        } else {
            groups = grouped(by: field, in: rows, of: trail)
        }
        return groups.sorted {
            $0.count == $1.count ? $0.value.utf8.lexicographicallyPrecedes($1.value.utf8) : $0.count > $1.count
        }
    }

    private func grouped(by field: Field, in rows: RowSet, of trail: Trail) -> [ValueGroup] {
        var groups: [String: ValueGroup] = [:]
        func add(_ row: Int, _ value: JSONValue) {
            let time = trail.index.time(row)
            for text in Self.texts(value).unique() {
                var group = groups[text] ?? ValueGroup(value: text, count: 0, first: time, last: time)
                group.count += 1
                group.first = min(group.first, time)
                group.last = max(group.last, time)
                groups[text] = group
            }
        }
        if Self.needsRecord(field) {
            trail.records.forEach(rows.rows.map { Int($0) }) { row, record in
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
