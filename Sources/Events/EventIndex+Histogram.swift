public import CloudTrail

/// Events within a span of time.
public struct HistogramBucket: Hashable, Sendable {
    public var start: EventTime
    public var count: Int
    public var denied: Int
}

extension EventIndex {
    /// Rows per span of time, aligned to UTC; empty buckets between the first and the last row included.
    ///
    /// - Parameter length: of a bucket, in milliseconds, above 0.
    public func histogram(of rows: RowSet, bucket length: Int64) -> [HistogramBucket] {
        guard let first = rows.first, let last = rows.last else { return [] }
        return histogram(of: rows, bucket: length, from: time(first), through: time(last))
    }

    /// The same over a given span; rows outside it are left out.
    ///
    /// - Complexity: as rows are in time order, a search for the end of each bucket that is not empty, and a pass over
    ///   the rows' bits.
    public func histogram(
        of rows: RowSet, bucket length: Int64, from start: EventTime, through end: EventTime
    ) -> [HistogramBucket] {
        let start = start.floored(toMultipleOf: length)
        guard start <= end else { return [] }
        let bucketCount = Int((end.milliseconds - start.milliseconds) / length) + 1
        var buckets = (0..<bucketCount).map {
            HistogramBucket(start: start.advanced(byMilliseconds: Int64($0) * length), count: 0, denied: 0)
        }
        let denied = denied(in: rows)
        var row = firstRow(at: start)
        while row < count {
            let number = Int((times[row] - start.milliseconds) / length)
            guard number < bucketCount else { break }
            let next = firstRow(at: buckets[number].start.advanced(byMilliseconds: length), from: row)
            buckets[number].count = rows.count(in: row..<next)
            buckets[number].denied = denied.count(in: row..<next)
            row = next
        }
        return buckets
    }

    /// The first row behind a row that is at or after a moment: in steps that double, then halve.
    private func firstRow(at time: EventTime, from row: Int) -> Int {
        var step = 1
        var low = row + 1
        while low + step <= count, times[low + step - 1] < time.milliseconds {
            low += step
            step *= 2
        }
        var high = min(low + step - 1, count)
        while low < high {
            let middle = (low + high) / 2
            if times[middle] < time.milliseconds { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
