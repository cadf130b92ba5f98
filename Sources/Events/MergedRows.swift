internal import CloudTrail

/// The rows of all shards, one behind the other: what decides over their order and over copies.
struct MergedRows: Sendable {
    let times: [Int64]
    let eventIDs: EventIDColumn
    /// Codes of the merged table of accounts.
    let accounts: [UInt32]
    /// Final numbers.
    let sources: [UInt32]
    let records: [UInt32]
    let addenda: [UInt32: [UInt8]]
    private let blocks: [Block]

    /// What is looked at only where copies or ties have to be told apart.
    private struct Block: Sendable {
        var start: Int
        var offsets: RecordOffsets
        var carriers: CodeColumn
    }

    /// - Parameters:
    ///   - shards: with their last rows put away.
    ///   - sourceNumbers: for each shard the final number of each of its sources.
    ///   - firstRecords: for each shard how many records of the same source lie before each of its sources; empty where
    ///     that is none anywhere.
    ///   - accounts: of all rows.
    init(_ shards: [EventShard], sourceNumbers: [[UInt32]], firstRecords: [[UInt32]], accounts: [UInt32]) {
        self.accounts = accounts
        eventIDs = EventIDColumn(shards.map { ($0.blocks.map(\.eventIDs), $0.idTexts) }, count: accounts.count)
        var times: [Int64] = []
        var sources: [UInt32] = []
        var records: [UInt32] = []
        times.reserveCapacity(accounts.count)
        sources.reserveCapacity(accounts.count)
        records.reserveCapacity(accounts.count)
        var blocks: [Block] = []
        var addenda: [UInt32: [UInt8]] = [:]
        for (number, shard) in shards.enumerated() {
            for (row, original) in shard.addenda { addenda[UInt32(row + times.count)] = original }
            for block in shard.blocks {
                blocks.append(Block(start: times.count, offsets: block.offsets, carriers: block.carriers))
                times.append(contentsOf: block.times)
                let start = records.count
                block.sources.append(to: &sources, through: sourceNumbers[number])
                block.records.append(to: &records, through: nil)
                guard firstRecords.indices.contains(number), firstRecords[number].contains(where: { $0 > 0 }) else {
                    continue
                }
                for row in start..<records.count {
                    records[row] &+= firstRecords[number][Int(block.sources[row - start])]
                }
            }
        }
        self.times = times
        self.sources = sources
        self.records = records
        self.blocks = blocks
        self.addenda = addenda
    }

    var count: Int { times.count }

    func location(_ row: UInt32) -> RecordLocation {
        let block = block(of: row)
        return RecordLocation(
            source: Int(sources[Int(row)]), record: Int(records[Int(row)]),
            offset: block.offsets[Int(row) - block.start])
    }

    func carrier(_ row: UInt32) -> UInt32 {
        let block = block(of: row)
        return block.carriers[Int(row) - block.start]
    }

    private func block(of row: UInt32) -> Block {
        var low = 0
        var high = blocks.count
        while high - low > 1 {
            let middle = (low + high) / 2
            if blocks[middle].start <= Int(row) { low = middle } else { high = middle }
        }
        return blocks[low]
    }

    /// Where the records begin in their sources, in the order of rows given.
    func offsets(in order: [UInt32]) -> RecordOffsets {
        var joined = RecordOffsets([])
        for block in blocks { joined.append(block.offsets) }
        return joined.reordered(order)
    }

    /// Reading order: sources in path order, records in the order of their source.
    func isReadBefore(_ left: UInt32, _ right: UInt32) -> Bool {
        let (l, r) = (Int(left), Int(right))
        return (sources[l], records[l]) < (sources[r], records[r])
    }
}
