/// The order of events in an index: by time, and where times are equal by ID, account and record.
struct RowOrder: Sendable {
    private(set) var rows: [UInt32]
    /// The times of the rows, in their order.
    private(set) var times: [Int64]

    /// Sorts by time, stable: a radix sort over the span of the times, counted in seconds where no time has a fraction of
    /// one.
    init(_ times: [Int64]) {
        self.init(rows: [], times: [])
        guard let first = times.first else { return }
        var (least, most) = (first, first)
        var hasFractions = false
        for time in times {
            least = min(least, time)
            most = max(most, time)
            if (time &- first) % 1000 != 0 { hasFractions = true }
        }
        let unit: UInt64 = hasFractions ? 1 : 1000
        let span = UInt64(bitPattern: most &- least) / unit
        guard span <= UInt64(UInt32.max) else {
            // Spans of years with fractions of seconds in them.
            rows = (0..<UInt32(times.count)).sorted { left, right in
                (times[Int(left)], left) < (times[Int(right)], right)
            }
            self.times = rows.map { times[Int($0)] }
            return
        }
        // A time and its row in one word: what is moved is all that is looked at.
        var pairs = [UInt64](inHugePages: times.count) { row in
            let distance = UInt64(bitPattern: times[row] &- least)
            // To divide by what the compiler knows is a multiplication.
            return (hasFractions ? distance : distance / 1000) << 32 | UInt64(row)
        }
        Self.sort(&pairs, span: span)
        rows = Array(inHugePages: pairs.count) { UInt32(truncatingIfNeeded: pairs[$0]) }
        self.times = Array(inHugePages: pairs.count) { least &+ Int64((pairs[$0] >> 32) &* unit) }
    }

    private init(rows: [UInt32], times: [Int64]) {
        self.rows = rows
        self.times = times
    }

    private static func sort(_ pairs: inout [UInt64], span: UInt64) {
        var other = [UInt64](inHugePages: pairs.count) { _ in 0 }
        // As few rounds as twelve bits at a time need: with more of them the ends of the buckets leave the nearest memory.
        let length = UInt64(UInt64.bitWidth - span.leadingZeroBitCount)
        let rounds = max(1, (length + 11) / 12)
        let bits = (length + rounds - 1) / rounds
        let mask = UInt64(1) << bits - 1
        for round in 0..<rounds {
            let shift = 32 + round * bits
            var next = [UInt32](repeating: 0, count: Int(mask) + 2)
            for pair in pairs { next[Int(pair >> shift & mask) + 1] += 1 }
            for index in 1..<next.count { next[index] += next[index - 1] }
            for pair in pairs {
                let digit = Int(pair >> shift & mask)
                other[Int(next[digit])] = pair
                next[digit] &+= 1
            }
            swap(&pairs, &other)
        }
    }

    // MARK: Ties

    /// The order without some rows, and with rows of one time in their final order.
    ///
    /// - Parameter accountTable: of the rows' accounts.
    consuming func settled(
        of rows: MergedRows, without dropped: Set<UInt32>, _ accountTable: StringTable, crew: Crew,
        digests: RecordDigests
    ) -> RowOrder {
        if !dropped.isEmpty {
            let kept = self.rows.indices.filter { !dropped.contains(self.rows[$0]) }
            self = RowOrder(rows: kept.map { self.rows[$0] }, times: kept.map { times[$0] })
        }
        let order = self
        let pieces = order.pieces()
        let settled = crew.map(pieces.count) { number in
            TiedRows(order, pieces[number], rows, accountTable)
        }
        var result = RowOrder(rows: [], times: order.times)
        result.rows = Array(roomInHugePages: order.rows.count)
        for piece in settled { result.rows += piece.rows }
        result.settle(settled.flatMap(\.alike), of: rows, digests)
        return result
    }

    /// Ranges of rows, for several to work on, none of which parts rows of one time.
    private func pieces() -> [Range<Int>] {
        var pieces: [Range<Int>] = []
        var start = 0
        while start < rows.count {
            var end = min(start + Self.pieceLength, rows.count)
            while end < rows.count, times[end] == times[end - 1] { end += 1 }
            pieces.append(start..<end)
            start = end
        }
        return pieces
    }

