internal import CloudTrail

/// Distinct callers. An identity is stored as the texts of its members, one behind the other, so that a record's
/// identity is looked up without building strings; who that is gets worked out once, when it is new.
public struct IdentityTable: Sendable {
    /// The members in the order in which they are joined.
    public enum Member: Int, CaseIterable, Sendable {
        case type, principalID, arn, accountID, userName, invokedBy, issuerARN, issuerName, identityProvider
        case onBehalfOfUserID
    }

    /// Stands between the members: no JSON text holds it unescaped, and an escaped one is replaced.
    public static let separator: UInt8 = 0x1F

    private(set) var texts: StringTable
    private(set) var callers: Callers

    init(seed: UInt64) {
        texts = StringTable(seed: seed)
        callers = Callers(seed: seed)
    }

    /// The code of the caller whose members are joined in `joined`. Members may be empty; none may hold the separator.
    ///
    /// - Parameter guess: a code of this table; where it is the right one, that is found out faster.
    public mutating func intern(_ joined: Span<UInt8>, guess: UInt32) -> UInt32 {
        let code = texts.intern(joined, guess: guess)
        if Int(code) == callers.count { callers.append(joined) }
        return code
    }

    /// Has the texts of codes brought near the processor, all at once, before they are compared one by one.
    public func fetch(_ codes: [UInt32]) {
        texts.fetch(codes)
    }

    /// The hash by which a joined text is found.
    public func hash(of joined: Span<UInt8>) -> UInt64 { texts.hash(of: joined) }

    /// Has what will be looked at for texts with these hashes brought near the processor.
    public func fetch(hashes: [UInt64]) {
        texts.fetch(hashes: hashes)
    }

    var byteCount: Int { texts.byteCount + callers.byteCount }

    /// The callers of all tables; and for each table its codes among them, nil where they are the same.
    static func merged(_ tables: [IdentityTable]) -> (callers: Callers, maps: [[UInt32]?]) {
        guard let base = tables.indices.max(by: { tables[$0].texts.count < tables[$1].texts.count }) else {
            return (Callers(seed: 0), [])
        }
        var merged = tables[base]
        let maps = tables.indices.map { $0 == base ? nil : merged.merge(tables[$0]) }
        merged.callers.joinRolePaths()
        return (merged.callers, maps)
    }

    private mutating func merge(_ other: IdentityTable) -> [UInt32] {
        let map = texts.merge(other.texts)
        callers.merge(other.callers, newCodes: map)
        return map
    }
}
