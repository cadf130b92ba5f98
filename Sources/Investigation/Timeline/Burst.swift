internal import CloudTrail
public import Events
internal import Records

/// Calls of one name by one key from one address that follow each other closely: one line of a timeline.
public struct Burst: Hashable, Sendable {
    /// In time order, at least one.
    public var rows: [Int]
    public var denied: Int
    public var failed: Int
    /// Those that asked again for what was there, and changed nothing.
    public var repeated: Int

    public var first: Int { rows[0] }
    public var last: Int { rows[rows.count - 1] }
    public var isFolded: Bool { rows.count > 1 }
    /// Those that did what they asked for.
    public var ok: Int { rows.count - denied - failed - repeated }
}

extension Burst {
    /// Calls this far apart no longer belong together.
    private static let gap = 5 * EventTime.minute
    /// Fewer calls than this stay lines of their own.
    private static let least = 3

    /// Folds rows that stand next to each other in the list.
    ///
    /// - Parameter rows: in time order.
    /// - Complexity: one pass.
    public static func fold(_ rows: some Collection<Int>, in index: EventIndex) -> [Burst] {
        let rows = Array(rows)
        return places(of: rows, in: index).map { Burst(Array(rows[$0]), in: index) }
    }

    /// Where in a list of rows in time order each line begins and ends.
    ///
    /// - Complexity: one pass; nothing is made for a line but its range.
    public static func places(of rows: [UInt32], in index: EventIndex) -> [Range<Int>] {
        places(rows.count, in: index) { Int(rows[$0]) }
    }

    static func places(of rows: [Int], in index: EventIndex) -> [Range<Int>] {
        places(rows.count, in: index) { rows[$0] }
    }

    private static func places(_ count: Int, in index: EventIndex, _ row: (Int) -> Int) -> [Range<Int>] {
        var lines: [Range<Int>] = []
        var start = 0
        func close(at end: Int) {
            if end - start >= least {
                lines.append(start..<end)
            } else {
                for place in start..<end { lines.append(place..<place + 1) }
            }
            start = end
        }
        for place in 1..<max(1, count) where !belongs(row(place), with: row(place - 1), index) {
            close(at: place)
        }
        close(at: count)
        return lines
    }

    private init(_ rows: [Int], in index: EventIndex) {
        self.init(
            rows: rows, denied: rows.count { index.flags($0).outcome == .denied },
            failed: rows.count { index.flags($0).outcome == .error && !index.isRepeat($0) },
            repeated: rows.count { index.isRepeat($0) })
    }

    private static func belongs(_ row: Int, with other: Int, _ index: EventIndex) -> Bool {
        guard index.times[row] - index.times[other] <= gap else { return false }
        // Those that differ most often first.
        for field in [IndexField.name, .ip, .key, .principal, .service, .client]
        where index.code(field, row) != index.code(field, other) {
            return false
        }
        return true
    }
}
