/// Bounds on what a source may expand to, so that hostile input costs neither the memory nor the night.
public struct ReadLimits: Hashable, Sendable {
    /// The largest text of one source, decompressed, in bytes: an eighth of the machine's memory, and not more than 4 GiB,
    /// which one scan can take.
    public var textBytes = min(4 << 30, max(256 << 20, (SystemMemory.total ?? .max) / 8))
    /// Larger texts are read one at a time, however many workers there are, in bytes.
    public var ownTextBytes = Int.max
    /// Whether `textBytes` is what a bound of memory leaves.
    private(set) var isTextLimitedByMemory = false
    /// Whether memory is bounded at all.
    private(set) var isMemoryBounded = false
    /// What one file may expand to, in all its members together, whatever its own size.
    public var harmlessBytes = 256 << 20
    /// Beyond `harmlessBytes`, how many times its own size a file may expand to. CloudTrail's log files expand 8 to 25
    /// times, a file of one event repeated some 150 times; deflate can reach 1,032, and nested archives any number.
    public var expansion = 250
    /// Archives within archives, and gzip within gzip.
    public var nesting = 3
    /// From this stored size on a compressed tar is read member by member, without ever being decompressed as a whole.
    public var streamedBytes = 8 << 20
    /// Larger files are mapped instead of copied into memory: two copies must fit there beside what they decompress to.
    /// A mapped file may change while it is read; then that is told.
    public var copiedBytes = 512 << 20
    /// Members of one archive.
    public var members = 1_000_000

    public init() {}

    /// Bounds what reading takes in memory, in bytes.
    mutating func bound(text: Int, ownText: Int, copied: Int) {
        isMemoryBounded = true
        isTextLimitedByMemory = text < textBytes
        textBytes = min(textBytes, max(Self.smallestText, text))
        ownTextBytes = min(ownTextBytes, ownText)
        copiedBytes = min(copiedBytes, copied)
    }

    /// Every log file that CloudTrail writes fits into so many bytes.
    static let smallestText = 16 << 20

    /// What a file of that size may expand to in all.
    func expandedBytes(ofStored count: Int) -> Int {
        let (product, overflow) = count.multipliedReportingOverflow(by: expansion)
        return max(harmlessBytes, overflow ? .max : product)
    }
}
