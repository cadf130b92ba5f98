internal import CloudTrail

/// The rows of all shards, one behind the other: what decides over their order and over copies.
struct MergedRows: Sendable {
    let times: [Int64]
    let eventIDs: EventIDColumn
    /// Codes of the merged table of accounts.
    let accounts: [UInt32]
    let addenda: [UInt32: [UInt8]]
    private let blocks: [Block]
    private let sourceNumbers: [[UInt32]]
    private let firstRecords: [[UInt32]]

    /// Of rows as a worker put them away, what is asked for seldom, or at the end.
    private struct Block: Sendable {
        var start: Int
        var shard: Int
        var count: Int
        var sources: CodeColumn
        var records: CodeColumn
        var offsets: RecordOffsets
        var carriers: CodeColumn
    }

    /// - Parameters:
    ///   - shards: with their last rows put away.
    ///   - times: of all their rows.
    ///   - sourceNumbers: for each shard the final number of each of its sources.
    ///   - firstRecords: for each shard how many records of the same source lie before each of its sources; empty where
    ///     that is none anywhere.
    ///   - accounts: makes the codes of all rows' accounts.
    init(
        _ shards: [EventShard], times: [Int64], sourceNumbers: [[UInt32]], firstRecords: [[UInt32]],
        accounts: @Sendable () -> [UInt32], crew: Crew
    ) {
        var blocks: [Block] = []
        var addenda: [UInt32: [UInt8]] = [:]
        var start = 0
        for (number, shard) in shards.enumerated() {
            for (row, original) in shard.addenda { addenda[UInt32(row + start)] = original }
            for block in shard.blocks {
                blocks.append(
                    Block(
                        start: start, shard: number, count: block.count, sources: block.sources,
                        records: block.records, offsets: block.offsets, carriers: block.carriers))
                start += block.count
            }
        }
        self.blocks = blocks
        self.addenda = addenda
        self.sourceNumbers = sourceNumbers
        self.firstRecords = firstRecords
        self.times = times
        let count = start
        (eventIDs, self.accounts) = crew.both(
            { EventIDColumn(shards.map { ($0.blocks.map(\.eventIDs), $0.idTexts) }, count: count) }, accounts)
    }

    var count: Int { times.count }

    /// The final number of a row's source.
    func source(_ row: UInt32) -> Int {
        let (block, place) = place(of: row)
        return Int(sourceNumbers[block.shard][Int(block.sources[place])])
    }

    func location(_ row: UInt32) -> RecordLocation {
        let (block, place) = place(of: row)
        let source = Int(block.sources[place])
        return RecordLocation(
            source: Int(sourceNumbers[block.shard][source]),
            record: Int(block.records[place]) + Int(firstRecord(of: source, in: block.shard)),
            offset: block.offsets[place])
    }

    private func firstRecord(of source: Int, in shard: Int) -> UInt32 {
        firstRecords.isEmpty ? 0 : firstRecords[shard][source]
    }

    func carrier(_ row: UInt32) -> UInt32 {
        let (block, place) = place(of: row)
        return block.carriers[place]
    }

    private func place(of row: UInt32) -> (Block, Int) {
        var low = 0
        var high = blocks.count
        while high - low > 1 {
            let middle = (low + high) / 2
            if blocks[middle].start <= Int(row) { low = middle } else { high = middle }
        }
        return (blocks[low], Int(row) - blocks[low].start)
    }

    /// Rows of sources by their final numbers.
    func rows(ofSources wanted: Set<Int>) -> Set<UInt32> {
        var rows: Set<UInt32> = []
        guard !wanted.isEmpty else { return rows }
        // Hardly any source is wanted: most workers have none of them.
        let isWanted = sourceNumbers.map { numbers in numbers.map { wanted.contains(Int($0)) } }
        let hasWanted = isWanted.map { $0.contains(true) }
        for block in blocks where hasWanted[block.shard] {
            for place in 0..<block.count where isWanted[block.shard][Int(block.sources[place])] {
                rows.insert(UInt32(block.start + place))
            }
        }
        return rows
    }

    /// One more than the number of each row's source, in the order of rows given.
    func sources(in order: [UInt32], count: Int) -> CodeColumn {
        let codes = sourceNumbers.map { $0.map { $0 + 1 } }
        return CodeColumn(
            gathering: blocks.map { ($0.sources, codes[$0.shard]) }, count: self.count, in: order, codeCount: count + 1)
    }

    /// The number of each row's record in its source, in the order of rows given.
    func records(in order: [UInt32]) -> CodeColumn {
        var joined = [UInt32](roomInHugePages: count)
        let isSplit = firstRecords.map { $0.contains { $0 > 0 } }
        for block in blocks {
            block.records.append(to: &joined, through: nil)
            guard !isSplit.isEmpty, isSplit[block.shard] else { continue }
            for place in 0..<block.count {
                joined[block.start + place] &+= firstRecord(of: Int(block.sources[place]), in: block.shard)
            }
        }
        return CodeColumn(Array(inHugePages: order.count) { joined[Int(order[$0])] })
    }

    /// Where the records begin in their sources, in the order of rows given.
    func offsets(in order: [UInt32]) -> RecordOffsets {
        var joined = RecordOffsets(room: count)
        for block in blocks { joined.append(block.offsets) }
        return joined.reordered(order)
    }

    /// Reading order: sources in path order, records in the order of their source.
    func isReadBefore(_ left: UInt32, _ right: UInt32) -> Bool {
        let (l, r) = (location(left), location(right))
        return (l.source, l.record) < (r.source, r.record)
    }
}
