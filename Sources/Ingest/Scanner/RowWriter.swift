internal import CloudTrail
internal import Events

/// Turns records that proved sound into rows of a shard. One worker owns it.
///
/// Records are collected until there are some dozens, or their text ends, and then written column by column: what has to
/// be fetched from memory for one record is under way while the last ones are still worked on.
struct RowWriter {
    private(set) var shard: EventShard
    private let selection: LoadSelection
    private var pending: [PendingRow] = []
    private var codes: RowCodes

    /// So many records lie in the processor's nearest memory.
    private static let batchLength = 48

    init(_ selection: LoadSelection, seed: UInt64) {
        shard = EventShard(seed: seed)
        codes = RowCodes()
        self.selection = selection
        pending.reserveCapacity(Self.batchLength)
    }

    /// Rows written so far.
    var count: Int { shard.count }

    /// What became of a record.
    enum Result: Equatable {
        case kept
        /// Sound, but outside of what is to be loaded.
        case excluded
        case rejected(String)
    }

    /// Adds a record, which is written by `flush` at the latest.
    ///
    /// - Parameters:
    ///   - text: what the record's places are places of; the same until `flush`.
    ///   - path: of the source, which may name the account of records that name none.
    mutating func write(
        _ record: NativeRecord, of text: Span<UInt8>, carrier: RecordCarrier, path: String,
        location: RecordLocation
    ) -> Result {
        guard !record.eventName.isEmpty else { return .rejected("the record has no eventName") }
        guard !record.eventTime.isEmpty else { return .rejected("the record has no eventTime") }
        guard let time = EventTime(utf8: text.extracting(record.eventTime)) else {
            let written = String(utf8: text.extracting(record.eventTime).extracting(first: 40))
            return .rejected("eventTime is no ISO 8601 time: \(written)")
        }
        var row = EventShard.Row()
        row.time = time.milliseconds
        row.account = codes.account(record, text, path, &shard)
        row.region = codes.region(record, text, &shard)
        guard selection.includes(time: time), isSelected(account: row.account, region: row.region) else {
            return .excluded
        }
        row.carrier = carrier
        row.location = location
        pending.append(PendingRow(record, text, row))
        if pending.count == Self.batchLength { flush(text) }
        return .kept
    }

    private func isSelected(account: UInt32, region: UInt32) -> Bool {
        selection.isEverywhere
            || selection.includes(account: shard.accounts.text(account), region: shard.regions.text(region))
    }

    /// Writes what is still waiting.
    mutating func flush(_ text: Span<UInt8>) {
        guard !pending.isEmpty else { return }
        var batch: [PendingRow] = []
        swap(&batch, &pending)
        codes.fill(&batch, text, &shard)
        for index in batch.indices {
            let id = text.extracting(batch[index].eventID)
            let original = text.extracting(batch[index].originalID)
            guard batch[index].isEscaped else {
                shard.append(batch[index].row, eventID: id, copyOf: original, isAddendum: batch[index].isAddendum)
                continue
            }
            let (ownText, originalText) = (JSONText.unescaped(id), JSONText.unescaped(original))
            shard.append(
                batch[index].row, eventID: ownText.span, copyOf: originalText.span,
                isAddendum: batch[index].isAddendum)
        }
        batch.removeAll(keepingCapacity: true)
        pending = batch
    }
}
