/// One code for each row, in the narrowest integers that hold the largest code.
public struct CodeColumn: Sendable {
    @usableFromInline
    enum Storage: Sendable {
        case narrow([UInt8])
        case medium([UInt16])
        case wide([UInt32])
    }

    @usableFromInline let storage: Storage
    /// Codes are below this number.
    public let codeCount: Int

    /// Gathers `codes[order[row]]` for each row, where `codes` are those of blocks, one behind the other.
    ///
    /// - Parameters:
    ///   - blocks: each with what translates its codes; nil where they stay.
    ///   - count: the codes of all blocks.
    ///   - codeCount: a number above all codes.
    init(gathering blocks: [(CodeColumn, map: [UInt32]?)], count: Int, in order: [UInt32], codeCount: Int) {
        self.codeCount = codeCount
        // Joined as narrow as they will be: the less lies there, the nearer it is to the processor.
        if codeCount <= 1 << 8 {
            storage = .narrow(Self.gathered(blocks, count, order))
        } else if codeCount <= 1 << 16 {
            storage = .medium(Self.gathered(blocks, count, order))
        } else {
            storage = .wide(Self.gathered(blocks, count, order))
        }
    }

    private static func gathered<Code: FixedWidthInteger & BitwiseCopyable>(
        _ blocks: [(CodeColumn, map: [UInt32]?)], _ count: Int, _ order: [UInt32]
    ) -> [Code] {
        var joined = [Code](roomInHugePages: count)
        for (block, map) in blocks { block.append(to: &joined, through: map) }
        return Array(inHugePages: order.count) { joined[Int(order[$0])] }
    }

    func write(to file: inout StoredFileWriter) {
        file.write(codeCount)
        switch storage {
        case .narrow(let codes): file.write(codes)
        case .medium(let codes): file.write(codes)
        case .wide(let codes): file.write(codes)
        }
    }

    init(from file: inout StoredFileReader, count: Int) throws(StoredFileProblem) {
        codeCount = try file.count()
        let isSound: Bool
        switch file.nextStored {
        case .bytes(let codes): (storage, isSound) = (.narrow(codes), codes.areBelow(codeCount))
        case .halfWords(let codes): (storage, isSound) = (.medium(codes), codes.areBelow(codeCount))
        case .words(let codes): (storage, isSound) = (.wide(codes), codes.areBelow(codeCount))
        default: throw .damaged("a column")
        }
        file.skipArray()
        guard isSound, self.count == count else { throw .damaged("a column") }
    }

    /// The number of rows.
    public var count: Int {
        switch storage {
        case .narrow(let codes): codes.count
        case .medium(let codes): codes.count
        case .wide(let codes): codes.count
        }
    }

    /// Bytes held in memory.
    public var byteCount: Int {
        switch storage {
        case .narrow(let codes): codes.count
        case .medium(let codes): codes.count * 2
        case .wide(let codes): codes.count * 4
        }
    }

    @inlinable
    public subscript(row: Int) -> UInt32 {
        switch storage {
        case .narrow(let codes): UInt32(codes[row])
        case .medium(let codes): UInt32(codes[row])
        case .wide(let codes): codes[row]
        }
    }

    /// Calls `body` with row and code of each row of a set, in time order.
    public func forEach(in rows: RowSet, _ body: (Int, UInt32) -> Void) {
        switch storage {
        case .narrow(let codes): rows.forEach { body($0, UInt32(codes[$0])) }
        case .medium(let codes): rows.forEach { body($0, UInt32(codes[$0])) }
        case .wide(let codes): rows.forEach { body($0, codes[$0]) }
        }
    }
}
