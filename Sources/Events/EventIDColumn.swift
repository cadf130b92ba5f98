internal import CloudTrail

/// The `eventID` of each row: sixteen bytes where it is a UUID in its usual spelling, else kept as text.
public struct EventIDColumn: Sendable {
    private(set) var values: [UInt128] = []
    /// IDs that are no lower-case UUID, by the number in their value.
    private(set) var texts: [String] = []

    /// A value whose upper half is all ones is no UUID: its lower half is 0 for "missing", else 1 + an index of `texts`.
    private static let escape = UInt128(UInt64.max) << 64

    init() {}

    func write(to file: inout StoredFileWriter) {
        file.write(values)
        file.write(each: texts) { $0.write($1) }
    }

    init(from file: inout StoredFileReader) throws(StoredFileProblem) {
        values = try file.array()
        texts = try file.each { file throws(StoredFileProblem) in try file.text() }
        guard values.allSatisfy({ $0 < Self.escape || $0 - Self.escape <= texts.count }) else {
            throw .damaged("the IDs of events")
        }
    }

    /// Whether a value is a UUID's own: then it is ordered as its text is.
    @inline(__always)
    static func isPlain(_ value: UInt128) -> Bool { value < escape }

    /// The IDs of shards, one behind the other: blocks of values, and the texts that they refer to.
    init(_ shards: [(blocks: [[UInt128]], texts: [String])], count: Int) {
        values = Array(roomInHugePages: count)
        for shard in shards {
            let shift = UInt128(texts.count)
            texts += shard.texts
            for block in shard.blocks {
                if shift == 0 {
                    values.append(contentsOf: block)
                } else {
                    values.append(contentsOf: block.lazy.map { $0 > Self.escape ? $0 + shift : $0 })
                }
            }
        }
    }

    var count: Int { values.count }

    /// The value of an ID as recorded; what is no UUID is added to `texts`.
    @inline(__always)
    static func value(of bytes: Span<UInt8>, texts: inout [String]) -> UInt128 {
        if let value = pack(bytes) { return value }
        guard !bytes.isEmpty else { return escape }
        texts.append(String(utf8: bytes))
        return escape | UInt128(texts.count)
    }

    /// Gives a row another ID.
    mutating func replace(_ row: Int, with bytes: Span<UInt8>) {
        values[row] = Self.value(of: bytes, texts: &texts)
    }

    /// The ID of a row; nil where it is missing.
    public subscript(row: Int) -> String? {
        let value = values[row]
        guard value >= Self.escape else { return Self.unpack(value) }
        let index = Int(truncatingIfNeeded: value & UInt128(UInt64.max))
        return index == 0 ? nil : texts[index - 1]
    }

    /// The rows whose ID is the text: one pass over the column.
    public func rows(of text: String) -> [Int] {
        var text = text
        if let value = text.withUTF8({ unsafe Self.pack($0.span) }) {
            return values.indices.filter { values[$0] == value }
        }
        return values.indices.filter { values[$0] > Self.escape && self[$0] == text }
    }

    /// An ID that is missing, or holds no hexadecimal digit but 0, tells no record from another.
    @inline(__always)
    public func isIdentity(_ row: Int) -> Bool {
        let value = values[row]
        return value < Self.escape ? value != 0 : isTextIdentity(row)
    }

    private func isTextIdentity(_ row: Int) -> Bool {
        guard let text = self[row] else { return false }
        return text.utf8.contains { byte in
            (UInt8(ascii: "1")...UInt8(ascii: "9")).contains(byte)
                || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(byte | 0x20)
        }
    }

    func reordered(_ order: [UInt32]) -> EventIDColumn {
        var column = EventIDColumn()
        column.values = Array(inHugePages: order.count) { values[Int(order[$0])] }
        column.texts = texts
        return column
    }

    /// Text order of two rows' IDs; a missing one comes first.
    func precedes(_ left: Int, _ right: Int) -> Bool {
        if values[left] < Self.escape, values[right] < Self.escape { return values[left] < values[right] }
        return (self[left] ?? "").utf8.lexicographicallyPrecedes((self[right] ?? "").utf8)
    }

    /// The same for equal IDs.
    @inline(__always)
    func hashValue(of row: Int) -> UInt64 {
        let value = values[row]
        return value < Self.escape ? UInt64(truncatingIfNeeded: value ^ value >> 64) : textHash(of: row)
    }

    private func textHash(of row: Int) -> UInt64 {
        UInt64(bitPattern: Int64((self[row] ?? "").hashValue))
    }

    /// What two rows share only if their IDs are the same.
    struct Key: Hashable {
        fileprivate var value: UInt128
        fileprivate var text: String?
    }

    func key(of row: Int) -> Key {
        let value = values[row]
        return value < Self.escape ? Key(value: value) : Key(value: Self.escape, text: self[row])
    }

    func isEqual(_ left: Int, _ right: Int) -> Bool {
        values[left] == values[right]
            || (values[left] > Self.escape && values[right] > Self.escape && self[left] == self[right])
    }

    /// 36 characters in groups of 8-4-4-4-12 lower-case hexadecimal digits; nil for any other text.
    @inline(__always)
    private static func pack(_ bytes: Span<UInt8>) -> UInt128? {
        guard bytes.count == 36, bytes[8] == UInt8(ascii: "-"), bytes[13] == UInt8(ascii: "-"),
            bytes[18] == UInt8(ascii: "-"), bytes[23] == UInt8(ascii: "-")
        else { return nil }
        let raw = unsafe bytes.bytes
        func word(_ offset: Int) -> UInt64 { unsafe raw.unsafeLoadUnaligned(fromByteOffset: offset, as: UInt64.self) }
        // The groups of four stand in pairs around a dash: the dash of a word is replaced by what is behind it.
        let first = HexDigits(word(0))
        let second = HexDigits(word(9) & 0xFFFF_FFFF | word(14) << 32)
        let third = HexDigits(word(19) & 0xFFFF_FFFF | word(24) << 32)
        let fourth = HexDigits(word(28))
        guard first.areSound, second.areSound, third.areSound, fourth.areSound else { return nil }
        let high = UInt64(first.value) << 32 | UInt64(second.value)
        let low = UInt64(third.value) << 32 | UInt64(fourth.value)
        return high == .max ? nil : UInt128(high) << 64 | UInt128(low)
    }

    private static func unpack(_ value: UInt128) -> String {
        var text: [UInt8] = []
        text.reserveCapacity(36)
        for digit in 0..<32 {
            if digit == 8 || digit == 12 || digit == 16 || digit == 20 { text.append(UInt8(ascii: "-")) }
            let nibble = UInt8(truncatingIfNeeded: value >> UInt128(124 - 4 * digit)) & 15
            text.append(nibble < 10 ? UInt8(ascii: "0") + nibble : UInt8(ascii: "a") + nibble - 10)
        }
        return String(decoding: text, as: UTF8.self)
    }
}
