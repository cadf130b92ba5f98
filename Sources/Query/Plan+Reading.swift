internal import Dispatch
public import Events
internal import JSON
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
        let parts = Self.parts(records.bySource(undecided), threads: threads)
        let sieve = sieve
        let isRaw = isAnsweredByTapes
        let work = PlanWork()
        DispatchQueue.concurrentPerform(iterations: min(max(1, threads), parts.count)) { _ in
            let search = records.search()
            var found: [UInt32] = []
            var failure: FilterError?
            func take(_ row: Int, _ answer: Result<Bool, FilterError>) {
                switch answer {
                case .success(true): found.append(UInt32(row))
                case .success(false): break
                case .failure(let error): failure = failure ?? error
                }
            }
            func raw(_ row: Int, _ text: Span<UInt8>, _ tape: JSONTape) {
                take(row, Result { () throws(FilterError) in try matches(row, tape, of: text) })
            }
            while let number = work.next(of: parts.count), !isCancelled() {
                search.read(parts[number], through: sieve, raw: isRaw ? raw : nil) { row, record in
                    take(row, Result { () throws(FilterError) in try matches(row, record.json) })
                }
                if let failure { work.fail(failure) }
            }
            work.finish(found)
        }
        if let failure = work.failure { throw failure }
        if isCancelled() { return nil }
        return certain.union(RowSet(sorted: work.rows.sorted(), universe: certain.universe))
    }

    /// A source with very many rows is divided among the threads, though each then decodes it.
    private static func parts(_ sources: [SourceRows], threads: Int) -> [SourceRows] {
        sources.flatMap { source in
            let size = max(leastPart, (source.rows.count + threads - 1) / max(1, threads))
            return stride(from: source.rows.startIndex, to: source.rows.endIndex, by: size).map {
                SourceRows(source: source.source, rows: source.rows[$0..<min($0 + size, source.rows.endIndex)])
            }
        }
    }

    private static let leastPart = 8_192
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

    func finish(_ rows: [UInt32]) {
        state.withLock { $0.rows += rows }
    }

    func fail(_ failure: FilterError) {
        state.withLock { $0.failure = $0.failure ?? failure }
    }

    var rows: [UInt32] { state.withLock { $0.rows } }
    var failure: FilterError? { state.withLock { $0.failure } }
}
