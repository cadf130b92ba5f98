/// What workers collected, with the dictionaries of all of them merged and the rows sorted by time: on its way into an
/// index.
public struct JoinedShards: Sendable {
    /// With their last rows put away.
    let shards: [EventShard]
    let tables: MergedTables
    /// The times of all rows, one shard behind the other.
    let times: [Int64]
    /// The order of the rows, but for those of one time.
    let order: RowOrder

    /// - Parameters:
    ///   - shards: events in reading order, each shard with its own tables, all with the same seed.
    ///   - crew: those who share the work.
    public init(_ shards: consuming [EventShard], crew: Crew = Crew(threads: 1)) {
        for index in shards.indices { shards[index].seal() }
        self.shards = shards
        let all = self.shards
        (tables, (times, order)) = crew.both({ MergedTables(all, crew: crew) }) {
            let times = Self.times(of: all)
            return (times, RowOrder(times))
        }
    }

    private static func times(of shards: [EventShard]) -> [Int64] {
        var times = [Int64](roomInHugePages: shards.reduce(0) { $0 + $1.count })
        for shard in shards {
            for block in shard.blocks { times.append(contentsOf: block.times) }
        }
        return times
    }
}
