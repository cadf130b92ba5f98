/// What a pass over rows counts for each code of a column.
struct CodeTally {
    /// A code, how many rows have it, and the first and the last of them.
    struct Entry {
        var code: UInt32
        var count: UInt32
        var first: UInt32
        var last: UInt32
    }

    /// In the order of the first rows. A code may stand in several entries, each of which speaks of other rows.
    let entries: [Entry]
}

extension CodeColumn {
    /// Counts rows by their codes: one pass over the rows, with a table that is as long as there are codes, for each of
    /// those who share it.
    func tally(of rows: RowSet, crew: Crew = Crew(threads: 1)) -> CodeTally {
        switch storage {
        case .narrow(let codes): Self.tally(codes, codeCount, rows, crew)
        case .medium(let codes): Self.tally(codes, codeCount, rows, crew)
        case .wide(let codes): Self.tally(codes, codeCount, rows, crew)
        }
    }

    /// Rows of which one thread takes no fewer: also some for each code, as each thread has a table of them.
    private static func leastShare(_ codeCount: Int) -> Int { max(131_072, codeCount * 4) }

    private static func tally<Code: FixedWidthInteger & UnsignedInteger & Sendable>(
        _ codes: [Code], _ codeCount: Int, _ rows: RowSet, _ crew: Crew
    ) -> CodeTally {
        guard rows.count == codes.count else {
            return CodeTally(entries: entries(codes.span, codeCount, in: 0..<codes.count, rows))
        }
        let parts = crew.map(sharing: codes.count, least: leastShare(codeCount)) { range in
            entries(codes.span, codeCount, in: range, nil)
        }
        return CodeTally(entries: parts.count == 1 ? parts[0] : parts.flatMap(\.self))
    }

    /// - Parameter rows: those of the range that count; nil where all do.
    private static func entries<Code: FixedWidthInteger & UnsignedInteger>(
        _ codes: Span<Code>, _ codeCount: Int, in range: Range<Int>, _ rows: RowSet?
    ) -> [CodeTally.Entry] {
        // Adding to one counter again and again waits for the last sum each time. Where there are few codes, neighbouring
        // rows count in tables of their own.
        let tables = codeCount <= 4_096 ? 4 : 1
        let tableSize = codeCount
        // Count and last row of each code, in one integer.
        var counters = [UInt64](repeating: 0, count: tables * codeCount)
        var firsts: [(place: UInt32, row: UInt32)] = []
        firsts.reserveCapacity(min(counters.count, rows?.count ?? range.count))
        var span = counters.mutableSpan
        @inline(__always)
        func count(_ row: Int, in table: Int, _ counters: inout MutableSpan<UInt64>) {
            let place = table &+ Int(codes[row])
            let counter = counters[place]
            if counter == 0 { firsts.append((UInt32(truncatingIfNeeded: place), UInt32(truncatingIfNeeded: row))) }
            counters[place] = (counter & 0xFFFF_FFFF) &+ 1 | UInt64(truncatingIfNeeded: row) &<< 32
        }
        if let rows {
            rows.forEach { count($0, in: ($0 & (tables &- 1)) &* tableSize, &span) }
        } else {
            var row = range.lowerBound
            while tables == 4, row &+ 4 <= range.upperBound {
                count(row, in: 0, &span)
                count(row &+ 1, in: tableSize, &span)
                count(row &+ 2, in: 2 &* tableSize, &span)
                count(row &+ 3, in: 3 &* tableSize, &span)
                row &+= 4
            }
            while row < range.upperBound {
                count(row, in: 0, &span)
                row &+= 1
            }
        }
        return firsts.map { place, row in
            let counter = counters[Int(place)]
            return CodeTally.Entry(
                code: place % UInt32(tableSize), count: UInt32(truncatingIfNeeded: counter), first: row,
                last: UInt32(counter >> 32))
        }
    }
}
