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
    let sources: CodeColumn
    let flags: CodeColumn
    private let records: [UInt32]
    private let offsets: RecordOffsets
    private let principalKinds: [Principal.Kind]

    /// Merges what workers collected.
    ///
    /// - Parameters:
    ///   - shards: events in reading order, each shard with its own tables.
    ///   - sourceNumbers: for each shard the final number of each of its sources; sources are numbered in path order.
    ///   - sourceNames: the paths, by number.
    ///   - repeatedSources: sources whose bytes equal those of an earlier one.
    ///   - digests: SHA-256 of records; asked only where copies or ties need it.
    /// - Complexity: linear in the number of events, apart from ties.
    public init(
        merging shards: [EventShard], sourceNumbers: [[UInt32]], sourceNames: [String], repeatedSources: Set<Int> = [],
        digests: RecordDigests
    ) {
        let rows = MergedRows(shards, sourceNumbers: sourceNumbers)
        let duplicates = Duplicates(rows, sourceCount: sourceNames.count, repeated: repeatedSources, digests: digests)
        duplicateCounts = duplicates.counts
        let order = Self.order(rows, without: duplicates.dropped, digests)

        times = order.map { rows.times[Int($0)] }
        eventIDs = rows.eventIDs.reordered(order)
        records = order.map { rows.records[Int($0)] }
        offsets = RecordOffsets(order.map { rows.offsets[Int($0)] })
        columns = EventShard.CodedColumn.allCases.map {
            CodeColumn(gathering: rows.codes($0), in: order, codeCount: rows.table($0).codeCount)
        }
        sources = CodeColumn(gathering: rows.sources.map { $0 + 1 }, in: order, codeCount: sourceNames.count + 1)
        flags = CodeColumn(gathering: rows.flags.map { UInt32($0) }, in: order, codeCount: 256)
        let callers = Callers(rows.table(.identity))
        principalKinds = callers.kinds
        fields = FieldColumn.all(
            tables: EventShard.CodedColumn.allCases.map { rows.table($0) }, columns: columns, callers: callers,
            flags: flags, sources: sources, sourceNames: sourceNames)
    }

    private static func order(
        _ rows: MergedRows, without dropped: Set<UInt32>, _ digests: RecordDigests
    ) -> [UInt32] {
        var order = RowOrder.sorted(rows.times)
        if !dropped.isEmpty { order.removeAll { dropped.contains($0) } }
        let accounts = rows.codes(.account)
        let accountTable = rows.table(.account)
        RowOrder.settleTies(&order, in: { rows.times[Int($0)] == rows.times[Int($1)] }) { run in
            run.sort { left, right in
                let (l, r) = (Int(left), Int(right))
                if !rows.eventIDs.isEqual(l, r) { return rows.eventIDs.precedes(l, r) }
                let (leftAccount, rightAccount) = (accounts[l], accounts[r])
                return leftAccount != rightAccount
                    && accountTable.text(leftAccount).utf8.lexicographicallyPrecedes(
                        accountTable.text(rightAccount).utf8)
            }
        }
        // What is still alike has no ID that counts as one: the records themselves decide.
        func isAlike(_ left: UInt32, _ right: UInt32) -> Bool {
            let (l, r) = (Int(left), Int(right))
            return rows.times[l] == rows.times[r] && rows.eventIDs.isEqual(l, r) && accounts[l] == accounts[r]
        }
        var alike: [UInt32] = []
        RowOrder.settleTies(&order, in: isAlike) { alike += $0 }
        guard !alike.isEmpty else { return order }
        let digest = Dictionary(uniqueKeysWithValues: zip(alike, digests(alike.map(rows.location))))
        RowOrder.settleTies(&order, in: isAlike) { run in
            run.sort { left, right in
                let (leftDigest, rightDigest) = (digest[left] ?? [], digest[right] ?? [])
                return leftDigest == rightDigest
                    ? rows.isReadBefore(left, right) : leftDigest.lexicographicallyPrecedes(rightDigest)
            }
        }
        return order
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
        RecordLocation(source: Int(sources[row]) - 1, record: Int(records[row]), offset: offsets[row])
    }

    public func flags(_ row: Int) -> EventFlags { EventFlags(rawValue: UInt8(truncatingIfNeeded: flags[row])) }

    /// What sort of principal a code of `.principal` names.
    public func principalKind(_ code: UInt32) -> Principal.Kind { principalKinds[Int(code)] }

    /// Bytes that the index holds, dictionaries and posting lists included.
    public var byteCount: Int {
        times.count * 8 + eventIDs.values.count * 16 + records.count * 4 + offsets.byteCount + flags.byteCount
            + sources.byteCount + columns.reduce(0) { $0 + $1.byteCount } + fields.reduce(0) { $0 + $1.byteCount }
    }
}

/// Byte offsets: four bytes each as long as all lie below 4 GiB.
struct RecordOffsets: Sendable {
    private var low: [UInt32] = []
    private var high: [UInt32] = []

    init(_ offsets: [UInt64]) {
        low = offsets.map { UInt32(truncatingIfNeeded: $0) }
        if offsets.contains(where: { $0 > UInt64(UInt32.max) }) { high = offsets.map { UInt32($0 >> 32) } }
    }

    subscript(row: Int) -> Int {
        Int(low[row]) | (high.isEmpty ? 0 : Int(high[row]) << 32)
    }

    var byteCount: Int { (low.count + high.count) * 4 }
}
