internal import CloudTrail

/// Distinct texts, each known by a code. Code 0 stands for "missing"; the first text added has code 1.
///
/// The bytes of all texts lie in one arena, found by open addressing: a slot has a byte of the text's hash, so that a
/// line of the processor's cache holds many slots, and a code. Codes follow the order of insertion and say nothing about
/// the order of the texts. Adding and finding take constant time on average; the hash is seeded, so that texts made by
/// an attacker cannot be chosen to collide.
public struct StringTable: Sendable {
    /// The code of "missing".
    public static let missing: UInt32 = 0

    private var arena: [UInt8] = []
    /// Where the text of code `n` ends in the arena, at `n`; 0 at 0.
    private var ends: [Int] = [0]
    /// A byte of the hash of the text in each slot, 0 where the slot is free; a power of two of them, at most three
    /// quarters taken.
    private var tags: [UInt8] = []
    /// The code in each slot.
    private var codes: [UInt32] = []
    private let seed: UInt64

    /// - Parameter seed: of the hash; two tables with the same seed and the same texts in the same order are equal in
    ///   every byte.
    public init(seed: UInt64 = UInt64.random(in: .min ... .max)) {
        self.seed = seed
    }

    /// The number of texts. Codes are 1 to `count`.
    public var count: Int { ends.count - 1 }

    /// The number of codes, "missing" included: the size of an array that is indexed by code.
    public var codeCount: Int { ends.count }

    /// Bytes held in memory.
    public var byteCount: Int { arena.capacity + ends.capacity * 8 + tags.capacity + codes.capacity * 4 }

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
            guard !bytes.isEmpty, !tags.isEmpty else { return nil }
            let code = codes[slot(of: bytes, TextHash.hash(bytes, seed: seed))]
            return code == Self.missing ? nil : code
        }
    }

    /// Calls `body` with the bytes of a code's text; with none for "missing".
    @inline(__always)
    public func withBytes<Result>(of code: UInt32, _ body: (Span<UInt8>) -> Result) -> Result {
        body(arena.span.extracting(range(of: code)))
    }

    @inline(__always)
    private func range(of code: UInt32) -> Range<Int> {
        code == Self.missing ? 0..<0 : ends[Int(code) - 1]..<ends[Int(code)]
    }

    /// The code of the text, which is added if it is new. An empty text is "missing".
    public mutating func intern(_ bytes: Span<UInt8>) -> UInt32 {
        guard !bytes.isEmpty else { return Self.missing }
        if ends.count * 4 > tags.count * 3 { grow() }
        let hash = TextHash.hash(bytes, seed: seed)
        let slot = slot(of: bytes, hash)
        if codes[slot] != Self.missing { return codes[slot] }
        unsafe bytes.withUnsafeBufferPointer { unsafe arena.append(contentsOf: $0) }
        ends.append(arena.count)
        tags[slot] = Self.tag(hash)
        codes[slot] = UInt32(ends.count - 1)
        return codes[slot]
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
    mutating func trim() {
        arena = unsafe arena.withUnsafeBufferPointer { unsafe Array($0) }
        ends = unsafe ends.withUnsafeBufferPointer { unsafe Array($0) }
    }

    /// The slot that holds the text, else the free one where it belongs. There must be a free one.
    @inline(__always)
    private func slot(of bytes: Span<UInt8>, _ hash: UInt64) -> Int {
        let mask = tags.count - 1
        let tag = Self.tag(hash)
        var slot = Int(truncatingIfNeeded: hash) & mask
        while tags[slot] != 0 {
            if tags[slot] == tag, withBytes(of: codes[slot], { $0.isEqual(to: bytes) }) { return slot }
            slot = (slot + 1) & mask
        }
        return slot
    }

    /// The highest byte of the hash, except 0: a slot's place comes from the lowest.
    @inline(__always)
    private static func tag(_ hash: UInt64) -> UInt8 { max(1, UInt8(truncatingIfNeeded: hash >> 56)) }

    private mutating func grow() {
        let size = max(64, tags.count * 2)
        tags = [UInt8](repeating: 0, count: size)
        codes = [UInt32](repeating: Self.missing, count: size)
        for code in 1..<UInt32(max(1, codeCount)) {
            let hash = withBytes(of: code) { TextHash.hash($0, seed: seed) }
            var slot = Int(truncatingIfNeeded: hash) & (size - 1)
            while tags[slot] != 0 { slot = (slot + 1) & (size - 1) }
            tags[slot] = Self.tag(hash)
            codes[slot] = code
        }
    }
}
