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
    init(_ rows: MergedRows, sourceCount: Int, repeated: Set<Int>, digests: RecordDigests) {
        counts = [Int](repeating: 0, count: sourceCount)
        var groups: [UInt32: [UInt32]] = [:]
        var slots = [UInt32](repeating: .max, count: Self.tableSize(for: rows.count))
        let mask = slots.count - 1
        let accounts = rows.codes(.account)
        var ids = rows.eventIDs
        for (row, original) in rows.addenda { ids.replace(Int(row), with: original.span) }
        for row in 0..<UInt32(rows.count) {
            if repeated.contains(Int(rows.sources[Int(row)])) {
                dropped.insert(row)
                counts[Int(rows.sources[Int(row)])] += 1
                continue
            }
            guard ids.isIdentity(Int(row)) else { continue }
            var slot = Self.hash(ids, Int(row), account: accounts[Int(row)]) & mask
            while slots[slot] != .max {
                let other = slots[slot]
                if ids.isEqual(Int(other), Int(row)), accounts[Int(other)] == accounts[Int(row)] {
                    groups[other, default: [other]].append(row)
                    break
                }
                slot = (slot + 1) & mask
            }
            if slots[slot] == .max { slots[slot] = row }
        }
        settle(groups, rows, digests)
    }

    private mutating func settle(_ groups: [UInt32: [UInt32]], _ rows: MergedRows, _ digests: RecordDigests) {
        var tied: [UInt32] = []
        for (first, group) in groups {
            let credited = group.min { rows.isReadBefore($0, $1) }
            for row in group where row != credited { counts[Int(rows.sources[Int(row)])] += 1 }
            let best = Self.best(group, rows)
            if best.count > 1 { tied.append(first) }
            dropped.formUnion(group.filter { !best.contains($0) })
        }
        let candidates = tied.flatMap { (groups[$0] ?? []).filter { !dropped.contains($0) } }
        let digest = Dictionary(uniqueKeysWithValues: zip(candidates, digests(candidates.map(rows.location))))
        for first in tied {
            let ranked = (groups[first] ?? []).filter { !dropped.contains($0) }.sorted { left, right in
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
        let carrier = best.map { rows.carriers[Int($0)] }.min()
        return best.filter { rows.carriers[Int($0)] == carrier }
    }

    private static func tableSize(for count: Int) -> Int {
        var size = 64
        while size < count * 2 { size *= 2 }
        return size
    }

    private static func hash(_ ids: EventIDColumn, _ row: Int, account: UInt32) -> Int {
        let value = ids.hashValue(of: row)
        let mixed = (value ^ UInt64(account) &* 0x9E37_79B9_7F4A_7C15).multipliedFullWidth(by: 0xD6E8_FEB8_6659_FD93)
        return Int(truncatingIfNeeded: mixed.high ^ mixed.low)
    }
}
