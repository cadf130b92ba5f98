/// The decoded texts of a trail's sources in memory, compressed: records and searches are answered several times sooner
/// than from the files, and as the files were when they were loaded.
public struct TextStore: Sendable {
    /// By the source's number; nil for those that could not be read again as they were.
    private let texts: [PackedText?]

    /// Bytes that the store holds.
    public let byteCount: Int

    init(_ texts: [PackedText?]) {
        self.texts = texts
        byteCount = texts.reduce(0) { $0 + ($1?.byteCount ?? 0) }
    }

    /// How many sources it holds.
    public var sourceCount: Int { texts.count { $0 != nil } }

    func text(of source: Int) -> PackedText? { texts[source] }

    /// The same texts under other numbers.
    ///
    /// - Parameter numbers: for each number the one before; nil for what is new.
    func renumbered(_ numbers: [Int?]) -> TextStore { TextStore(numbers.map { $0.flatMap { texts[$0] } }) }
}

extension TextStore {
    /// Why there is no store.
    public enum Refusal: Error, Hashable, Sendable {
        /// It would hold more bytes than it may.
        case budget(bytes: Int)
        /// The machine has less memory left, in bytes, than must remain.
        case memoryShort(available: Int, reserve: Int)
        case cancelled
    }

    /// What a store may take.
    public struct Budget: Sendable {
        /// Bytes that the store may hold; nil for no bound.
        public var bytes: Int?
        /// Bytes that must remain available on the machine.
        public var reserve = 1 << 30
        /// How many are available; nil where that cannot be told. Asked now and then.
        public var available: @Sendable () -> Int? = { SystemMemory.available() }

        public init(bytes: Int? = nil) { self.bytes = bytes }

        /// What is exceeded when the store holds so many bytes.
        func refusal(at count: Int) -> Refusal? {
            if let bytes, count > bytes { return .budget(bytes: bytes) }
            if let available = available(), available < reserve {
                return .memoryShort(available: available, reserve: reserve)
            }
            return nil
        }
    }

    /// What came of building a store.
    public struct Build: Sendable {
        /// The store, or why there is none.
        public let store: Result<TextStore, Refusal>
        /// SHA-256 of each source's decoded text (UTF-8, without a byte order mark), by the source's number; nil for
        /// what was not read.
        public let digests: [[UInt8]?]
    }
}