    private static let pieceLength = 1 << 16

    /// Sorts by their records what nothing else tells apart.
    ///
    /// - Parameter alike: ranges of rows that share time, ID and account.
    private mutating func settle(_ alike: [Range<Int>], of rows: MergedRows, _ digests: RecordDigests) {
        guard !alike.isEmpty else { return }
        let tied = alike.flatMap { self.rows[$0] }
        let digest = Dictionary(uniqueKeysWithValues: zip(tied, digests(tied.map(rows.location))))
        for range in alike {
            self.rows[range].sort { left, right in
                let (leftDigest, rightDigest) = (digest[left] ?? [], digest[right] ?? [])
                return leftDigest == rightDigest
                    ? rows.isReadBefore(left, right) : leftDigest.lexicographicallyPrecedes(rightDigest)
            }
        }
    }
}

/// A piece of the order of rows, with rows of one time sorted by ID and account.
private struct TiedRows: Sendable {
    private(set) var rows: [UInt32]
    /// Ranges of the whole order whose rows share time, ID and account: only their records tell them apart.
    private(set) var alike: [Range<Int>] = []

    init(_ order: RowOrder, _ piece: Range<Int>, _ all: MergedRows, _ accountTable: StringTable) {
        rows = Array(order.rows[piece])
        // Fetched all at once: each lies somewhere else in memory.
        var ids = rows.map { all.eventIDs.values[Int($0)] }
        var start = 0
        while start < rows.count {
            let time = order.times[piece.lowerBound + start]
            var end = start + 1
            while end < rows.count, order.times[piece.lowerBound + end] == time { end += 1 }
            if end - start > 1 {
                sort(start..<end, &ids, all, accountTable)
                noteAlike(start..<end, ids, all, offset: piece.lowerBound)
            }
            start = end
        }
    }

    private mutating func sort(
        _ range: Range<Int>, _ ids: inout [UInt128], _ all: MergedRows, _ accountTable: StringTable
    ) {
        func precedes(_ left: (id: UInt128, row: UInt32), _ right: (id: UInt128, row: UInt32)) -> Bool {
            if left.id != right.id, EventIDColumn.isPlain(left.id), EventIDColumn.isPlain(right.id) {
                return left.id < right.id
            }
            return Self.precedes(Int(left.row), Int(right.row), all, accountTable)
        }
        if range.count <= Self.fewRows {
            for next in range.dropFirst() {
                let taken = (id: ids[next], row: rows[next])
                var place = next
                while place > range.lowerBound, precedes(taken, (ids[place - 1], rows[place - 1])) {
                    ids[place] = ids[place - 1]
                    rows[place] = rows[place - 1]
                    place -= 1
                }
                ids[place] = taken.id
                rows[place] = taken.row
            }
            return
        }
        let sorted = range.map { (id: ids[$0], row: rows[$0]) }.sorted(by: precedes)
        for (place, pair) in zip(range, sorted) { (ids[place], rows[place]) = pair }
    }

    /// So many rows are sorted by insertion.
    private static let fewRows = 16

    private static func precedes(_ l: Int, _ r: Int, _ all: MergedRows, _ accountTable: StringTable) -> Bool {
        if !all.eventIDs.isEqual(l, r) { return all.eventIDs.precedes(l, r) }
        let (left, right) = (all.accounts[l], all.accounts[r])
        return left != right
            && accountTable.text(left).utf8.lexicographicallyPrecedes(accountTable.text(right).utf8)
    }

    private mutating func noteAlike(_ range: Range<Int>, _ ids: [UInt128], _ all: MergedRows, offset: Int) {
        func isAlike(_ left: Int, _ right: Int) -> Bool {
            if ids[left] != ids[right], EventIDColumn.isPlain(ids[left]) { return false }
            let (l, r) = (Int(rows[left]), Int(rows[right]))
            return all.eventIDs.isEqual(l, r) && all.accounts[l] == all.accounts[r]
        }
        var start = range.lowerBound
        while start < range.upperBound {
            var end = start + 1
            while end < range.upperBound, isAlike(start, end) { end += 1 }
            if end - start > 1 { alike.append(start + offset..<end + offset) }
            start = end
        }
    }
}
