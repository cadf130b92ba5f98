public import CloudTrail

/// The events of a case in memory: columns in time order, dictionary-encoded, with posting lists for the values that
/// investigations pivot on. Immutable; a reload makes a new one.
///
/// Rows are numbered from 0 by (eventTime, eventID, account, SHA-256 of the record). The order, and with it every
/// answer, does not depend on how events are spread over files.
public struct EventIndex: Sendable {
    /// Milliseconds since the epoch, ascending.
    public let times: [Int64]
    public let eventIDs: EventIDColumn
    /// For each source its count of records that were copies of an event credited to another record.
    public let duplicateCounts: [Int]

    let columns: [CodeColumn]
    let fields: [FieldColumn]
    let flags: CodeColumn
    let places: RowPlaces
    private let principalKinds: [Principal.Kind]

    /// Merges what workers collected.
    ///
    /// - Parameters:
    ///   - shards: events in reading order, each shard with its own tables.
    ///   - sourceNumbers: for each shard the final number of each of its sources; sources are numbered in path order.
    ///   - firstRecords: for each shard how many records of the same source lie before each of its sources; empty where
    ///     that is none anywhere.
    ///   - sourceNames: the paths, by number.
    ///   - repeatedSources: sources whose bytes equal those of an earlier one: their rows are left out. So are those with
    ///     the number behind the last.
    ///   - threads: how many may share the work.
    ///   - digests: SHA-256 of records; asked only where copies or ties need it.
    /// - Complexity: linear in the number of events, apart from ties.
    public init(
        merging shards: consuming [EventShard], sourceNumbers: [[UInt32]], firstRecords: [[UInt32]] = [],
        sourceNames: [String],
        repeatedSources: Set<Int> = [], threads: Int = 1, digests: RecordDigests
    ) {
        let crew = Crew(threads: max(1, threads))
        let merge = ShardMerge(
            shards, sourceNumbers: sourceNumbers, firstRecords: firstRecords, crew: crew)
        shards = []
        let rows = merge.rows
        let tables = merge.tables
        let callers = merge.callers
        let (sorted, found) = crew.both({ RowOrder.sorted(rows.times) }) {
            DuplicateSearch(rows, repeated: repeatedSources)
        }
        let duplicates = Duplicates(found, rows, sourceCount: sourceNames.count + 1, digests: digests)
        duplicateCounts = Array(duplicates.counts.prefix(sourceNames.count))
        let (order, times) = Self.order(
            sorted, of: rows, without: duplicates.dropped, tables[EventShard.CodedColumn.account.rawValue], digests)

        self.times = times
        (eventIDs, places) = crew.both({ rows.eventIDs.reordered(order) }) {
            RowPlaces(rows, in: order, sourceCount: sourceNames.count)
        }
        flags = merge.flags(in: order)
        columns = merge.columns(in: order)
        principalKinds = callers.kinds
        fields = FieldColumn.all(
            tables: tables, columns: columns, callers: callers, flags: flags, sources: places.sources,
            sourceNames: sourceNames, crew: crew)
    }

    private static func order(
        _ sorted: [UInt32], of rows: MergedRows, without dropped: Set<UInt32>, _ accountTable: StringTable,
        _ digests: RecordDigests
    ) -> (order: [UInt32], times: [Int64]) {
        var order = sorted
        if !dropped.isEmpty { order.removeAll { dropped.contains($0) } }
        let accounts = rows.accounts
        let ids = rows.eventIDs
        let allTimes = rows.times
        // Rows that nothing but their records tell apart: they have no ID that counts as one.
        var alike: [UInt32] = []
        func isAlike(_ left: UInt32, _ right: UInt32) -> Bool {
            let (l, r) = (Int(left), Int(right))
            return ids.isEqual(l, r) && accounts[l] == accounts[r]
        }
        let times = order.map { allTimes[Int($0)] }
        RowOrder.settleTies(&order, in: { times[$0] == times[$1] }) { run in
            run.sort { left, right in
                let (l, r) = (Int(left), Int(right))
                if !ids.isEqual(l, r) { return ids.precedes(l, r) }
                let (leftAccount, rightAccount) = (accounts[l], accounts[r])
                return leftAccount != rightAccount
                    && accountTable.text(leftAccount).utf8.lexicographicallyPrecedes(
                        accountTable.text(rightAccount).utf8)
            }
            for index in run.indices.dropFirst() where isAlike(run[index - 1], run[index]) {
                if alike.last != run[index - 1] { alike.append(run[index - 1]) }
                alike.append(run[index])
            }
        }
        guard !alike.isEmpty else { return (order, times) }
        let digest = Dictionary(uniqueKeysWithValues: zip(alike, digests(alike.map(rows.location))))
        let tied = order
        RowOrder.settleTies(&order, in: { times[$0] == times[$1] && isAlike(tied[$0], tied[$1]) }) { run in
            run.sort { left, right in
                let (leftDigest, rightDigest) = (digest[left] ?? [], digest[right] ?? [])
                return leftDigest == rightDigest
                    ? rows.isReadBefore(left, right) : leftDigest.lexicographicallyPrecedes(rightDigest)
            }
        }
        return (order, times)
    }

    /// The number of events.
    public var count: Int { times.count }

    public func time(_ row: Int) -> EventTime { EventTime(milliseconds: times[row]) }

    /// The time of the first and of the last event; nil without events.
    public var span: ClosedRange<EventTime>? {
        guard let first = times.first, let last = times.last else { return nil }
        return EventTime(milliseconds: first)...EventTime(milliseconds: last)
    }

    /// Where the record of a row lies.
    public func location(_ row: Int) -> RecordLocation {
        places[row]
    }

    public func flags(_ row: Int) -> EventFlags { EventFlags(rawValue: UInt8(truncatingIfNeeded: flags[row])) }

    /// What sort of principal a code of `.principal` names.
    public func principalKind(_ code: UInt32) -> Principal.Kind { principalKinds[Int(code)] }

    /// Bytes that the index holds, dictionaries and posting lists included.
    public var byteCount: Int {
        times.count * 8 + eventIDs.values.count * 16 + places.byteCount + flags.byteCount
            + columns.reduce(0) { $0 + $1.byteCount } + fields.reduce(0) { $0 + $1.byteCount }
    }
}
