/// The order of events in an index: by time, and where times are equal by ID, account and record.
enum RowOrder {
    /// Row numbers sorted by time, stable: a radix sort, eleven bits at a time, over the span of the times, counted in
    /// seconds where no time has a fraction of one.
    static func sorted(_ times: [Int64]) -> [UInt32] {
        guard let least = times.min(), let most = times.max() else { return [] }
        let unit: Int64 = times.contains { ($0 &- least) % 1000 != 0 } ? 1 : 1000
        let span = UInt64(bitPattern: most &- least) / UInt64(unit)
        guard span <= UInt64(UInt32.max) else { return sortedByComparison(times) }
        // A time and its row in one word: what is moved is all that is looked at.
        var pairs = times.enumerated().map { UInt64(UInt32(($1 &- least) / unit)) << 32 | UInt64($0) }
        var other = [UInt64](repeating: 0, count: pairs.count)
        let bits: UInt64 = 11
        let buckets = 1 << Int(bits)
        var shift: UInt64 = 0
        while span >> shift > 0 {
            var starts = [Int](repeating: 0, count: buckets + 1)
            for pair in pairs { starts[digit(pair, shift, buckets) + 1] += 1 }
            for index in 1...buckets { starts[index] += starts[index - 1] }
            for pair in pairs {
                let digit = digit(pair, shift, buckets)
                other[starts[digit]] = pair
                starts[digit] += 1
            }
            swap(&pairs, &other)
            shift += bits
        }
        return pairs.map { UInt32(truncatingIfNeeded: $0) }
    }

    @inline(__always)
    private static func digit(_ pair: UInt64, _ shift: UInt64, _ buckets: Int) -> Int {
        Int(truncatingIfNeeded: pair >> (32 + shift)) & (buckets - 1)
    }

    /// The same for spans of years with fractions of seconds in them.
    private static func sortedByComparison(_ times: [Int64]) -> [UInt32] {
        (0..<UInt32(times.count)).sorted { left, right in
            (times[Int(left)], left) < (times[Int(right)], right)
        }
    }

    /// Hands each run of two or more rows that are alike, as far as the order goes, to `settle`.
    ///
    /// - Parameter isAlike: asked of two places in the order, the first of a run and one behind it.
    static func settleTies(
        _ order: inout [UInt32], in isAlike: (Int, Int) -> Bool, _ settle: (inout ArraySlice<UInt32>) -> Void
    ) {
        var start = 0
        while start < order.count {
            var end = start + 1
            while end < order.count, isAlike(start, end) { end += 1 }
            if end - start > 1 { settle(&order[start..<end]) }
            start = end
        }
    }
}
