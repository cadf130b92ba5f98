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

    /// Who knows of the calls that are not here; nil where all of the trail is.
    public var counter: CallCounter?

    /// Those who share long passes.
    public let crew: Crew
    let columns: [CodeColumn]
    let fields: [FieldColumn]
    let flags: CodeColumn
    let places: RowPlaces
    let callers: Callers

    /// Merges what workers collected.
    ///
    /// - Parameters:
    ///   - joined: events in reading order.
    ///   - sourceNumbers: for each shard the final number of each of its sources; sources are numbered in path order.
    ///   - firstRecords: for each shard how many records of the same source lie before each of its sources; empty where
    ///     that is none anywhere.
    ///   - sourceNames: the paths, by number.
    ///   - repeatedSources: sources whose bytes equal those of an earlier one: their rows are left out. So are those with
    ///     the number behind the last.
    ///   - crew: those who share the work, and that of questions later.
    ///   - digests: SHA-256 of records; asked only where copies or ties need it.
    /// - Complexity: linear in the number of events, apart from ties.
    public init(
        merging joined: consuming JoinedShards, sourceNumbers: [[UInt32]], firstRecords: [[UInt32]] = [],
        sourceNames: [String],
        repeatedSources: Set<Int> = [], crew: Crew = Crew(threads: 1), digests: RecordDigests
    ) {
        self.crew = crew
        let sorted = joined.order
        var merge = ShardMerge(consume joined, sourceNumbers: sourceNumbers, firstRecords: firstRecords, crew: crew)
        let rows = merge.rows
        let tables = merge.tables
        let found = DuplicateSearch(rows, repeated: repeatedSources, crew: crew)
        let duplicates = Duplicates(found, rows, sourceCount: sourceNames.count + 1, digests: digests)
        duplicateCounts = Array(duplicates.counts.prefix(sourceNames.count))
        let order = sorted.settled(
            of: rows, without: duplicates.dropped, tables[EventShard.CodedColumn.account.rawValue], crew: crew,
            digests: digests)
        let columns = merge.columns(in: order.rows, sourceCount: sourceNames.count)
        times = order.times
        eventIDs = columns.eventIDs
        places = RowPlaces(sources: columns.sources, records: columns.records, offsets: columns.offsets)
        flags = columns.flags
        self.columns = columns.codes
        callers = merge.callers
        fields = FieldColumn.all(
            tables: tables, columns: columns.codes, callers: callers, flags: flags, sources: places.sources,
            sourceNames: sourceNames, crew: crew)
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
    public func principalKind(_ code: UInt32) -> Principal.Kind { callers.kinds[Int(code)] }

    /// Bytes that the index holds, dictionaries and posting lists included.
    public var byteCount: Int {
        times.count * 8 + eventIDs.values.count * 16 + places.byteCount + flags.byteCount
            + columns.reduce(0) { $0 + $1.byteCount } + fields.reduce(0) { $0 + $1.byteCount }
            + callers.byteCount
    }
}
