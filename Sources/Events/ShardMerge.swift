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
    private var codes: [CodedBlocks]
    private let crew: Crew

    /// One column as the workers wrote it.
    private struct CodedBlocks: Sendable {
        var column: EventShard.CodedColumn
        /// Blocks by shard.
        var shards: [[CodeColumn]]
        /// For each shard the codes of the merged table; nil where they are the same.
        var maps: [[UInt32]?]
        var codeCount: Int

        /// Each with what translates its codes.
        var blocks: [(CodeColumn, map: [UInt32]?)] {
            zip(shards, maps).flatMap { blocks, map in blocks.map { ($0, map) } }
        }

        func joined(count: Int) -> [UInt32] {
            var codes = [UInt32](roomInHugePages: count)
            for (block, map) in blocks { block.append(to: &codes, through: map) }
            return codes
        }
    }

    /// - Parameters:
    ///   - sourceNumbers: for each shard the final number of each of its sources.
    ///   - firstRecords: for each shard how many records of the same source lie before each of its sources; empty where
    ///     that is none anywhere.
    init(_ joined: consuming JoinedShards, sourceNumbers: [[UInt32]], firstRecords: [[UInt32]], crew: Crew) {
        let shards = joined.shards
        let merged = joined.tables
        tables = merged.tables
        callers = merged.callers
        self.crew = crew
        let codes = EventShard.CodedColumn.allCases.map { column in
            CodedBlocks(
                column: column, shards: shards.map { $0.blocks.map { $0.codes[column.rawValue] } },
                maps: merged.maps[column.rawValue],
                codeCount: column == .identity ? merged.callers.count : merged.tables[column.rawValue].codeCount)
        }
        self.codes = codes
        flags = shards.flatMap { $0.blocks.map(\.flags) }
        let count = shards.reduce(0) { $0 + $1.count }
        let accounts = codes[EventShard.CodedColumn.account.rawValue]
        rows = MergedRows(
            shards, times: joined.times, sourceNumbers: sourceNumbers, firstRecords: firstRecords,
            accounts: { accounts.joined(count: count) }, crew: crew)
    }

    /// What is left of the columns, in the order of rows given.
    struct Columns: Sendable {
        var eventIDs = EventIDColumn()
        var sources = CodeColumn([])
        var records = CodeColumn([])
        var offsets = RecordOffsets([])
        var flags = CodeColumn([])
        /// In the order of `EventShard.CodedColumn`.
        var codes = [CodeColumn](repeating: CodeColumn([]), count: EventShard.CodedColumn.allCases.count)
    }

    private enum Step: Sendable {
        case eventIDs, sources, records, offsets, flags
        case codes(CodedBlocks)
    }

    private enum Result: Sendable {
        case eventIDs(EventIDColumn)
        case sources(CodeColumn)
        case records(CodeColumn)
        case offsets(RecordOffsets)
        case flags(CodeColumn)
        case codes(EventShard.CodedColumn, CodeColumn)
    }

    /// All columns in the order of rows given.
    ///
    /// - Parameter sourceCount: how many sources there are.
    ///
    /// The codes as workers wrote them are let go: it can be done once.
    mutating func columns(in order: [UInt32], sourceCount: Int) -> Columns {
        let rows = rows
        let flags = flags
        var blocks: [CodedBlocks] = []
        swap(&blocks, &codes)
        // Those that take longest first.
        let coded = blocks.sorted { $0.codeCount > $1.codeCount }.map { Step.codes($0) }
        let results = crew.map(using: [.eventIDs, .offsets, .sources, .records] + coded + [.flags]) { step -> Result in
            switch step {
            case .eventIDs: .eventIDs(rows.eventIDs.reordered(order))
            case .sources: .sources(rows.sources(in: order, count: sourceCount))
            case .records: .records(rows.records(in: order))
            case .offsets: .offsets(rows.offsets(in: order))
            case .flags: .flags(Self.gather(flags, in: order))
            case .codes(let coded):
                .codes(
                    coded.column,
                    CodeColumn(
                        gathering: coded.blocks, count: rows.count, in: order, codeCount: coded.codeCount))
            }
        }
        var columns = Columns()
        for result in results {
            switch result {
            case .eventIDs(let column): columns.eventIDs = column
            case .sources(let column): columns.sources = column
            case .records(let column): columns.records = column
            case .offsets(let column): columns.offsets = column
            case .flags(let column): columns.flags = column
            case .codes(let number, let column): columns.codes[number.rawValue] = column
            }
        }
        return columns
    }

    private static func gather(_ flags: [[UInt8]], in order: [UInt32]) -> CodeColumn {
        var joined = [UInt8](roomInHugePages: order.count)
        for block in flags { joined += block }
        return CodeColumn(
            Array(inHugePages: order.count) { joined[Int(order[$0])] }, codeCount: Int(UInt8.max) + 1)
    }
}
