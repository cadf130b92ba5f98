public import CloudTrail

/// A value of a field, as a condition on rows.
public struct FieldValue: Hashable, Sendable {
    public var field: IndexField
    /// The value's code in the field's table; 0 is "missing", which is a value here.
    public var code: UInt32

    public init(_ field: IndexField, code: UInt32) {
        self.field = field
        self.code = code
    }
}

// Questions about the rows that have several values at once, within a range of rows: no set is built for them.
extension EventIndex {
    /// The value of a row.
    public func value(_ field: IndexField, of row: Int) -> FieldValue {
        FieldValue(field, code: code(field, row))
    }

    /// The rows from a moment (inclusive) to another (exclusive), as a range. Two binary searches.
    public func rowRange(from start: EventTime, to end: EventTime) -> Range<Int> {
        let lower = firstRow(at: start)
        return lower..<max(lower, firstRow(at: end))
    }

    /// The last row of a range that has all of the values; nil where none has.
    ///
    /// - Complexity: walks back from the range's end over the shortest of the values' posting lists, over the range itself
    ///   where none of the fields has any, and ends at the first row that fits.
    public func lastRow(in range: Range<Int>, having values: [FieldValue]) -> Int? {
        RowWalk(range, values, in: self).last { _ in true }
    }

    /// The last row of a range that has all of the values and passes; nil where none does.
    ///
    /// - Complexity: as above.
    public func lastRow(in range: Range<Int>, having values: [FieldValue], where passes: (Int) -> Bool) -> Int? {
        RowWalk(range, values, in: self).last(where: passes)
    }

    /// How many rows of a range have all of the values.
    ///
    /// - Complexity: walks the shortest of the values' posting lists within the range, or the range itself.
    public func count(in range: Range<Int>, having values: [FieldValue]) -> Int {
        RowWalk(range, values, in: self).count
    }

    /// The rows of a range that have all of the values, in time order.
    ///
    /// - Complexity: as of the count.
    public func rows(in range: Range<Int>, having values: [FieldValue]) -> [Int] {
        RowWalk(range, values, in: self).rows
    }

    /// How many values of a field there are among the rows that have a value; "missing" is none.
    ///
    /// - Complexity: one pass over the rows, with a bit for each code of the field.
    public func distinctValues(of field: IndexField, among value: FieldValue) -> Int {
        let column = self.field(field)
        var seen = [UInt64](repeating: 0, count: RowSet.wordCount(column.table.codeCount))
        var count = 0
        rows(value.field, code: value.code).forEach { row in
            let code = column.code(row)
            let bit: UInt64 = 1 << UInt64(code & 63)
            guard code != StringTable.missing, seen[Int(code >> 6)] & bit == 0 else { return }
            seen[Int(code >> 6)] |= bit
            count += 1
        }
        return count
    }
}

/// Walks the rows of a range that have some values: over the shortest posting list, looking the other values up.
private struct RowWalk {
    /// The rows of the range that have one of the values; nil where each row of the range must be looked at.
    private let candidates: ArraySlice<UInt32>?
    private let range: Range<Int>
    private let others: [(column: FieldColumn, code: UInt32)]

    init(_ range: Range<Int>, _ values: [FieldValue], in index: EventIndex) {
        self.range = range
        var others = values.map { (column: index.field($0.field), code: $0.code) }
        var shortest: (place: Int, rows: ArraySlice<UInt32>)?
        for (place, other) in others.enumerated() {
            guard let rows = other.column.postings?[other.code, within: range] else { continue }
            if rows.count < shortest?.rows.count ?? .max { shortest = (place, rows) }
        }
        if let shortest { others.remove(at: shortest.place) }
        candidates = shortest?.rows
        self.others = others
    }

    func last(where passes: (Int) -> Bool) -> Int? {
        guard let candidates else { return range.last { fits($0) && passes($0) } }
        return candidates.last { fits(Int($0)) && passes(Int($0)) }.map { Int($0) }
    }

    var count: Int {
        guard let candidates else { return range.count(where: fits) }
        return others.isEmpty ? candidates.count : candidates.count { fits(Int($0)) }
    }

    var rows: [Int] {
        guard let candidates else { return range.filter(fits) }
        return candidates.lazy.map { Int($0) }.filter(fits)
    }

    private func fits(_ row: Int) -> Bool {
        for other in others where other.column.code(row) != other.code { return false }
        return true
    }
}
