internal import CloudTrail

/// Distinct texts, each known by a code. Code 0 stands for "missing"; the first text added has code 1.
///
/// The bytes of all texts lie in one arena, found by open addressing. Codes follow the order of insertion and say
/// nothing about the order of the texts. Adding and finding take constant time on average; the hash is seeded, so that
/// texts made by an attacker cannot be chosen to collide.
public struct StringTable: Sendable {
    /// The code of "missing".
    public static let missing: UInt32 = 0

    private var arena: [UInt8] = []
    /// Where the text of code `n` ends in the arena, at `n - 1`.
    private var ends: [Int] = []
    /// Codes by hash, 0 where free; a power of two in size, at most three quarters full.
    private var slots: [UInt32] = []
    private let seed: UInt64

    /// - Parameter seed: of the hash; two tables with the same seed and the same texts are equal in every byte.
    public init(seed: UInt64 = UInt64.random(in: .min ... .max)) {
        self.seed = seed
    }

    /// The number of texts. Codes are 1 to `count`.
    public var count: Int { ends.count }

    /// The number of codes, "missing" included: the size of an array that is indexed by code.
    public var codeCount: Int { ends.count + 1 }

    /// Bytes held in memory.
    public var byteCount: Int { arena.capacity + ends.capacity * 8 + slots.capacity * 4 }

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
        return text.withUTF8 { unsafe find($0.span) }
    }

    /// Calls `body` with the bytes of a code's text; with none for "missing".
    public func withBytes<Result>(of code: UInt32, _ body: (Span<UInt8>) -> Result) -> Result {
        body(arena.span.extracting(range(of: code)))
    }

    private func range(of code: UInt32) -> Range<Int> {
        guard code != Self.missing else { return 0..<0 }
        let index = Int(code) - 1
        return (index == 0 ? 0 : ends[index - 1])..<ends[index]
    }

    /// The code of the text, which is added if it is new. An empty text is "missing".
    public mutating func intern(_ bytes: Span<UInt8>) -> UInt32 {
        guard !bytes.isEmpty else { return Self.missing }
        if (ends.count + 1) * 4 > slots.count * 3 { grow() }
        let mask = slots.count - 1
        var slot = Int(truncatingIfNeeded: hash(bytes)) & mask
        while slots[slot] != 0 {
            if holds(bytes, code: slots[slot]) { return slots[slot] }
            slot = (slot + 1) & mask
        }
        for index in bytes.indices { arena.append(bytes[index]) }
        ends.append(arena.count)
        slots[slot] = UInt32(ends.count)
        return slots[slot]
    }

    /// The code of the text, which is added if it is new.
    public mutating func intern(_ text: String) -> UInt32 {
        var text = text
        return text.withUTF8 { unsafe intern($0.span) }
    }

    private func find(_ bytes: Span<UInt8>) -> UInt32? {
        guard !bytes.isEmpty, !slots.isEmpty else { return nil }
        let mask = slots.count - 1
        var slot = Int(truncatingIfNeeded: hash(bytes)) & mask
        while slots[slot] != 0 {
            if holds(bytes, code: slots[slot]) { return slots[slot] }
            slot = (slot + 1) & mask
        }
        return nil
    }

    private func holds(_ bytes: Span<UInt8>, code: UInt32) -> Bool {
        let range = range(of: code)
        guard range.count == bytes.count else { return false }
        let own = unsafe arena.span.bytes.extracting(range)
        let other = unsafe bytes.bytes
        var offset = 0
        while offset + 8 <= other.byteCount {
            let left = unsafe own.unsafeLoadUnaligned(fromByteOffset: offset, as: UInt64.self)
            let right = unsafe other.unsafeLoadUnaligned(fromByteOffset: offset, as: UInt64.self)
            guard left == right else { return false }
            offset += 8
        }
        while offset < other.byteCount {
            let left = unsafe own.unsafeLoad(fromByteOffset: offset, as: UInt8.self)
            let right = unsafe other.unsafeLoad(fromByteOffset: offset, as: UInt8.self)
            guard left == right else { return false }
            offset += 1
        }
        return true
    }

    private mutating func grow() {
        let size = max(64, slots.count * 2)
        slots = [UInt32](repeating: 0, count: size)
        for index in ends.indices {
            let code = UInt32(index + 1)
            var slot = Int(truncatingIfNeeded: withBytes(of: code) { hash($0) }) & (size - 1)
            while slots[slot] != 0 { slot = (slot + 1) & (size - 1) }
            slots[slot] = code
        }
    }

    /// Multiplies and folds eight bytes at a time.
    private func hash(_ bytes: Span<UInt8>) -> UInt64 {
        func mix(_ left: UInt64, _ right: UInt64) -> UInt64 {
            let product = left.multipliedFullWidth(by: right)
            return product.high ^ product.low
        }
        let raw = unsafe bytes.bytes
        var state = seed ^ UInt64(truncatingIfNeeded: raw.byteCount) &* 0x9E37_79B9_7F4A_7C15
        var offset = 0
        while offset + 8 <= raw.byteCount {
            let word = unsafe raw.unsafeLoadUnaligned(fromByteOffset: offset, as: UInt64.self)
            state = mix(state ^ word, 0xA076_1D64_78BD_642F)
            offset += 8
        }
        var rest: UInt64 = 0
        while offset < raw.byteCount {
            rest = rest << 8 | UInt64(unsafe raw.unsafeLoad(fromByteOffset: offset, as: UInt8.self))
            offset += 1
        }
        return mix(state ^ rest, 0xE703_7ED1_A0B4_28DB ^ seed)
    }
}
