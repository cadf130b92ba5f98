internal import CMemory
internal import CloudTrail

/// Copies of one event, told by (eventID, account).
struct Duplicates {
    /// Rows that the index leaves out.
    private(set) var dropped: Set<UInt32> = []
    /// For each source the number of records that are copies of an event credited to another record.
    private(set) var counts: [Int]

    /// - Parameters:
    ///   - repeated: sources whose bytes equal an earlier source's: all their rows are copies.
    ///   - digests: SHA-256 of records; asked only where nothing cheaper decides, and once for all of them.
    init(_ found: DuplicateSearch, _ rows: MergedRows, sourceCount: Int, digests: RecordDigests) {
        counts = [Int](repeating: 0, count: sourceCount)
        dropped = found.repeatedRows
        for row in dropped { counts[rows.source(row)] += 1 }
        settle(found.groups, rows, digests)
    }

    /// - Parameter groups: rows of one event each, in the order in which they were read by their workers.
    private mutating func settle(_ groups: [[UInt32]], _ rows: MergedRows, _ digests: RecordDigests) {
        var tied: [[UInt32]] = []
        for group in groups {
            let credited = group.min { rows.isReadBefore($0, $1) }
            for row in group where row != credited { counts[rows.source(row)] += 1 }
            let best = Self.best(group, rows)
            if best.count > 1 { tied.append(best) }
            dropped.formUnion(group.filter { !best.contains($0) })
        }
        let candidates = tied.flatMap { $0 }
        let digest = Dictionary(uniqueKeysWithValues: zip(candidates, digests(candidates.map(rows.location))))
        for group in tied {
            let ranked = group.sorted { left, right in
                let (leftDigest, rightDigest) = (digest[left] ?? [], digest[right] ?? [])
                return leftDigest == rightDigest
                    ? rows.isReadBefore(left, right) : leftDigest.lexicographicallyPrecedes(rightDigest)
            }
            dropped.formUnion(ranked.dropFirst())
        }
    }

    /// The latest addendum; else the copies that travelled the straightest way. Of several the least hash decides.
    private static func best(_ group: [UInt32], _ rows: MergedRows) -> [UInt32] {
        var best = group.filter { rows.addenda[$0] != nil }
        if let latest = best.map({ rows.times[Int($0)] }).max() {
            best = best.filter { rows.times[Int($0)] == latest }
        } else {
            best = group
        }
        let carrier = best.map { rows.carrier($0) }.min()
        return best.filter { rows.carrier($0) == carrier }
    }
}

/// Rows with the same ID and account.
struct DuplicateSearch: Sendable {
    /// Rows of sources that were read before.
    let repeatedRows: Set<UInt32>
    /// Groups of two or more rows, each in the order in which they were read by their workers.
    let groups: [[UInt32]]

    init(_ rows: MergedRows, repeated: Set<Int>) {
        var ids = rows.eventIDs
        for (row, original) in rows.addenda { ids.replace(Int(row), with: original.span) }
        let accounts = rows.accounts
        let repeatedRows = rows.rows(ofSources: repeated)
        // Most candidates share some bits of their hash and no more: those are told without a table.
        var candidates = ids.candidates(accounts: accounts, without: repeatedRows)
        candidates.sort { ($0.hash, $0.row) < ($1.hash, $1.row) }
        var groups: [EventKey: [UInt32]] = [:]
        for place in candidates.indices {
            let isShared =
                place > 0 && candidates[place - 1].hash == candidates[place].hash
                || place + 1 < candidates.count && candidates[place + 1].hash == candidates[place].hash
            guard isShared else { continue }
            let row = candidates[place].row
            groups[EventKey(id: ids.key(of: Int(row)), account: accounts[Int(row)]), default: []].append(row)
        }
        self.repeatedRows = repeatedRows
        self.groups = groups.values.filter { $0.count > 1 }
    }
}

/// What makes two records one event.
private struct EventKey: Hashable {
    var id: EventIDColumn.Key
    var account: UInt32
}

extension EventIDColumn {
    /// Rows that may be copies of each other, with their hashes: those whose hash, cut to some bits, another row has too.
    /// Hardly any trail holds many copies; a bit for each hash tells so without comparing rows.
    ///
    /// - Parameter left: rows that take no part.
    fileprivate func candidates(
        accounts: [UInt32], without left: Set<UInt32>
    ) -> [(hash: UInt64, row: UInt32)] {
        var bits = 64
        while bits < count * 16 { bits *= 2 }
        let mask = bits - 1
        let (seen, repeated) = (HugeStorage<UInt64>(count: bits / 64), HugeStorage<UInt64>(count: bits / 64))
        @inline(__always)
        func hash(of row: Int) -> UInt64 { self.hash(row, account: accounts[row]) }
        // What a row further on will need is under way meanwhile.
        @inline(__always)
        func fetch(_ row: Int) {
            guard row + Self.fetchedAhead < count else { return }
            let word = (Int(truncatingIfNeeded: hash(of: row + Self.fetchedAhead)) & mask) >> 6
            unsafe huckleberry_prefetch(seen.elements.baseAddress?.advanced(by: word))
            unsafe huckleberry_prefetch(repeated.elements.baseAddress?.advanced(by: word))
        }
        for row in 0..<count {
            fetch(row)
            guard isIdentity(row), left.isEmpty || !left.contains(UInt32(row)) else { continue }
            let bit = Int(truncatingIfNeeded: hash(of: row)) & mask
            let flag: UInt64 = 1 << UInt64(bit & 63)
            unsafe repeated.elements[bit >> 6] |= seen.elements[bit >> 6] & flag
            unsafe seen.elements[bit >> 6] |= flag
        }
        // The first row of each bit was not known to be one of several.
        var candidates: [(hash: UInt64, row: UInt32)] = []
        for row in 0..<count {
            fetch(row)
            let hash = hash(of: row)
            let bit = Int(truncatingIfNeeded: hash) & mask
            guard unsafe repeated.elements[bit >> 6] >> UInt64(bit & 63) & 1 == 1, isIdentity(row),
                left.isEmpty || !left.contains(UInt32(row))
            else { continue }
            candidates.append((hash, UInt32(row)))
        }
        return candidates
    }

    private static var fetchedAhead: Int { 16 }

    @inline(__always)
    private func hash(_ row: Int, account: UInt32) -> UInt64 {
        let value = hashValue(of: row) ^ UInt64(account) &* 0x9E37_79B9_7F4A_7C15
        let mixed = value.multipliedFullWidth(by: 0xD6E8_FEB8_6659_FD93)
        return mixed.high ^ mixed.low
    }
}
