internal import CloudTrail

/// Values of blocks of addresses, found by an address that is in them.
///
/// Blocks in CIDR notation are either apart or one in the other. Sorted by their first address, the wider first, the
/// last block that begins at or before an address is the narrowest one around it, or lies within it or beside it: so
/// a binary search and a walk over the enclosing blocks find all that contain the address.
struct AddressTable<Value: Sendable>: Sendable {
    private var v4: Blocks
    private var v6: Blocks

    /// O(n log n). Values of the same block keep their order.
    init(_ entries: [(block: AddressBlock, value: Value)]) {
        v4 = Blocks(entries.filter { $0.block.base.family == .v4 })
        v6 = Blocks(entries.filter { $0.block.base.family == .v6 })
    }

    /// The values of the blocks that contain an address, the narrowest block first. O(log n) and one step for each block
    /// around or just before it.
    func values(containing address: IPAddress) -> [Value] {
        switch address.family {
        case .v4: v4.values(containing: address)
        case .v6: v6.values(containing: address)
        }
    }

    /// The blocks of one family.
    private struct Blocks: Sendable {
        private var bases: [UInt128] = []
        private var prefixLengths: [UInt8] = []
        /// The narrowest block around each; -1 for none.
        private var parents: [Int32] = []
        /// Where each block's values begin; one more, where the last one's end.
        private var starts: [Int32] = [0]
        private var values: [Value] = []

        init(_ entries: [(block: AddressBlock, value: Value)]) {
            let order = entries.indices.sorted { left, right in
                let (a, b) = (entries[left].block, entries[right].block)
                return (a.base.bits, a.prefixLength, left) < (b.base.bits, b.prefixLength, right)
            }
            values.reserveCapacity(entries.count)
            var open: [Int32] = []
            for index in order {
                let block = entries[index].block
                if bases.last != block.base.bits || prefixLengths.last != UInt8(block.prefixLength) {
                    while let last = open.last, !contains(Int(last), block.base) { open.removeLast() }
                    parents.append(open.last ?? -1)
                    open.append(Int32(bases.count))
                    bases.append(block.base.bits)
                    prefixLengths.append(UInt8(block.prefixLength))
                    starts.append(starts[starts.count - 1])
                }
                values.append(entries[index].value)
                starts[starts.count - 1] += 1
            }
        }

        func values(containing address: IPAddress) -> [Value] {
            var found: [Value] = []
            var block = lastBlock(from: address.bits)
            while block >= 0 {
                if contains(block, address) { found += values[Int(starts[block])..<Int(starts[block + 1])] }
                block = Int(parents[block])
            }
            return found
        }

        /// The last block that begins at or before an address; -1 for none.
        private func lastBlock(from bits: UInt128) -> Int {
            var low = 0
            var high = bases.count
            while low < high {
                let middle = (low + high) / 2
                if bases[middle] <= bits { low = middle + 1 } else { high = middle }
            }
            return low - 1
        }

        private func contains(_ block: Int, _ address: IPAddress) -> Bool {
            let width = address.family == .v4 ? 32 : 128
            let length = Int(prefixLengths[block])
            return length == 0 || (bases[block] ^ address.bits) >> UInt128(width - length) == 0
        }
    }
}
