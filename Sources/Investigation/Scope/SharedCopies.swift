internal import CloudTrail
internal import Events
internal import JSON
internal import Records

/// Tells which records are another account's copy of a call that is known already. Of a call that reaches into another
/// account CloudTrail writes one record in each of the two, with a `sharedEventID` that is the same in both; in the
/// other account's the caller stands with its account alone, without a key.
/// Source: the CloudTrail User Guide, CloudTrail record contents.
struct SharedCopies {
    private let index: EventIndex
    private let records: RecordReader

    /// When, which call, from where: what both copies of a call have in common.
    private struct Occasion: Hashable {
        var time: Int64
        var call: UInt64
        var address: UInt32
    }

    init(_ trail: Trail) {
        index = trail.index
        records = trail.records
    }

    /// The rows that are nobody's copy.
    ///
    /// - Parameters:
    ///   - rows: of calls without a key, in time order.
    ///   - originals: what they may be copies of.
    /// - Complexity: reads the records of those that have something in common with another account's.
    func leavingOut(copiesOf originals: Set<Int>, from rows: [Int]) -> [Int] {
        var known = Dictionary(grouping: originals.sorted(), by: occasion)
        let suspects = rows.filter { row in
            !originals.contains(row) && known[occasion(row)]?.contains { isElsewhere($0, row) } ?? false
        }
        guard !suspects.isEmpty else { return rows }
        let shared = sharedIDs(of: Set(suspects + suspects.flatMap { known[occasion($0)] ?? [] }))
        var copies: Set<Int> = []
        for row in suspects {
            let others = known[occasion(row)] ?? []
            guard let original = others.first(where: { isCopy(row, of: $0, shared) }) else { continue }
            copies.insert(row)
            // A call has one copy.
            known[occasion(row)] = others.filter { $0 != original }
        }
        return rows.filter { !copies.contains($0) }
    }

    /// Whether both have the same ID; where one of the two has none, whether the copy names the call's account as its
    /// caller.
    private func isCopy(_ row: Int, of original: Int, _ shared: [Int: String]) -> Bool {
        guard isElsewhere(row, original) else { return false }
        if let own = shared[row], let other = shared[original] { return own == other }
        return index.text(.principal, row) == "account:\(index.text(.account, original) ?? "")"
    }

    private func occasion(_ row: Int) -> Occasion {
        Occasion(time: index.times[row], call: index.call(row), address: index.code(.ip, row))
    }

    private func isElsewhere(_ row: Int, _ other: Int) -> Bool {
        index.code(.account, row) != index.code(.account, other)
    }

    private func sharedIDs(of rows: Set<Int>) -> [Int: String] {
        var found: [Int: String] = [:]
        records.forEach(rows) { row, record in found[row] = record.json["sharedEventID"]?.stringValue }
        return found
    }
}
