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

    func write(to file: inout StoredFileWriter) {
        sources.write(to: &file)
        records.write(to: &file)
        offsets.write(to: &file)
    }

    init(from file: inout StoredFileReader, count: Int) throws(StoredFileProblem) {
        sources = try CodeColumn(from: &file, count: count)
        records = try CodeColumn(from: &file, count: count)
        offsets = try RecordOffsets(from: &file, count: count)
    }

    subscript(row: Int) -> RecordLocation {
        RecordLocation(source: Int(sources[row]) - 1, record: Int(records[row]), offset: offsets[row])
    }

    var byteCount: Int { sources.byteCount + records.byteCount + offsets.byteCount }
}
