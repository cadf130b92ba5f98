internal import CMemory
internal import CloudTrail

/// Distinct texts, each known by a code. Code 0 stands for "missing"; the first text added has code 1.
///
/// All texts lie in one arena, each behind its code and length, found by open addressing: a slot holds some bits of the text's hash
/// and its place, so that what is looked up costs two lines of memory, one of the slots and one of the arena. Codes
/// follow the order of insertion and say nothing about the order of the texts. Adding and finding take constant time on
/// average; the hash is seeded, so that texts made by an attacker cannot be chosen to collide.
public struct StringTable: Sendable {
    /// The code of "missing".
    public static let missing: UInt32 = 0

    private var arena: [UInt8] = []
    /// Where the entry of code `n` begins in the arena, at `n - 1`; at the end where the next one will.
    private var starts: [Int] = [0]
    /// Empty until there is a text; a power of two in size, at most three quarters taken.
    private var slots: [Slot] = []
    private let seed: UInt64

    /// Bytes in front of each text: its code and its length.
    private static let headLength = 8

    /// 0 where it is free; else one more than the entry's start, below the highest 20 bits of the hash.
    private struct Slot {
        private let bits: UInt64
        private static let placeBits: UInt64 = 44

        static let free = Slot()

        private init() { bits = 0 }

        @inline(__always)
        init(hash: UInt64, start: Int) {
            bits = (hash >> Self.placeBits) << Self.placeBits | UInt64(start + 1)
        }

        @inline(__always)
        var isFree: Bool { bits == 0 }

        @inline(__always)
        var start: Int { Int(bits & (1 << Self.placeBits - 1)) - 1 }

        @inline(__always)
        func fits(_ hash: UInt64) -> Bool { (bits ^ hash) >> Self.placeBits == 0 }
    }

    /// - Parameter seed: of the hash; two tables with the same seed and the same texts in the same order are equal in
    ///   every byte.
    public init(seed: UInt64 = UInt64.random(in: .min ... .max)) {
        self.seed = seed
    }

    /// The number of texts. Codes are 1 to `count`.
    public var count: Int { starts.count - 1 }

    /// The number of codes, "missing" included: the size of an array that is indexed by code.
    public var codeCount: Int { starts.count }

    /// Bytes held in memory.
    public var byteCount: Int { arena.capacity + starts.capacity * 8 + slots.capacity * 8 }

    /// The text of a code, nil for "missing".
    public subscript(code: UInt32) -> String? {
        guard code != Self.missing else { return nil }
        return withBytes(of: code) { bytes in
            String(utf8: bytes)
        }
    }

    /// The text of a code, empty for "missing".
    public func text(_ code: UInt32) -> String { self[code] ?? "" }

    /// The code of a text, nil where the table does not hold it.
    public func code(of text: String) -> UInt32? {
        var text = text
        return text.withUTF8 { bytes in
            let bytes = unsafe bytes.span
            guard !bytes.isEmpty, !slots.isEmpty else { return nil }
            let slot = slots[slot(of: bytes, TextHash.hash(bytes, seed: seed))]
            return slot.isFree ? nil : head(at: slot.start).code
        }
    }

    /// Calls `body` with the bytes of a code's text; with none for "missing".
    @inline(__always)
    public func withBytes<Result>(of code: UInt32, _ body: (Span<UInt8>) -> Result) -> Result {
        body(arena.span.extracting(range(of: code)))
    }

    @inline(__always)
    private func range(of code: UInt32) -> Range<Int> {
        code == Self.missing ? 0..<0 : starts[Int(code) - 1] + Self.headLength..<starts[Int(code)]
    }

    /// Has the texts of codes brought near the processor. The reads do not wait for each other, as comparisons would.
    func fetch(_ codes: [UInt32]) {
        unsafe arena.withUnsafeBytes { arena in
            guard let base = arena.baseAddress else { return }
            for code in codes {
                let range = range(of: code)
                for offset in stride(from: range.lowerBound, to: range.upperBound, by: Self.lineLength) {
                    unsafe huckleberry_prefetch(base + offset)
                }
            }
        }
    }

    /// Has what will be looked at for texts with these hashes brought near the processor.
    public func fetch(hashes: [UInt64]) {
        guard !slots.isEmpty else { return }
        let mask = slots.count - 1
        unsafe slots.withUnsafeBufferPointer { slots in
            guard let base = slots.baseAddress else { return }
            for hash in hashes { unsafe huckleberry_prefetch(base + (Int(truncatingIfNeeded: hash) & mask)) }
        }
        unsafe arena.withUnsafeBytes { arena in
            guard let base = arena.baseAddress else { return }
            for hash in hashes {
                let slot = slots[Int(truncatingIfNeeded: hash) & mask]
                if !slot.isFree { unsafe huckleberry_prefetch(base + slot.start) }
            }
        }
    }

