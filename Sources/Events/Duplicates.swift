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

    init(_ rows: MergedRows, repeated: Set<Int>, crew: Crew) {
        let ids = Self.ids(of: rows)
        let accounts = rows.accounts
        let repeatedRows = rows.rows(ofSources: repeated)
        // Most candidates share some bits of their hash and no more: hardly one of them shares others, too.
        var candidates = ids.candidates(accounts: accounts, without: repeatedRows, crew: crew)
        var others = SharedBits(forHashes: candidates.count)
        for candidate in candidates { others.note(candidate.hash >> 32) }
        candidates.removeAll { !others.isShared($0.hash >> 32) }
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

    /// By each row the ID of the event that it is about.
    private static func ids(of rows: MergedRows) -> EventIDColumn {
        var ids = rows.eventIDs
        for (row, original) in rows.addenda { ids.replace(Int(row), with: original.span) }
        return ids
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
        accounts: [UInt32], without left: Set<UInt32>, crew: Crew
    ) -> [(hash: UInt64, row: UInt32)] {
        let half = count / 2
        let halves = [0..<half, half..<count]
        let seen = crew.map(halves.count) { number in
            var bits = SharedBits(forHashes: count)
            forEachHash(in: halves[number], accounts, without: left, fetching: bits) { hash, _ in bits.note(hash) }
            return bits
        }
        // The first row of each bit was not known to be one of several.
        let shared = seen[0].joined(seen[1])
        return crew.map(halves.count) { number in
            var candidates: [(hash: UInt64, row: UInt32)] = []
            forEachHash(in: halves[number], accounts, without: left, fetching: shared) { hash, row in
                if shared.isShared(hash) { candidates.append((hash, row)) }
            }
            return candidates
        }.flatMap { $0 }
    }

    /// Calls `body` with the hash of each row's ID and account.
    ///
    /// - Parameter bits: what `body` looks at; it is under way for rows further on meanwhile.
    @inline(__always)
    private func forEachHash(
        in rows: Range<Int>, _ accounts: [UInt32], without left: Set<UInt32>, fetching bits: SharedBits,
        _ body: (_ hash: UInt64, _ row: UInt32) -> Void
    ) {
        for row in rows {
            let ahead = row + Self.fetchedAhead
            if ahead < rows.upperBound { bits.fetch(hash(ahead, account: accounts[ahead])) }
            guard isIdentity(row), left.isEmpty || !left.contains(UInt32(row)) else { continue }
            body(hash(row, account: accounts[row]), UInt32(row))
        }
    }

    private static var fetchedAhead: Int { 16 }

    @inline(__always)
    private func hash(_ row: Int, account: UInt32) -> UInt64 {
        let value = hashValue(of: row) ^ UInt64(account) &* 0x9E37_79B9_7F4A_7C15
        let mixed = value.multipliedFullWidth(by: 0xD6E8_FEB8_6659_FD93)
        return mixed.high ^ mixed.low
    }
}

/// For each of some bits whether a hash that is cut to them was met, and whether more than one was.
private struct SharedBits: Sendable {
    private let met: HugeStorage<UInt64>
    private let shared: HugeStorage<UInt64>
    private let mask: Int

    /// - Parameter count: how many hashes there are, about: one in sixteen shares its bit with another then.
    init(forHashes count: Int) {
        var bits = 64
        while bits < count * 16 { bits *= 2 }
        met = HugeStorage(count: bits / 64)
        shared = HugeStorage(count: bits / 64)
        mask = bits - 1
    }

    @inline(__always)
    private func bit(_ hash: UInt64) -> Int { Int(truncatingIfNeeded: hash) & mask }

    @inline(__always)
    func fetch(_ hash: UInt64) {
        unsafe huckleberry_prefetch(met.elements.baseAddress?.advanced(by: bit(hash) >> 6))
        unsafe huckleberry_prefetch(shared.elements.baseAddress?.advanced(by: bit(hash) >> 6))
    }

    @inline(__always)
    mutating func note(_ hash: UInt64) {
        let bit = bit(hash)
        let flag: UInt64 = 1 << UInt64(bit & 63)
        unsafe shared.elements[bit >> 6] |= met.elements[bit >> 6] & flag
        unsafe met.elements[bit >> 6] |= flag
    }

    @inline(__always)
    func isShared(_ hash: UInt64) -> Bool {
        let bit = bit(hash)
        return unsafe shared.elements[bit >> 6] >> UInt64(bit & 63) & 1 == 1
    }

    /// The same of the hashes of both.
    func joined(_ other: SharedBits) -> SharedBits {
        for word in 0..<met.count {
            unsafe shared.elements[word] |= other.shared.elements[word] | met.elements[word] & other.met.elements[word]
        }
        return self
    }
}
