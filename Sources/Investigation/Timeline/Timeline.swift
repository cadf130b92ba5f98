public import CloudTrail
public import Events
public import Records

/// What a principal, a key, an address or a whole incident did, in the order of time: bursts as one line, and the
/// silences between them.
public struct Timeline: Sendable {
    /// One line.
    public enum Entry: Hashable, Sendable {
        case calls(Calls)
        /// The subject made no call for longer than the threshold.
        case silence(from: EventTime, to: EventTime)
        /// The trail itself lacks something: what the subject did in it cannot be told.
        case gap(Gap)
    }

    /// One call, or a burst of them, and how they ended.
    public struct Calls: Hashable, Sendable {
        /// Where they stand in the timeline's rows.
        public var places: Range<Int>
        public var first: EventTime
        public var last: EventTime
        public var ok: Int
        public var denied: Int
        public var failed: Int
        /// Those that asked again for what was there, and changed nothing.
        public var repeated: Int

        public var count: Int { places.count }
    }

    /// In time order.
    public let rows: [Int]
    /// By time; at the same time gaps, then silences, then calls.
    public let entries: [Entry]
    /// A silence is shown when it is longer than this, in milliseconds.
    public let threshold: Int64

    /// Longer silences are shown, in milliseconds.
    public static let usualThreshold = EventTime.hour

    /// - Parameters:
    ///   - rows: in time order.
    ///   - gaps: of the trail; those between the first and the last row, in accounts of the rows, are shown.
    ///   - threshold: in milliseconds.
    /// - Complexity: one pass over the rows.
    public init(
        of rows: [Int], in index: EventIndex, gaps: [Gap] = [], threshold: Int64 = usualThreshold
    ) {
        self.rows = rows
        self.threshold = threshold
        var entries: [Entry] = []
        var waiting = Self.shown(gaps, rows, index)[...]
        func tellGaps(to end: EventTime) {
            while let gap = waiting.first, gap.from <= end {
                entries.append(.gap(gap))
                waiting.removeFirst()
            }
        }
        var last: EventTime?
        for places in Burst.places(of: rows, in: index) {
            let calls = Calls(places, of: rows, index)
            if let last {
                tellGaps(to: last)
                if calls.first.milliseconds - last.milliseconds > threshold {
                    entries.append(.silence(from: last, to: calls.first))
                }
            }
            tellGaps(to: calls.first)
            entries.append(.calls(calls))
            last = calls.last
        }
        entries.append(contentsOf: waiting.map { .gap($0) })
        self.entries = entries
    }

    /// The rows of a line.
    public func rows(of calls: Calls) -> ArraySlice<Int> { rows[calls.places] }

    /// The gaps that matter for the rows, by the time they begin.
    private static func shown(_ gaps: [Gap], _ rows: [Int], _ index: EventIndex) -> [Gap] {
        guard !gaps.isEmpty, let first = rows.first, let last = rows.last else { return [] }
        let table = index.table(.account)
        let accounts = Set(rows.lazy.map { index.code(.account, $0) }).map { table.text($0) }
        return gaps.filter {
            $0.to > index.time(first) && $0.from < index.time(last) && accounts.contains($0.account)
        }.sorted { ($0.from, $0.account, $0.region ?? "", $0.to) < ($1.from, $1.account, $1.region ?? "", $1.to) }
    }
}

extension Timeline.Calls {
    fileprivate init(_ places: Range<Int>, of rows: [Int], _ index: EventIndex) {
        var counts = (ok: 0, denied: 0, failed: 0, repeated: 0)
        for row in rows[places] {
            switch index.flags(row).outcome {
            case .ok: counts.ok += 1
            case .denied: counts.denied += 1
            case .error where index.isRepeat(row): counts.repeated += 1
            case .error: counts.failed += 1
            }
        }
        self.init(
            places: places, first: index.time(rows[places.lowerBound]), last: index.time(rows[places.upperBound - 1]),
            ok: counts.ok, denied: counts.denied, failed: counts.failed, repeated: counts.repeated)
    }
}
