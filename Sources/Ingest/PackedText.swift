internal import CLZ4

/// A text in memory, compressed with LZ4 block by block, so that a part of a long one is had without the rest.
struct PackedText: Sendable {
    /// Bytes of text in each block but the last, which holds what remains.
    static let blockSize = 256 << 10

    private let blocks: [[UInt8]]
    /// What each block holds.
    private let signatures: [GramSignature]
    /// The size of the text, in bytes.
    let count: Int

    /// Bytes held in memory, apart from a few for each block.
    var byteCount: Int {
        blocks.reduce(0) { $0 + $1.count } + signatures.reduce(0) { $0 + $1.byteCount }
    }

    var blockCount: Int { blocks.count }

    /// Nil where the library refuses.
    init?(_ text: Span<UInt8>) {
        var blocks: [[UInt8]] = []
        var signatures: [GramSignature] = []
        for start in stride(from: 0, to: text.count, by: Self.blockSize) {
            let range = start..<min(start + Self.blockSize, text.count)
            guard let packed = Self.packed(text.extracting(range)) else { return nil }
            blocks.append(packed)
            signatures.append(GramSignature(of: text, in: range))
        }
        self.blocks = blocks
        self.signatures = signatures
        count = text.count
    }

    private static func packed(_ block: Span<UInt8>) -> [UInt8]? {
        let bound = Int(LZ4_compressBound(Int32(block.count)))
        let packed = unsafe withUnsafeTemporaryAllocation(of: CChar.self, capacity: bound) { output in
            let length = unsafe block.withUnsafeBytes { input in
                unsafe LZ4_compress_default(
                    input.baseAddress?.assumingMemoryBound(to: CChar.self), output.baseAddress, Int32(input.count),
                    Int32(bound))
            }
            return unsafe output.prefix(Int(max(0, length))).map { UInt8(bitPattern: $0) }
        }
        return packed.isEmpty ? nil : packed
    }

    /// Fills `buffer` with the text of some blocks, of all by default; false without memory.
    func unpack(_ range: Range<Int>? = nil, into buffer: PaddedBuffer) -> Bool {
        let range = range ?? blocks.indices
        let end = min(range.upperBound * Self.blockSize, count)
        let expected = end - min(range.lowerBound * Self.blockSize, end)
        buffer.removeAll()
        guard buffer.reserve(expected) else { return false }
        for block in blocks[range] {
            unsafe buffer.append { room in
                unsafe block.withUnsafeBytes { input in
                    Int(
                        unsafe LZ4_decompress_safe(
                            input.baseAddress?.assumingMemoryBound(to: CChar.self),
                            room.baseAddress?.assumingMemoryBound(to: CChar.self), Int32(input.count),
                            Int32(min(room.count, Self.blockSize))))
                }
            }
        }
        return buffer.count == expected
    }
}

extension PackedText {
    /// Whether the text may hold one of several things, told without unpacking it. An escape anywhere may
    /// spell any.
    ///
    /// - Parameter beyondASCII: whether characters beyond ASCII may stand for those of a probe.
    func mayHold(anyOf probes: [GramProbe], beyondASCII: Bool) -> Bool {
        signatures.indices.contains { number in
            let part = signatures[number]
            if part.holdsEscapes || (beyondASCII && part.isBeyondASCII) { return true }
            let next = number + 1 < signatures.count ? signatures[number + 1] : nil
            return probes.contains { $0.mayStand(in: part, orIn: next) }
        }
    }

    /// The record that begins at an offset of the text. Of long JSON only the blocks around it are unpacked.
    func slice(at offset: Int) -> RecordSlice? {
        let buffer = PaddedBuffer()
        guard unpack(blockCount > 1 ? 0..<1 : nil, into: buffer) else { return nil }
        guard blockCount > 1 else { return buffer.withBytes { RecordSlice(in: $0, at: offset) } }
        guard case .json = buffer.withBytes({ TextKind($0) }) else {
            // A table's rows are read with the names in its first one.
            guard unpack(into: buffer) else { return nil }
            return buffer.withBytes { RecordSlice(in: $0, at: offset) }
        }
        let first = offset / Self.blockSize
        var end = first + 1
        while first < blockCount {
            end = min(end, blockCount)
            guard unpack(first..<end, into: buffer) else { return nil }
            let slice = buffer.withBytes { RecordSlice(inJSON: $0, at: offset - first * Self.blockSize) }
            if slice != nil || end == blockCount { return slice }
            end = first + (end - first) * 4
        }
        return nil
    }
}
