/// Shards on their way into one index: tables merged, rows one behind the other.
///
/// Columns of codes stay as the workers wrote them until they are gathered into the index, one by one, and are let go as
/// soon as that is done: the rows are never in memory twice.
struct ShardMerge {
    /// In the order of `EventShard.CodedColumn`. The one of identities is empty: `callers` has what they mean.
    let tables: [StringTable]
    let callers: Callers
    let rows: MergedRows
    private let flags: [[UInt8]]
    private let codes: [CodedBlocks]
    private let crew: Crew

    /// One column as the workers wrote it.
    private struct CodedBlocks: Sendable {
        var column: EventShard.CodedColumn
        /// Blocks by shard.
        var shards: [[CodeColumn]]
        /// For each shard the codes of the merged table; nil where they are the same.
        var maps: [[UInt32]?]
        var codeCount: Int

        func joined(count: Int) -> [UInt32] {
            var codes: [UInt32] = []
            codes.reserveCapacity(count)
            for (blocks, map) in zip(shards, maps) {
                for block in blocks { block.append(to: &codes, through: map) }
            }
            return codes
        }
    }

    /// - Parameters:
    ///   - sourceNumbers: for each shard the final number of each of its sources.
    ///   - firstRecords: for each shard how many records of the same source lie before each of its sources; empty where
    ///     that is none anywhere.
    init(_ shards: consuming [EventShard], sourceNumbers: [[UInt32]], firstRecords: [[UInt32]], crew: Crew) {
        for index in shards.indices { shards[index].seal() }
        let sealed = shards
        let merged = MergedTables(sealed, crew: crew)
        tables = merged.tables
        callers = merged.callers
        self.crew = crew
        codes = EventShard.CodedColumn.allCases.map { column in
            CodedBlocks(
                column: column, shards: sealed.map { $0.blocks.map { $0.codes[column.rawValue] } },
                maps: merged.maps[column.rawValue],
                codeCount: column == .identity ? merged.callers.count : merged.tables[column.rawValue].codeCount)
        }
        flags = sealed.flatMap { $0.blocks.map(\.flags) }
        let count = sealed.reduce(0) { $0 + $1.count }
        rows = MergedRows(
            sealed, sourceNumbers: sourceNumbers, firstRecords: firstRecords,
            accounts: codes[EventShard.CodedColumn.account.rawValue].joined(count: count), crew: crew)
    }

    /// The columns of codes in the order of rows given.
    consuming func columns(in order: [UInt32]) -> [CodeColumn] {
        let count = rows.count
        let columns = crew.map(using: codes.sorted { $0.codeCount > $1.codeCount }) { blocks in
            (
                blocks.column,
                CodeColumn(
                    gathering: blocks.joined(count: count), in: order, codeCount: blocks.codeCount)
            )
        }
        return columns.sorted { $0.0.rawValue < $1.0.rawValue }.map(\.1)
    }

    func flags(in order: [UInt32]) -> CodeColumn {
        let joined = flags.flatMap { $0 }
        return CodeColumn(order.map { joined[Int($0)] }, codeCount: Int(UInt8.max) + 1)
    }
}

/// The dictionaries of all shards, merged.
struct MergedTables {
    private(set) var tables = [StringTable](repeating: StringTable(), count: EventShard.CodedColumn.allCases.count)
    private(set) var callers = Callers(seed: 0)
    /// For each column and shard the merged codes by the shard's own; nil where they are the same.
    private(set) var maps = [[[UInt32]?]](repeating: [], count: EventShard.CodedColumn.allCases.count)

    private enum Step: Sendable {
        case callers(Callers, maps: [[UInt32]?])
        case table(StringTable, maps: [[UInt32]?])
    }

    init(_ shards: [EventShard], crew: Crew) {
        // The two that are much larger than the others come first.
        let columns: [EventShard.CodedColumn] =
            [.key, .identity] + EventShard.CodedColumn.allCases.filter { $0 != .key && $0 != .identity }
        let steps = crew.map(columns.count) { number -> Step in
            guard columns[number] != .identity else {
                let (callers, maps) = IdentityTable.merged(shards.map(\.identities))
                return .callers(callers, maps: maps)
            }
            let (table, maps) = StringTable.merged(shards.map { $0.table(of: columns[number]) })
            return .table(table, maps: maps)
        }
        for (column, step) in zip(columns, steps) {
            switch step {
            case .callers(let merged, let maps):
                callers = merged
                self.maps[column.rawValue] = maps
            case .table(let merged, let maps):
                tables[column.rawValue] = merged
                self.maps[column.rawValue] = maps
            }
        }
    }
}
