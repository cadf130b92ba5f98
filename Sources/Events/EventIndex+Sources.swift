/// Some rows of one source.
public struct SourceRows: Sendable {
    public let source: Int
    /// In time order.
    public let rows: ArraySlice<UInt32>

    public init(source: Int, rows: ArraySlice<UInt32>) {
        self.source = source
        self.rows = rows
    }
}

extension EventIndex {
    /// The rows of a set, source by source.
    ///
    /// - Complexity: two passes over the rows, one over the sources.
    public func rowsBySource(_ rows: RowSet) -> [SourceRows] {
        var ends = [Int](repeating: 0, count: places.sources.codeCount)
        places.sources.forEach(in: rows) { _, code in ends[Int(code)] += 1 }
        for code in ends.indices.dropFirst() { ends[code] += ends[code - 1] }
        var next = [0] + ends.dropLast()
        var sorted = [UInt32](repeating: 0, count: rows.count)
        places.sources.forEach(in: rows) { row, code in
            sorted[next[Int(code)]] = UInt32(row)
            next[Int(code)] += 1
        }
        return ends.indices.dropFirst().compactMap { code in
            let range = ends[code - 1]..<ends[code]
            return range.isEmpty ? nil : SourceRows(source: code - 1, rows: sorted[range])
        }
    }
}
