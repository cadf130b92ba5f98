internal import CloudTrail
public import Events

/// Calls of one name by one key from one address that follow each other closely: one line of a timeline.
public struct Burst: Hashable, Sendable {
    /// In time order, at least one.
    public var rows: [Int]
    public var denied: Int
    public var failed: Int

    public var first: Int { rows[0] }
    public var last: Int { rows[rows.count - 1] }
    public var isFolded: Bool { rows.count > 1 }
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
        var bursts: [Burst] = []
        var run: [Int] = []
        func close() {
            if run.count >= least {
                bursts.append(Burst(run, in: index))
            } else {
                bursts.append(contentsOf: run.map { Burst([$0], in: index) })
            }
            run.removeAll(keepingCapacity: true)
        }
        for row in rows {
            if let last = run.last, !belongs(row, with: last, index) { close() }
            run.append(row)
        }
        close()
        return bursts
    }

    private init(_ rows: [Int], in index: EventIndex) {
        self.init(
            rows: rows, denied: rows.count { index.flags($0).outcome == .denied },
            failed: rows.count { index.flags($0).outcome == .error })
    }

    private static func belongs(_ row: Int, with other: Int, _ index: EventIndex) -> Bool {
        index.times[row] - index.times[other] <= gap
            && [IndexField.name, .service, .principal, .key, .ip, .client].allSatisfy {
                index.code($0, row) == index.code($0, other)
            }
    }
}
