internal import Crypto
internal import Dispatch
internal import Synchronization

extension SourceLibrary {
    /// SHA-256 of each source's decoded text (UTF-8, without a byte order mark) in lower-case hexadecimal, by the source's
    /// number: of a log as CloudTrail delivers it what its digest lists. Nil for a source that cannot be read, or is no
    /// longer what was loaded, told by its own hash.
    ///
    /// - Parameter isCancelled: asked before each source, from any thread; what is left then has no hash.
    /// - Complexity: reads and decodes every source once.
    public func textHashes(
        threads: Int = 1, isCancelled: @escaping @Sendable () -> Bool = { false }
    ) -> [String?] {
        let next = Atomic<Int>(0)
        let hashes = Mutex([String?](repeating: nil, count: count))
        DispatchQueue.concurrentPerform(iterations: min(max(1, threads), max(1, count))) { _ in
            let reader = reader()
            while !isCancelled() {
                let source = next.wrappingAdd(1, ordering: .relaxed).oldValue
                guard source < count else { return }
                let hash = try? reader.withText(of: source, isVerified: true) { SHA256.hexadecimal(of: $0) }
                hashes.withLock { $0[source] = hash }
            }
        }
        return hashes.withLock { $0 }
    }
}
