/// The dictionaries of all shards, merged.
struct MergedTables: Sendable {
    private(set) var tables = [StringTable](repeating: StringTable(), count: EventShard.CodedColumn.allCases.count)
    private(set) var callers: Callers
    /// For each column and shard the merged codes by the shard's own; nil where they are the same.
    private(set) var maps = [[[UInt32]?]](repeating: [], count: EventShard.CodedColumn.allCases.count)

    private enum Step: Sendable {
        case identities
        case sessions
        case column(EventShard.CodedColumn)
    }

    private enum Result: Sendable {
        case codes(MergedCodes)
        case table(StringTable, maps: [[UInt32]?])
    }

    init(_ shards: [EventShard], crew: Crew) {
        // Those that are much larger than the others come first.
        let columns = EventShard.CodedColumn.allCases.filter { $0 != .key && $0 != .identity }
        let steps: [Step] = [.sessions, .column(.key), .identities] + columns.map { .column($0) }
        let results = crew.map(steps.count) { number -> Result in
            switch steps[number] {
            case .identities: return .codes(IdentityTable.codes(merging: shards.map(\.identities)))
            case .sessions:
                let (table, maps) = StringTable.merged(shards.map { $0.identities.callers.table(.session) })
                return .table(table, maps: maps)
            case .column(let column):
                let (table, maps) = StringTable.merged(shards.compactMap { $0.table(of: column) })
                return .table(table, maps: maps)
            }
        }
        var identities = MergedCodes(base: 0, maps: [], count: 0)
        var sessions: (table: StringTable, maps: [[UInt32]?]) = (StringTable(), [])
        for (step, result) in zip(steps, results) {
            switch (step, result) {
            case (.identities, .codes(let codes)): identities = codes
            case (.sessions, .table(let table, let maps)): sessions = (table, maps)
            case (.column(let column), .table(let table, let maps)):
                tables[column.rawValue] = table
                self.maps[column.rawValue] = maps
            default: preconditionFailure("each step has its own result")
            }
        }
        maps[EventShard.CodedColumn.identity.rawValue] = identities.maps
        callers = Callers.merged(shards.map(\.identities.callers), identities, sessions: sessions)
    }
}
