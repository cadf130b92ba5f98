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

    /// Gathers `codes[order[row]]` for each row.
    ///
    /// - Parameter codeCount: a number above all codes.
    init(gathering codes: [UInt32], in order: [UInt32], codeCount: Int) {
        self.codeCount = codeCount
        if codeCount <= 1 << 8 {
            storage = .narrow(order.map { UInt8(truncatingIfNeeded: codes[Int($0)]) })
        } else if codeCount <= 1 << 16 {
            storage = .medium(order.map { UInt16(truncatingIfNeeded: codes[Int($0)]) })
        } else {
            storage = .wide(order.map { codes[Int($0)] })
        }
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
