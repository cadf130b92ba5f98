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
    init(_ rows: MergedRows, sourceCount: Int, repeated: Set<Int>, crew: Crew, digests: RecordDigests) {
        counts = [Int](repeating: 0, count: sourceCount)
        if !repeated.isEmpty {
            for row in 0..<UInt32(rows.count) where repeated.contains(Int(rows.sources[Int(row)])) {
                dropped.insert(row)
                counts[Int(rows.sources[Int(row)])] += 1
            }
        }
        var ids = rows.eventIDs
        for (row, original) in rows.addenda { ids.replace(Int(row), with: original.span) }
        let search = DuplicateSearch(ids: ids, accounts: rows.accounts, left: dropped)
        let shares = crew.threads > 1 ? 2 : 1
        for groups in crew.map(shares, { search.groups(share: $0, of: shares) }) { settle(groups, rows, digests) }
    }

    /// - Parameter groups: rows of one event each, in the order in which they were read by their workers.
    private mutating func settle(_ groups: [[UInt32]], _ rows: MergedRows, _ digests: RecordDigests) {
        var tied: [[UInt32]] = []
        for group in groups {
            let credited = group.min { rows.isReadBefore($0, $1) }
            for row in group where row != credited { counts[Int(rows.sources[Int(row)])] += 1 }
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

/// Finds rows with the same ID and account.
private struct DuplicateSearch: Sendable {
    let ids: EventIDColumn
    let accounts: [UInt32]
    /// Rows that take no part.
    let left: Set<UInt32>

    /// The groups of two or more rows whose ID falls into one share of all.
    ///
    /// - Parameter shares: a power of two.
    func groups(share: Int, of shares: Int) -> [[UInt32]] {
        var groups: [UInt32: [UInt32]] = [:]
        var size = 64
        while size < ids.count / shares * 2 { size *= 2 }
        // Rows by hash, one more than the number, 0 where free.
        var slots = [UInt32](repeating: 0, count: size)
        for row in 0..<ids.count {
            let hash = hash(row)
            guard hash & (shares - 1) == share, ids.isIdentity(row), left.isEmpty || !left.contains(UInt32(row))
            else { continue }
            var slot = hash >> 8 & (size - 1)
            while slots[slot] != 0 {
                let other = slots[slot] - 1
                if ids.isEqual(Int(other), row), accounts[Int(other)] == accounts[row] {
                    groups[other, default: [other]].append(UInt32(row))
                    break
                }
                slot = (slot + 1) & (size - 1)
            }
            if slots[slot] == 0 { slots[slot] = UInt32(row) + 1 }
        }
        return Array(groups.values)
    }

    @inline(__always)
    private func hash(_ row: Int) -> Int {
        let value = ids.hashValue(of: row)
        let mixed = (value ^ UInt64(accounts[row]) &* 0x9E37_79B9_7F4A_7C15).multipliedFullWidth(by: 0xD6E8_FEB8_6659_FD93)
        return Int(truncatingIfNeeded: mixed.high ^ mixed.low)
    }
}
