import CloudTrail
import Events
import Exports
import Investigation
import JSON
import Query
import Records

/// Writes what a query found.
struct QueryReport {
    let trail: Trail
    let rows: RowSet
    let reader: FieldReader
    let format: QueryFormat
    let isReversed: Bool
    let limit: Int?

    private var index: EventIndex { trail.index }

    /// The elements in the order asked for, as many as asked for.
    private func shown<Element>(_ elements: [Element]) -> [Element] {
        let ordered = isReversed ? elements.reversed() : elements
        return limit.map { Array(ordered.prefix($0)) } ?? ordered
    }

    // MARK: Events

    /// Records are read so many rows at a time: enough to read each source seldom, few enough to hold.
    private static let batchSize = 2_048

    func writeEvents(_ columns: [QueryColumn], to output: StandardOutput) throws {
        let names = columns.map(\.name)
        var rowFormat = format.rows(columns: names)
        let timesketch = TimesketchLine(columns: names)
        if let start = rowFormat?.start() { try output.write(start) }
        try forEachEvent(reading: format == .raw || columns.contains { FieldReader.needsRecord($0.field) }) {
            row, record in
            if format == .raw {
                if let record { try output.write(bytes: record.bytes + [UInt8(ascii: "\n")]) }
                return
            }
            let values = columns.map { reader.value(of: $0.field, row: row, record: record?.json) }
            try output.write(rowFormat?.row(values) ?? timesketch.text(row, of: index, values: values))
        }
        if let end = rowFormat?.finish() { try output.write(end) }
    }

    private func forEachEvent(reading: Bool, _ body: (Int, Record?) throws -> Void) throws {
        let all = shown(rows.rows)
        for start in stride(from: 0, to: all.count, by: Self.batchSize) {
            let batch = all[start..<min(start + Self.batchSize, all.count)].map { Int($0) }
            var records: [Int: Record] = [:]
            if reading { trail.records.forEach(batch) { records[$0] = $1 } }
            for row in batch { try body(row, records[row]) }
        }
    }

    /// Bursts as one line, with silences and what the trail lacks between them.
    func writeTimeline(to output: StandardOutput) throws {
        let timeline = Timeline(of: shown(rows.rows).map { Int($0) }, in: index, gaps: trail.gaps)
        try output.write(TimelineReport(timeline, in: trail).text)
    }

    // MARK: Groups and histogram

    func writeGroups(by field: Field, to output: StandardOutput) throws {
        let groups = shown(reader.groups(by: field, in: rows, of: trail))
        try write(["value", "count", "first", "last"], groups, to: output) {
            [.string($0.value), .number($0.count), .string($0.first.iso8601), .string($0.last.iso8601)]
        }
    }

    /// More spans than this are a slip: a record with a time far off.
    private static let mostBuckets: Int64 = 5_000_000

    func writeHistogram(_ step: HistogramStep, to output: StandardOutput) throws {
        if let first = rows.first, let last = rows.last {
            let buckets = (index.times[last] - index.times[first]) / step.milliseconds
            guard buckets < Self.mostBuckets else {
                throw CommandFailure(
                    message: "--histogram \(step.rawValue): \(buckets) spans from \(index.time(first).iso8601) to "
                        + "\(index.time(last).iso8601); take longer ones, or fewer events with --from and --to",
                    status: .usage)
            }
        }
        let buckets = shown(index.histogram(of: rows, bucket: step.milliseconds))
        try write(["time", "count", "denied"], buckets, to: output) {
            [.string($0.start.iso8601), .number($0.count), .number($0.denied)]
        }
    }

    private func write<Element>(
        _ columns: [String], _ elements: [Element], to output: StandardOutput, values: (Element) -> [JSONValue]
    ) throws {
        guard var rows = format.rows(columns: columns) else { preconditionFailure("refused when options were read") }
        try output.write(rows.start())
        for element in elements { try output.write(rows.row(values(element))) }
        try output.write(rows.finish())
    }
}
