/// A canonical Huffman code, known by the lengths of its symbols' codes (RFC 1951, section 3.2.2).
struct HuffmanCode {
    /// The longest code that deflate allows, in bits.
    static let longest = 15

    /// How many symbols have a code of each length.
    private var counts = [Int](repeating: 0, count: HuffmanCode.longest + 1)
    /// The symbols by the length of their code, then by number.
    private var symbols: [Int] = []

    /// The code of these lengths, 0 for a symbol that does not occur; nil when more codes are asked for than exist.
    /// Codes that leave bit patterns unused are accepted: deflate allows a single distance, and what is corrupt shows
    /// itself when such a pattern comes.
    init?(_ lengths: [UInt8]) {
        self.init(complete: lengths)
        var free = 1
        for length in 1...Self.longest {
            free = free * 2 - counts[length]
            guard free >= 0 else { return nil }
        }
    }

    /// The code of lengths that are known to be sound.
    init(complete lengths: [UInt8]) {
        for length in lengths where length > 0 { counts[Int(length)] += 1 }
        for length in 1...Self.longest {
            for (symbol, its) in lengths.enumerated() where Int(its) == length { symbols.append(symbol) }
        }
    }

    /// How far the bits of a code have been read.
    struct Search {
        fileprivate var code = 0
        fileprivate var first = 0
        fileprivate var index = 0
    }

    /// The symbol whose code ends with this bit, nil when the code goes on. Codes of one length are consecutive numbers,
    /// so comparing with the first of them is enough.
    func symbol(_ search: inout Search, next bit: Int, length: Int) -> Int? {
        search.code |= bit
        let count = counts[length]
        if search.code - search.first < count { return symbols[search.index + search.code - search.first] }
        search.index += count
        search.first = (search.first + count) << 1
        search.code <<= 1
        return nil
    }
}
