internal import CMemory

/// Codes by the hashes of what they stand for, by open addressing. What is looked up costs one line of memory.
struct CodeTable: Sendable {
    /// Nil until there is a code; a power of two in size, at most three quarters taken.
    private var storage: HugeStorage<Slot>?
    private(set) var count = 0
    /// How far a hash's lead is shifted to tell its slot.
    private var shift: UInt32 = 32

    /// Free where the code is 0, which is the code of nothing.
    private struct Slot: BitwiseCopyable {
        var tail: UInt64
        var lead: UInt32
        var code: UInt32

        var hash: WideHash { WideHash(tail: tail, lead: lead) }
    }

    /// Bytes held in memory.
    var byteCount: Int { (storage?.count ?? 0) * MemoryLayout<Slot>.stride }

    /// The code of a hash; 0 where there is none.
    @inline(__always)
    func code(of hash: WideHash) -> UInt32 {
        guard let storage else { return 0 }
        let slots = unsafe storage.elements
        let mask = slots.count &- 1
        var number = Int(hash.lead >> shift)
        while true {
            let slot = unsafe slots[number]
            if slot.code == 0 || slot.tail == hash.tail && slot.lead == hash.lead { return slot.code }
            number = (number &+ 1) & mask
        }
    }

    /// Adds a hash that is not in the table yet.
    mutating func insert(_ hash: WideHash, code: UInt32) {
        if count * 4 >= (storage?.count ?? 0) * 3 {
            grow()
        } else if !isKnownUniquelyReferenced(&storage) {
            storage = storage.map { $0.copied(count: $0.count) }
        }
        place(Slot(tail: hash.tail, lead: hash.lead, code: code))
        count += 1
    }

    private mutating func grow() {
        let old = storage
        let size = max(64, 2 * (old?.count ?? 0))
        storage = HugeStorage(count: size)
        shift = 32 - UInt32(size.trailingZeroBitCount)
        guard let old else { return }
        for number in 0..<old.count {
            let slot = unsafe old.elements[number]
            if slot.code != 0 { place(slot) }
        }
    }

    private func place(_ slot: Slot) {
        guard let storage else { return }
        let slots = unsafe storage.elements
        let mask = slots.count &- 1
        var number = Int(slot.lead >> shift)
        while unsafe slots[number].code != 0 { number = (number &+ 1) & mask }
        unsafe slots[number] = slot
    }

    /// Has what will be looked at for these hashes brought near the processor.
    func fetch(_ hashes: ArraySlice<WideHash>) {
        guard let storage, let base = unsafe storage.elements.baseAddress else { return }
        for hash in hashes { unsafe huckleberry_prefetch(base + Int(hash.lead >> shift)) }
    }

    /// The hashes of all codes, by code; `none` for 0 and for codes that are not in the table.
    func hashes(codeCount: Int) -> [WideHash] {
        var hashes = [WideHash](repeating: .none, count: codeCount)
        forEachSlot { number, slot in hashes[Int(slot.code)] = slot.hash }
        return hashes
    }

    /// The codes alone, each in the slot in which it is found.
    var codes: [UInt32] {
        var codes = [UInt32](repeating: 0, count: storage?.count ?? 0)
        forEachSlot { number, slot in codes[number] = slot.code }
        return codes
    }

    private func forEachSlot(_ body: (Int, Slot) -> Void) {
        guard let storage else { return }
        for number in 0..<storage.count {
            let slot = unsafe storage.elements[number]
            if slot.code != 0 { body(number, slot) }
        }
    }

    // MARK: Merging

    /// The codes that the members of another table have here, by their codes there, in whose order new ones are given
    /// out: they do not depend on the hashes, which differ from load to load.
    ///
    /// - Parameters:
    ///   - next: the first code that is free here.
    ///   - isLast: whether nothing will be looked up here any more; new codes are not noted then.
    mutating func merge(_ hashes: [WideHash], next: UInt32, isLast: Bool) -> [UInt32] {
        var map: [UInt32] = []
        map.reserveCapacity(hashes.count)
        var free = next
        for start in stride(from: 0, to: hashes.count, by: Self.batchLength) {
            let batch = hashes[start..<min(start + Self.batchLength, hashes.count)]
            fetch(batch)
            for hash in batch {
                let known = hash == .none ? 0 : code(of: hash)
                if known != 0 || hash == .none {
                    map.append(known)
                } else {
                    map.append(free)
                    free += 1
                }
            }
        }
        if !isLast {
            for (code, hash) in zip(map, hashes) where code >= next && hash != .none { insert(hash, code: code) }
        }
        return map
    }

    /// Hashes that are fetched before they are looked up.
    private static let batchLength = 32
}
