/// Where the record of each row lies.
struct RowPlaces: Sendable {
    /// One more than the source's number.
    let sources: CodeColumn
    private let records: CodeColumn
    private let offsets: RecordOffsets

    init(sources: CodeColumn, records: CodeColumn, offsets: RecordOffsets) {
        self.sources = sources
        self.records = records
        self.offsets = offsets
    }

    subscript(row: Int) -> RecordLocation {
        RecordLocation(source: Int(sources[row]) - 1, record: Int(records[row]), offset: offsets[row])
    }

    var byteCount: Int { sources.byteCount + records.byteCount + offsets.byteCount }
}
