/// For each code of a column the rows that have it, in time order.
public struct Postings: Sendable {
    /// Where the rows of a code begin; one more entry than codes.
    private let starts: [UInt32]
    private let rows: [UInt32]

    /// Sorts the rows by code, by counting: two passes over the column.
    ///
    /// - Parameters:
    ///   - map: translates the column's codes; nil where they stay.
    ///   - codeCount: a number above all codes.
    init(_ column: CodeColumn, through map: [UInt32]?, codeCount: Int) {
        switch column.storage {
        case .narrow(let codes): self.init(codes.span, through: map, codeCount: codeCount)
        case .medium(let codes): self.init(codes.span, through: map, codeCount: codeCount)
        case .wide(let codes): self.init(codes.span, through: map, codeCount: codeCount)
        }
    }

    private init<Code: FixedWidthInteger & UnsignedInteger & BitwiseCopyable>(
        _ codes: Span<Code>, through map: [UInt32]?, codeCount: Int
    ) {
        if let map {
            self.init(rowCount: codes.count, codeCount: codeCount) { Int(map[Int(codes[$0])]) }
        } else {
            self.init(rowCount: codes.count, codeCount: codeCount) { Int(codes[$0]) }
        }
    }

    @inline(__always)
    private init(rowCount: Int, codeCount: Int, code: (Int) -> Int) {
        var next = [UInt32](repeating: 0, count: codeCount + 1)
        for row in 0..<rowCount { next[code(row) + 1] += 1 }
        for index in 1..<next.count { next[index] += next[index - 1] }
        starts = next
        var rows = [UInt32](inHugePages: rowCount) { _ in 0 }
        for row in 0..<rowCount {
            let code = code(row)
            rows[Int(next[code])] = UInt32(truncatingIfNeeded: row)
            next[code] += 1
        }
        self.rows = rows
    }

    func write(to file: inout StoredFileWriter) {
        file.write(starts)
        file.write(rows)
    }

    /// - Parameters:
    ///   - count: rows of the column.
    ///   - codeCount: a number above all its codes.
    init(from file: inout StoredFileReader, count: Int, codeCount: Int) throws(StoredFileProblem) {
        starts = try file.array()
        rows = try file.array()
        guard starts.count == codeCount + 1, starts.first == 0, starts.areAscending, starts.last.map(Int.init) == count,
            rows.count == count, rows.areBelow(count)
        else { throw .damaged("the rows of values") }
    }

    /// The rows of one code.
    public subscript(code: UInt32) -> ArraySlice<UInt32> {
        rows[Int(starts[Int(code)])..<Int(starts[Int(code) + 1])]
    }

    /// The rows of one code that lie in a range of rows. Two binary searches.
    subscript(code: UInt32, within range: Range<Int>) -> ArraySlice<UInt32> {
        let all = self[code]
        let start = all.firstIndex(atLeast: range.lowerBound)
        return all[start..<all[start...].firstIndex(atLeast: range.upperBound)]
    }

    /// How many rows have the code.
    public func count(of code: UInt32) -> Int {
        Int(starts[Int(code) + 1] - starts[Int(code)])
    }

    /// Bytes held in memory.
    public var byteCount: Int { starts.count * 4 + rows.count * 4 }
}

extension ArraySlice<UInt32> {
    /// The place of the first of ascending rows that is no less than a row; the end where all are.
    func firstIndex(atLeast row: Int) -> Int {
        var low = startIndex
        var high = endIndex
        while low < high {
            let middle = (low + high) / 2
            if self[middle] < row { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
