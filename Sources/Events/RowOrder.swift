/// The order of events in an index: by time, and where times are equal by ID, account and record.
enum RowOrder {
    /// Row numbers sorted by time, stable; a radix sort of eleven bits at a time over the span of the times.
    static func sorted(_ times: [Int64]) -> [UInt32] {
        guard let least = times.min(), let most = times.max() else { return [] }
        var order = (0..<UInt32(times.count)).map { $0 }
        let span = UInt64(bitPattern: most &- least)
        let bits = 11
        let buckets = 1 << bits
        var shift: UInt64 = 0
        var other = order
        while shift < 64, span >> shift > 0 {
            var starts = [Int](repeating: 0, count: buckets + 1)
            func digit(_ row: UInt32) -> Int {
                Int(truncatingIfNeeded: UInt64(bitPattern: times[Int(row)] &- least) >> shift) & (buckets - 1)
            }
            for row in order { starts[digit(row) + 1] += 1 }
            for index in 1...buckets { starts[index] += starts[index - 1] }
            for row in order {
                let digit = digit(row)
                other[starts[digit]] = row
                starts[digit] += 1
            }
            swap(&order, &other)
            shift += UInt64(bits)
        }
        return order
    }

    /// Hands each run of two or more rows that are alike, as far as the order goes, to `settle`.
    static func settleTies(
        _ order: inout [UInt32], in isAlike: (UInt32, UInt32) -> Bool, _ settle: (inout ArraySlice<UInt32>) -> Void
    ) {
        var start = 0
        while start < order.count {
            var end = start + 1
            while end < order.count, isAlike(order[start], order[end]) { end += 1 }
            if end - start > 1 { settle(&order[start..<end]) }
            start = end
        }
    }
}
