/// Where the record of each row lies.
struct RowPlaces: Sendable {
    /// One more than the source's number.
    let sources: CodeColumn
    private let records: CodeColumn
    private let offsets: RecordOffsets

    init(_ rows: MergedRows, in order: [UInt32], sourceCount: Int) {
        sources = rows.sources(in: order, count: sourceCount)
        records = rows.records(in: order)
        offsets = rows.offsets(in: order)
    }

    subscript(row: Int) -> RecordLocation {
        RecordLocation(source: Int(sources[row]) - 1, record: Int(records[row]), offset: offsets[row])
    }

    var byteCount: Int { sources.byteCount + records.byteCount + offsets.byteCount }
}
