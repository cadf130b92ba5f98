public import CloudTrail

/// Events over time, in buckets of equal length, empty ones included.
public struct Histogram: Hashable, Sendable {
    public struct Bucket: Hashable, Sendable {
        public var count: Int
        /// Those of them that were denied.
        public var denied: Int

        public init(count: Int = 0, denied: Int = 0) {
            self.count = count
            self.denied = denied
        }

        static func + (left: Bucket, right: Bucket) -> Bucket {
            Bucket(count: left.count + right.count, denied: left.denied + right.denied)
        }
    }

    /// Start of the first bucket.
    public var start: EventTime
    /// Length of a bucket in milliseconds.
    public var step: Int64
    public var buckets: [Bucket]

    public init(start: EventTime, step: Int64, buckets: [Bucket]) {
        self.start = start
        self.step = max(1, step)
        self.buckets = buckets
    }

    /// The same with at most so many buckets: neighbours are joined, and the step grows by whole multiples.
    public func fitting(_ width: Int) -> Histogram {
        guard width > 0, buckets.count > width else { return self }
        let factor = (buckets.count + width - 1) / width
        let joined = stride(from: 0, to: buckets.count, by: factor).map { first in
            buckets[first..<min(first + factor, buckets.count)].reduce(Bucket(), +)
        }
        return Histogram(start: start, step: step * Int64(factor), buckets: joined)
    }

    /// The bucket that holds a time, nil outside.
    public func index(of time: EventTime) -> Int? {
        let offset = time.milliseconds - start.milliseconds
        guard offset >= 0 else { return nil }
        let index = Int(offset / step)
        return index < buckets.count ? index : nil
    }
}
