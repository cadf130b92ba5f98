/// For each code of a column the rows that have it, in time order.
public struct Postings: Sendable {
    /// Where the rows of a code begin; one more entry than codes.
    private let starts: [UInt32]
    private let rows: [UInt32]

    /// Sorts the rows by code, by counting: two passes over the column.
    init(_ column: CodeColumn, through map: [UInt32]?, codeCount: Int) {
        var codes: [UInt32] = []
        codes.reserveCapacity(column.count)
        column.append(to: &codes, through: map)
        var next = [UInt32](repeating: 0, count: codeCount + 1)
        for code in codes { next[Int(code) + 1] += 1 }
        for index in 1..<next.count { next[index] += next[index - 1] }
        starts = next
        var rows = [UInt32](repeating: 0, count: codes.count)
        for row in codes.indices {
            let code = Int(codes[row])
            rows[Int(next[code])] = UInt32(truncatingIfNeeded: row)
            next[code] += 1
        }
        self.rows = rows
    }

    /// The rows of one code.
    public subscript(code: UInt32) -> ArraySlice<UInt32> {
        rows[Int(starts[Int(code)])..<Int(starts[Int(code) + 1])]
    }

    /// How many rows have the code.
    public func count(of code: UInt32) -> Int {
        Int(starts[Int(code) + 1] - starts[Int(code)])
    }

    /// Bytes held in memory.
    public var byteCount: Int { starts.count * 4 + rows.count * 4 }
}
