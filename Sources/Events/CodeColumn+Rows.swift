// Passes over a whole column, 64 rows at a time.
extension CodeColumn {
    /// The rows whose code is accepted, in one pass over the column.
    ///
    /// - Parameters:
    ///   - accepted: a flag for each code; `codeCount` of them.
    ///   - crew: those who share a long pass.
    public func rows(accepting accepted: [Bool], crew: Crew = Crew(threads: 1)) -> RowSet {
        precondition(accepted.count >= codeCount, "a flag for each code")
        guard accepted.contains(true) else { return .none(of: count) }
        let pattern = BitPattern(of: accepted)
        return switch storage {
        case .narrow(let codes): Self.rows(codes, pattern, accepted, crew)
        case .medium(let codes): Self.rows(codes, pattern, accepted, crew)
        case .wide(let codes): Self.rows(codes, pattern, accepted, crew)
        }
    }

    private static func rows<Code: FixedWidthInteger & UnsignedInteger & BitwiseCopyable & Sendable>(
        _ codes: [Code], _ pattern: BitPattern?, _ accepted: [Bool], _ crew: Crew
    ) -> RowSet {
        if let pattern {
            return RowSet(universe: codes.count, crew: crew) { words(of: codes.span, like: pattern, in: $0) }
        }
        let table = flags(accepted, of: Code.self)
        return RowSet(universe: codes.count, crew: crew) { words(of: codes.span, table.span, in: $0) }
    }

    /// A flag for each code. Where integers can hold few codes there is one for each: then none can lie outside.
    private static func flags<Code: FixedWidthInteger>(_ accepted: [Bool], of type: Code.Type) -> [UInt8] {
        let flags = accepted.map { UInt8($0 ? 1 : 0) }
        guard Code.bitWidth <= 16 else { return flags }
        return flags + repeatElement(0, count: max(0, 1 << Code.bitWidth - flags.count))
    }

    /// Some words of the set of the rows whose codes are flagged.
    private static func words<Code: FixedWidthInteger & UnsignedInteger & BitwiseCopyable>(
        of codes: Span<Code>, _ flags: Span<UInt8>, in range: Range<Int>
    ) -> [UInt64] {
        range.map { word in
            let start = word &* 64
            var bits: UInt64 = 0
            guard start &+ 64 <= codes.count else {
                for row in start..<codes.count { bits |= UInt64(flags[Int(codes[row])]) << UInt64(row - start) }
                return bits
            }
            for eighth in 0..<8 {
                // A byte's worth at a time, so that the shifts are constants.
                var byte: UInt64 = 0
                for bit in 0..<8 {
                    let code = Int(unsafe codes[unchecked: start &+ eighth &* 8 &+ bit])
                    let flag = unsafe Code.bitWidth <= 16 ? flags[unchecked: code] : flags[code]
                    byte |= UInt64(flag) &<< UInt64(bit)
                }
                bits |= byte &<< UInt64(eighth &* 8)
            }
            return bits
        }
    }

    /// The same of the rows whose codes are like a pattern: as many are compared at once as fit into eight bytes.
    private static func words<Code: FixedWidthInteger & UnsignedInteger & BitwiseCopyable>(
        of codes: Span<Code>, like pattern: BitPattern, in range: Range<Int>
    ) -> [UInt64] {
        let bytes = unsafe codes.bytes
        let lanes = EqualLanes<Code>(pattern)
        return range.map { word in
            let start = word &* 64
            var bits: UInt64 = 0
            guard start &+ 64 <= codes.count else {
                for row in start..<codes.count where pattern.matches(UInt32(codes[row])) {
                    bits |= 1 << UInt64(row - start)
                }
                return bits
            }
            for row in stride(from: 0, to: 64, by: EqualLanes<Code>.count) {
                let offset = (start &+ row) &* MemoryLayout<Code>.size
                let eight = unsafe bytes.unsafeLoadUnaligned(fromUncheckedByteOffset: offset, as: UInt64.self)
                bits |= lanes.bits(UInt64(littleEndian: eight)) &<< UInt64(row)
            }
            return bits
        }
    }
}

/// Codes that have some bits in common, and no other codes: one code alone, or those flags that say one thing.
private struct BitPattern: Sendable {
    /// The bits that count.
    let mask: UInt32
    let bits: UInt32

    /// Nil where the codes are no such set.
    init?(of accepted: [Bool]) {
        var all = UInt32.max
        var any: UInt32 = 0
        var count = 0
        for code in accepted.indices where accepted[code] {
            all &= UInt32(code)
            any |= UInt32(code)
            count += 1
        }
        let mask = all | ~any
        guard count == 1 << (32 - mask.nonzeroBitCount) else { return nil }
        self.mask = mask
        bits = all
    }

    func matches(_ code: UInt32) -> Bool { code & mask == bits }
}

/// Compares the integers that lie in eight bytes with a pattern: exact, and without a branch.
private struct EqualLanes<Code: FixedWidthInteger & UnsignedInteger> {
    static var count: Int { 64 / Code.bitWidth }

    private let wanted: UInt64
    private let mask: UInt64
    /// The highest bit of each lane.
    private let high: UInt64
    /// Moves the lowest bits of all lanes side by side, to the top.
    private let gather: UInt64

    init(_ pattern: BitPattern) {
        let low = (0..<Self.count).reduce(UInt64(0)) { $0 | 1 << UInt64($1 * Code.bitWidth) }
        wanted = low &* UInt64(Code(truncatingIfNeeded: pattern.bits))
        mask = low &* UInt64(Code(truncatingIfNeeded: pattern.mask))
        high = low << UInt64(Code.bitWidth - 1)
        // Lane i, at bit i × width, goes to bit 64 - count + i.
        gather = (0..<Self.count).reduce(UInt64(0)) { sum, lane in
            sum | 1 << UInt64(64 - Self.count + lane - lane * Code.bitWidth)
        }
    }

    /// A bit for each lane, the first lowest.
    @inline(__always)
    func bits(_ lanes: UInt64) -> UInt64 {
        let difference = (lanes ^ wanted) & mask
        // The high bit of a lane is set where any of its bits is.
        let different = ((difference & ~high) &+ ~high) | difference
        let equal = ~different & high
        return ((equal &>> UInt64(Code.bitWidth - 1)) &* gather) &>> UInt64(64 - Self.count)
    }
}