    /// Bytes that memory hands to the processor at a time.
    private static let lineLength = 64

    /// Code and length of the text whose entry begins at an offset of the arena.
    @inline(__always)
    private func head(at start: Int) -> (code: UInt32, length: Int) {
        let head = unsafe arena.span.bytes.extracting(start..<start + Self.headLength)
        let code = unsafe head.unsafeLoadUnaligned(fromByteOffset: 0, as: UInt32.self)
        let length = unsafe head.unsafeLoadUnaligned(fromByteOffset: 4, as: UInt32.self)
        return (code, Int(length))
    }

    /// The code of the text, which is added if it is new. An empty text is "missing".
    public mutating func intern(_ bytes: Span<UInt8>) -> UInt32 {
        bytes.isEmpty ? Self.missing : intern(bytes, hash: hash(of: bytes))
    }

    /// The hash by which a text is found, for `intern(_:hash:)`.
    public func hash(of bytes: Span<UInt8>) -> UInt64 { TextHash.hash(bytes, seed: seed) }

    /// The code of a text that is not empty, given its hash.
    public mutating func intern(_ bytes: Span<UInt8>, hash: UInt64) -> UInt32 {
        if starts.count * 4 > slots.count * 3 { grow() }
        let slot = slot(of: bytes, hash)
        guard slots[slot].isFree else { return head(at: slots[slot].start).code }
        let code = UInt32(starts.count)
        slots[slot] = Slot(hash: hash, start: arena.count)
        unsafe withUnsafeBytes(of: (code, UInt32(bytes.count))) { unsafe arena.append(contentsOf: $0) }
        unsafe bytes.withUnsafeBufferPointer { unsafe arena.append(contentsOf: $0) }
        starts.append(arena.count)
        return code
    }

    /// The same; faster where the guess is right.
    ///
    /// - Parameter guess: a code of this table.
    @inline(__always)
    public mutating func intern(_ bytes: Span<UInt8>, guess: UInt32) -> UInt32 {
        withBytes(of: guess) { $0.isEqual(to: bytes) } ? guess : intern(bytes)
    }

    /// The code of the text, which is added if it is new.
    public mutating func intern(_ text: String) -> UInt32 {
        var text = text
        return text.withUTF8 { unsafe intern($0.span) }
    }

    /// Adds the texts of another table and gives their codes here, by their codes there.
    mutating func merge(_ other: StringTable) -> [UInt32] {
        var map: [UInt32] = [Self.missing]
        map.reserveCapacity(other.codeCount)
        for code in 1..<UInt32(max(1, other.codeCount)) { map.append(other.withBytes(of: code) { intern($0) }) }
        return map
    }

    /// The texts of all tables; and for each table its codes among them, nil where they are the same. The largest table
    /// is taken over, and the texts of the others are added to it.
    static func merged(_ tables: [StringTable]) -> (table: StringTable, maps: [[UInt32]?]) {
        guard let base = tables.indices.max(by: { tables[$0].count < tables[$1].count }) else {
            return (StringTable(), [])
        }
        var merged = tables[base]
        let maps = tables.indices.map { $0 == base ? nil : merged.merge(tables[$0]) }
        merged.trim()
        return (merged, maps)
    }

    /// Gives back the memory that was kept for more texts.
    private mutating func trim() {
        arena = unsafe arena.withUnsafeBufferPointer { unsafe Array($0) }
        starts = unsafe starts.withUnsafeBufferPointer { unsafe Array($0) }
    }

    /// The slot that holds the text, else the free one where it belongs. There must be a free one.
    @inline(__always)
    private func slot(of bytes: Span<UInt8>, _ hash: UInt64) -> Int {
        let mask = slots.count - 1
        var number = Int(truncatingIfNeeded: hash) & mask
        while true {
            let slot = slots[number]
            if slot.isFree || slot.fits(hash) && holds(bytes, at: slot.start) { return number }
            number = (number + 1) & mask
        }
    }

    /// Whether the text whose entry begins at an offset of the arena is this one.
    @inline(__always)
    private func holds(_ bytes: Span<UInt8>, at start: Int) -> Bool {
        let length = head(at: start).length
        guard length == bytes.count else { return false }
        let start = start + Self.headLength
        return arena.span.extracting(start..<start + length).isEqual(to: bytes)
    }

    private mutating func grow() {
        let size = max(64, slots.count * 2)
        slots = [Slot](repeating: .free, count: size)
        for code in 1..<UInt32(max(1, codeCount)) {
            let hash = withBytes(of: code) { TextHash.hash($0, seed: seed) }
            var number = Int(truncatingIfNeeded: hash) & (size - 1)
            while !slots[number].isFree { number = (number + 1) & (size - 1) }
            slots[number] = Slot(hash: hash, start: starts[Int(code) - 1])
        }
    }
}
