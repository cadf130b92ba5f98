internal import CloudTrail
internal import Events

/// Turns records that proved sound into rows of a shard. One worker owns it.
///
/// Records are collected until there are some dozens, or their text ends, and then written column by column: what has to
/// be fetched from memory for one record is under way while the last ones are still worked on.
struct RowWriter: ~Copyable {
    private(set) var shard: EventShard
    private let selection: LoadSelection
    /// Records that wait, and behind them the one that is being read.
    private var batch = [PendingRow](repeating: PendingRow(), count: batchLength)
    private var waiting = 0
    private var codes: RowCodes
    private var memory: RecordMemory

    /// So many records lie in the processor's nearest memory.
    static let batchLength = 48

    init(_ selection: LoadSelection, seed: UInt64) {
        shard = EventShard(seed: seed)
        codes = RowCodes(shard)
        memory = RecordMemory(shard.identities.hasher)
        self.selection = selection
    }

    /// Rows written so far.
    var count: Int { shard.count }

    /// The record that `write` will add: to be read into.
    var record: NativeRecord {
        _read { yield batch[waiting].record }
        _modify { yield &batch[waiting].record }
    }

    /// Where escapes stand in the record, given the first backslash of it.
    @inline(__always)
    func escapes(in walker: borrowing StructuralWalker, from start: Int, backslash: Int) -> Escapes {
        Escapes(in: walker, from: start, backslash: backslash, batch.span[waiting].record)
    }

    // Asked for one by one, and in place: neither the record nor the writer is copied for it.
    var eventSource: Place { @inline(__always) get { batch.span[waiting].record.eventSource } }
    var range: Range<Int> { @inline(__always) get { batch.span[waiting].record.range } }
    var isNative: Bool { @inline(__always) get { batch.span[waiting].record.isNative } }

    /// Reads the object that comes next into `record`.
    mutating func read(_ walker: inout StructuralWalker) throws(StructuralWalker.Damage) {
        try batch[waiting].record.read(&walker, &memory)
    }

    /// What became of a record.
    enum Result: Equatable {
        case kept
        /// Sound, but outside of what is to be loaded.
        case excluded
        case rejected(String)
    }

    /// Adds `record`, which is written by `flush` at the latest.
    ///
    /// - Parameters:
    ///   - text: what the record's places are places of; the same until `flush`.
    ///   - path: of the source, which may name the account of records that name none.
    mutating func write(
        of text: Span<UInt8>, carrier: RecordCarrier, path: String, location: RecordLocation
    ) -> Result {
        let written = batch.span[waiting].record.eventTime
        guard !batch.span[waiting].record.eventName.isEmpty else { return .rejected("the record has no eventName") }
        guard !written.isEmpty else { return .rejected("the record has no eventTime") }
        guard let time = EventTime(utf8: text.extracting(written)) else {
            let written = String(utf8: text.extracting(written).extracting(first: 40))
            return .rejected("eventTime is no ISO 8601 time: \(written)")
        }
        let isEscaped = batch.span[waiting].record.mayBeEscaped
        let account = codes.account(
            batch.span[waiting].record.recipientAccount, caller: batch.span[waiting].record.callerAccount,
            isEscaped: isEscaped, text, path, &shard)
        let region = codes.region(batch.span[waiting].record.region, isEscaped: isEscaped, text, &shard)
        guard
            selection.isEverywhere
                || selection.includes(account: shard.accounts.text(account), region: shard.regions.text(region)),
            selection.includes(time: time)
        else { return .excluded }
        batch[waiting].row.time = time.milliseconds
        batch[waiting].row.account = account
        batch[waiting].row.region = region
        batch[waiting].row.carrier = carrier
        batch[waiting].row.location = location
        waiting += 1
        if waiting == Self.batchLength { flush(text) }
        return .kept
    }

    /// Adds a record that has a text of its own. Nothing else may be waiting.
    mutating func write(
        _ record: NativeRecord, of text: Span<UInt8>, carrier: RecordCarrier, path: String, location: RecordLocation
    ) -> Result {
        self.record = record
        let result = write(of: text, carrier: carrier, path: path, location: location)
        flush(text)
        return result
    }

    /// Writes what is still waiting.
    mutating func flush(_ text: Span<UInt8>) {
        guard waiting > 0 else { return }
        var written: [PendingRow] = []
        swap(&written, &batch)
        defer { swap(&written, &batch) }
        var rows = written.mutableSpan
        codes.fill(&rows, waiting, text, &shard, &memory.callers)
        for index in 0..<waiting {
            let id = text.extracting(rows[index].record.eventID)
            let original = text.extracting(rows[index].record.originalID)
            let isAddendum = rows[index].record.isAddendum
            guard rows[index].record.mayBeEscaped else {
                shard.append(rows[index].row, eventID: id, copyOf: original, isAddendum: isAddendum)
                continue
            }
            let (ownText, originalText) = (JSONText.unescaped(id), JSONText.unescaped(original))
            shard.append(
                rows[index].row, eventID: ownText.span, copyOf: originalText.span, isAddendum: isAddendum)
        }
        waiting = 0
    }
}
