/// What workers collected, with the dictionaries of all of them merged: on its way into an index.
public struct JoinedShards: Sendable {
    /// With their last rows put away.
    let shards: [EventShard]
    let tables: MergedTables

    /// - Parameters:
    ///   - shards: events in reading order, each shard with its own tables, all with the same seed.
    ///   - crew: those who share the work.
    public init(_ shards: consuming [EventShard], crew: Crew = Crew(threads: 1)) {
        for index in shards.indices { shards[index].seal() }
        self.shards = shards
        tables = MergedTables(self.shards, crew: crew)
    }
}
