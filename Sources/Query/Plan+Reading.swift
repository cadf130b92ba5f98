internal import Dispatch
public import Events
public import Records
internal import Synchronization

extension Plan {
    /// The rows that match, with the records of undecided rows read by several threads, source by source.
    ///
    /// Records that cannot be read again do not match and are listed in `records.failures`.
    ///
    /// - Parameter isCancelled: asked before each batch, from any thread.
    /// - Returns: nil where it was cancelled.
    /// - Throws: where a regular expression takes too many steps.
    public func rows(
        reading records: RecordReader, threads: Int = 2, isCancelled: @Sendable () -> Bool = { false }
    ) throws(FilterError) -> RowSet? {
        guard !undecided.isEmpty else { return certain }
        let batches = Self.batches(records.bySource(undecided.rows.map { Int($0) }))
        let work = PlanWork()
        DispatchQueue.concurrentPerform(iterations: min(max(1, threads), batches.count)) { _ in
            while let number = work.next(of: batches.count), !isCancelled() {
                var found: [UInt32] = []
                var failure: FilterError?
                records.read(batches[number].source, batches[number].places) { row, record in
                    guard failure == nil else { return }
                    do throws(FilterError) {
                        if try matches(row, record.json) { found.append(UInt32(row)) }
                    } catch {
                        failure = error
                    }
                }
                work.finish(found, failure)
            }
        }
        if let failure = work.failure { throw failure }
        if isCancelled() { return nil }
        return certain.union(RowSet(sorted: work.rows.sorted(), universe: certain.universe))
    }

    /// Sources with very many rows are divided, so that the threads end together.
    private static func batches(
        _ sources: [(source: Int, places: [RecordPlace])]
    ) -> [(source: Int, places: [RecordPlace])] {
        sources.flatMap { source, places in
            stride(from: 0, to: places.count, by: batchSize).map {
                (source, Array(places[$0..<min($0 + batchSize, places.count)]))
            }
        }
    }

    private static let batchSize = 8_192
}

/// What the threads of one search share.
private final class PlanWork: Sendable {
    private let nextBatch = Atomic<Int>(0)
    private let state = Mutex<(rows: [UInt32], failure: FilterError?)>(([], nil))

    /// The number of the next batch; nil when all are taken or a thread has failed.
    func next(of count: Int) -> Int? {
        let number = nextBatch.wrappingAdd(1, ordering: .relaxed).oldValue
        return number < count && failure == nil ? number : nil
    }

    func finish(_ rows: [UInt32], _ failure: FilterError?) {
        state.withLock {
            $0.rows += rows
            $0.failure = $0.failure ?? failure
        }
    }

    var rows: [UInt32] { state.withLock { $0.rows } }
    var failure: FilterError? { state.withLock { $0.failure } }
}
