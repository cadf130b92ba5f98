internal import CloudTrail

/// The rows of all shards, one behind the other, with the codes of common tables.
struct MergedRows {
    private(set) var times: [Int64] = []
    private(set) var codes = [[UInt32]](repeating: [], count: EventShard.CodedColumn.allCases.count)
    private(set) var tables = [StringTable](repeating: StringTable(), count: EventShard.CodedColumn.allCases.count)
    private(set) var flags: [UInt8] = []
    private(set) var carriers: [UInt8] = []
    private(set) var sources: [UInt32] = []
    private(set) var records: [UInt32] = []
    private(set) var offsets: [UInt64] = []
    private(set) var eventIDs = EventIDColumn()
    private(set) var addenda: [UInt32: [UInt8]] = [:]

    /// - Parameter sourceNumbers: for each shard the final number of each of its sources.
    init(_ shards: [EventShard], sourceNumbers: [[UInt32]]) {
        for (shard, numbers) in zip(shards, sourceNumbers) {
            let base = UInt32(times.count)
            times.append(contentsOf: shard.times)
            flags.append(contentsOf: shard.flags)
            carriers.append(contentsOf: shard.carriers)
            sources.append(contentsOf: shard.sources.map { numbers[Int($0)] })
            records.append(contentsOf: shard.records)
            offsets.append(contentsOf: shard.offsets)
            eventIDs.append(contentsOf: shard.eventIDs)
            for (row, original) in shard.addenda { addenda[UInt32(row) + base] = original }
            for column in EventShard.CodedColumn.allCases { append(column, of: shard) }
        }
    }

    var count: Int { times.count }

    private mutating func append(_ column: EventShard.CodedColumn, of shard: EventShard) {
        let table = shard.table(of: column)
        var map: [UInt32] = [0]
        map.reserveCapacity(table.codeCount)
        for code in 0..<table.count {
            map.append(table.withBytes(of: UInt32(code + 1)) { tables[column.rawValue].intern($0) })
        }
        codes[column.rawValue].append(contentsOf: shard.codes[column.rawValue].map { map[Int($0)] })
    }

    func codes(_ column: EventShard.CodedColumn) -> [UInt32] { codes[column.rawValue] }
    func table(_ column: EventShard.CodedColumn) -> StringTable { tables[column.rawValue] }

    func location(_ row: UInt32) -> RecordLocation {
        let row = Int(row)
        return RecordLocation(source: Int(sources[row]), record: Int(records[row]), offset: Int(offsets[row]))
    }

    /// Reading order: sources in path order, records in the order of their source.
    func isReadBefore(_ left: UInt32, _ right: UInt32) -> Bool {
        let (l, r) = (Int(left), Int(right))
        return (sources[l], records[l]) < (sources[r], records[r])
    }
}
