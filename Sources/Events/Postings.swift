/// For each code of a column the rows that have it, in time order.
public struct Postings: Sendable {
    /// Where the rows of a code begin; one more entry than codes.
    private let starts: [UInt32]
    private let rows: [UInt32]

    /// Sorts the rows by code, by counting: two passes over the column.
    init(_ column: CodeColumn, through map: [UInt32]?, codeCount: Int) {
        func code(_ row: Int) -> Int { Int(map.map { $0[Int(column[row])] } ?? column[row]) }
        var starts = [UInt32](repeating: 0, count: codeCount + 1)
        for row in 0..<column.count { starts[code(row) + 1] += 1 }
        for index in 1..<starts.count { starts[index] += starts[index - 1] }
        var next = starts
        var rows = [UInt32](repeating: 0, count: column.count)
        for row in 0..<column.count {
            let code = code(row)
            rows[Int(next[code])] = UInt32(row)
            next[code] += 1
        }
        self.starts = starts
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
