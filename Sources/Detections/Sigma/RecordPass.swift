internal import Dispatch
internal import Events
internal import JSON
internal import Records
internal import Synchronization

/// Reads the records of some rows again, source by source, by several threads.
struct RecordPass {
    let rows: RowSet
    let records: RecordReader
    let threads: Int
    /// Tells which records may be wanted at all; nil where all are.
    var sieve: TextSieve?
    /// Rows that are read whatever the sieve says.
    var others: RowSet?

    /// Hands each record, taken apart, to one of the threads' states, and returns the states, in no order.
    ///
    /// - Parameter isCancelled: asked before each source.
    func run<State: Sendable>(
        _ start: State, isCancelled: @Sendable () -> Bool,
        _ body: @escaping @Sendable (inout State, Int, JSONTape, Span<UInt8>) -> Void
    ) -> [State] {
        let parts = records.bySource(rows)
        guard !parts.isEmpty else { return [] }
        let work = PassWork<State>(partCount: parts.count)
        DispatchQueue.concurrentPerform(iterations: min(max(1, threads), parts.count)) { _ in
            var state = start
            var own = JSONTape()
            let search = records.search()
            while let number = work.next(), !isCancelled() {
                search.read(parts[number], through: sieve, besides: others) { row, text, tape in
                    body(&state, row, tape, text)
                } whole: { row, record in
                    // What did not travel as CloudTrail wrote it is taken apart as if it had.
                    let bytes = JSONWriter().bytes(record.json)
                    if (try? own.read(bytes.span, at: 0)) != nil { body(&state, row, own, bytes.span) }
                }
            }
            work.finish(state)
        }
        return work.states.withLock { $0 }
    }
}

/// What the threads of one pass share.
private final class PassWork<State: Sendable>: Sendable {
    private let nextPart = Atomic<Int>(0)
    private let partCount: Int
    let states = Mutex<[State]>([])

    init(partCount: Int) {
        self.partCount = partCount
    }

    /// The number of the next part; nil when all are taken.
    func next() -> Int? {
        let number = nextPart.wrappingAdd(1, ordering: .relaxed).oldValue
        return number < partCount ? number : nil
    }

    func finish(_ state: State) {
        states.withLock { $0.append(state) }
    }
}
