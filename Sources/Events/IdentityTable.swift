/// Distinct callers, each known by a code. Code 0 stands for "no identity"; the first that is added has code 1.
///
/// An identity is found by its hash alone: its texts are not kept. Who it is gets worked out once, when it is new.
public struct IdentityTable: Sendable {
    private(set) var callers: Callers
    private var table = CodeTable()
    /// Of all tables that are to be merged the same.
    public let hasher: WideHasher

    init(_ hasher: WideHasher) {
        callers = Callers(hasher)
        self.hasher = hasher
    }

    /// The code of the caller with these members, which is added if it is new.
    ///
    /// - Parameter hash: of the members, by the table's hasher.
    public mutating func intern(_ members: borrowing IdentityMembers, hash: WideHash) -> UInt32 {
        guard hash != .none else { return 0 }
        let known = table.code(of: hash)
        guard known == 0 else { return known }
        let code = UInt32(callers.count)
        table.insert(hash, code: code)
        callers.append(members)
        return code
    }

    /// Has what will be looked at for identities with these hashes brought near the processor.
    public func fetch(_ hashes: [WideHash]) { table.fetch(hashes[...]) }

    var byteCount: Int { table.byteCount + callers.byteCount }

    /// The codes of all tables' callers among those of the largest, to which the others' are added: for each table by its
    /// own codes.
    static func codes(merging tables: [IdentityTable]) -> MergedCodes {
        guard let base = tables.indices.max(by: { tables[$0].callers.count < tables[$1].callers.count }) else {
            return MergedCodes(base: 0, maps: [], count: 0)
        }
        var merged = tables[base].table
        var count = tables[base].callers.count
        let others = tables.indices.filter { $0 != base }
        var maps = [[UInt32]?](repeating: nil, count: tables.count)
        for other in others {
            let hashes = tables[other].table.hashes(codeCount: tables[other].callers.count)
            let map = merged.merge(hashes, next: UInt32(count), isLast: other == others.last)
            count = max(count, Int(map.max() ?? 0) + 1)
            maps[other] = map
        }
        return MergedCodes(base: base, maps: maps, count: count)
    }
}

/// How the codes of several tables become codes of one.
struct MergedCodes: Sendable {
    /// The table that is taken over: its codes stay.
    var base: Int
    /// By table, and by its own codes; nil for the one that is taken over.
    var maps: [[UInt32]?]
    /// Codes that there are then, the one for "missing" included.
    var count: Int
}
