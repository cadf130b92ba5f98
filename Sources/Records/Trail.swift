public import Events
public import Ingest

/// A loaded trail: the index, the report of what was read, and the way back to each record.
public struct Trail: Sendable {
    public let index: EventIndex
    public let report: LoadReport
    public let records: RecordReader

    public init(_ loaded: LoadedTrail) {
        index = loaded.index
        report = loaded.report
        records = RecordReader(loaded)
    }

    /// The record of a row.
    public func record(_ row: Int) throws(RecordError) -> Record {
        try records.record(row)
    }
}
