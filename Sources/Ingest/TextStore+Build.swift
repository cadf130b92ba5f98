internal import Crypto
internal import Dispatch
internal import Synchronization

extension SourceLibrary {
    /// Reads all sources once more, hashes their texts, and puts them into a store, which answers from then on. Meant to
    /// run in the background, while questions are asked: blocks until it is done.
    ///
    /// A source that is no longer what was loaded, told by its SHA-256, is left out. Where the budget is exceeded, the
    /// store is dropped, and the hashes are still made. Texts of a store that is attached are taken over, without hashes.
    ///
    /// - Parameters:
    ///   - budget: where none is given, what the bound of memory leaves to texts.
    ///   - isCancelled: asked before each source, from any thread.
    public func buildStore(
        threads: Int = 1, budget: TextStore.Budget? = nil,
        isCancelled: @escaping @Sendable () -> Bool = { false }
    ) -> TextStore.Build {
        let known = store
        let work = StoreWork(count, budget: budget ?? TextStore.Budget(bytes: limits.memoryBytes.map { $0 / 4 }))
        DispatchQueue.concurrentPerform(iterations: min(max(1, threads), max(1, count))) { _ in
            let reader = reader()
            while !isCancelled(), let source = work.next() {
                if let text = known?.text(of: source) {
                    work.keep(source, text)
                    continue
                }
                let isPacked = work.refusal == nil
                // What cannot be read is left out: whoever asks for it is told why.
                let read: (PackedText?, [UInt8])? = try? reader.withText(of: source, isVerified: true) { text in
                    (isPacked ? PackedText(text) : nil, SHA256.digest(of: text))
                }
                if let read { work.finish(source, read.0, digest: read.1) }
            }
        }
        let build = work.build(isCancelled: isCancelled())
        if case .success(let store) = build.store { attach(store) }
        return build
    }
}

/// What the threads that build a store share.
private final class StoreWork: Sendable {
    private struct State {
        var texts: [PackedText?]
        var digests: [[UInt8]?]
        var byteCount = 0
        var checkedAt = 0
        var refusal: TextStore.Refusal?
    }

    private let nextSource = Atomic<Int>(0)
    private let count: Int
    private let budget: TextStore.Budget
    private let state: Mutex<State>

    /// Bytes after which the budget is looked at again.
    private static let step = 4 << 20

    init(_ count: Int, budget: TextStore.Budget) {
        self.count = count
        self.budget = budget
        state = Mutex(
            State(
                texts: Array(repeating: nil, count: count), digests: Array(repeating: nil, count: count),
                refusal: budget.refusal(at: 0)))
    }

    func next() -> Int? {
        let number = nextSource.wrappingAdd(1, ordering: .relaxed).oldValue
        return number < count ? number : nil
    }

    var refusal: TextStore.Refusal? { state.withLock { $0.refusal } }

    func finish(_ source: Int, _ text: PackedText?, digest: [UInt8]) {
        state.withLock { state in
            state.digests[source] = digest
            if let text { keep(source, text, &state) }
        }
    }

    func keep(_ source: Int, _ text: PackedText) {
        state.withLock { keep(source, text, &$0) }
    }

    private func keep(_ source: Int, _ text: PackedText, _ state: inout sending State) {
        guard state.refusal == nil else { return }
        state.texts[source] = text
        state.byteCount += text.byteCount
        let isDue = state.byteCount - state.checkedAt >= Self.step || state.byteCount > budget.bytes ?? .max
        guard isDue else { return }
        state.checkedAt = state.byteCount
        state.refusal = budget.refusal(at: state.byteCount)
        if state.refusal != nil { state.texts = [] }
    }

    func build(isCancelled: Bool) -> TextStore.Build {
        state.withLock { state in
            let refusal = isCancelled ? .cancelled : state.refusal
            return TextStore.Build(
                store: refusal.map { .failure($0) } ?? .success(TextStore(state.texts)), digests: state.digests)
        }
    }
}

extension SHA256 {
    fileprivate static func digest(of bytes: Span<UInt8>) -> [UInt8] {
        var hasher = SHA256()
        unsafe bytes.withUnsafeBytes { unsafe hasher.update(bufferPointer: $0) }
        return Array(hasher.finalize())
    }
}
