/// 96 bits that stand for a text, or for several of them: where they are equal, so are the texts.
///
/// That is not certain, but as good as. The hash is NH of UMAC (RFC 4418, section 5.2.2; Black, Halevi, Krawczyk,
/// Krovetz and Rogaway, "UMAC: Fast and Secure Message Authentication", 1999) with words of 64 bits, mixed once more:
/// whatever two texts are, they share it with a probability of about 2^-64 over the keys. These are drawn anew for each
/// load and never shown, so that nobody can choose texts that do. To compare the texts themselves would be a wait for
/// memory each time.
public struct WideHash: Equatable, Sendable, BitwiseCopyable {
    var tail: UInt64
    /// Which slot of a table it belongs in, by its highest bits.
    var lead: UInt32

    /// Of no text at all.
    public static let none = WideHash(tail: 0, lead: 0)
}

/// The secret behind the hashes of a load.
public struct WideHasher: Sendable {
    private let keys: [UInt64]

    /// Products that are summed up before they are folded into one: 1 KiB of text, several times what callers take.
    private static let blockLength = 64
    /// Keys behind those of a block: four to fold and to mix with, and one for the length of each text.
    private static let mixingKey = 2 * blockLength
    private static let lengthKey = mixingKey + 4
    private static let mostTexts = IdentityMembers.ambiguity + 2

    /// - Parameter seed: not known to who writes the logs. The same for tables that are to be merged.
    init(seed: UInt64) {
        // SplitMix64 (Steele, Lea and Flood, 2014) makes as many keys of it as are needed.
        var state = seed
        keys = (0..<Self.lengthKey + Self.mostTexts).map { _ in
            state &+= 0x9E37_79B9_7F4A_7C15
            var word = state
            word = (word ^ word >> 30) &* 0xBF58_476D_1CE4_E5B9
            word = (word ^ word >> 27) &* 0x94D0_49BB_1331_11EB
            return word ^ word >> 31
        }
    }

    func write(to file: inout StoredFileWriter) { file.write(keys.map { Int(bitPattern: UInt($0)) }) }

    init(from file: inout StoredFileReader) throws(StoredFileProblem) {
        let words: [Int] = try file.array()
        guard words.count == Self.lengthKey + Self.mostTexts else { throw .damaged("the keys of hashes") }
        keys = words.map { UInt64(UInt(bitPattern: $0)) }
    }

    /// The hash of a text; `none` where it is empty.
    ///
    /// - Complexity: a product for each 16 bytes.
    public func hash(_ text: Span<UInt8>) -> WideHash {
        guard text.count > 0 else { return .none }
        return unsafe keys.withUnsafeBufferPointer { keys in
            unsafe text.withUnsafeBytes { text in
                var sum = unsafe Sum(keys: keys)
                unsafe sum.add(text, number: 0)
                return unsafe sum.hash
            }
        }
    }

    /// The hash of an identity, or of an identity and something else; `none` where nothing of it is there.
    ///
    /// - Parameter other: a place in the same text.
    /// - Complexity: a product for each 16 bytes.
    public func hash(_ members: borrowing IdentityMembers, with other: Place = Place()) -> WideHash {
        let all = members.places
        let places = all.span
        return unsafe keys.withUnsafeBufferPointer { keys in
            unsafe members.text.withUnsafeBytes { text in
                var sum = unsafe Sum(keys: keys)
                for member in places.indices { unsafe sum.add(places[member], of: text, number: member) }
                unsafe sum.add(other, of: text, number: places.count)
                return unsafe sum.isEmpty ? .none : sum.hash
            }
        }
    }

    /// Texts added up by NH. Reads beyond the keys are impossible: pairs are counted, and begin anew after a block.
    @unsafe
    private struct Sum {
        private let keys: UnsafeBufferPointer<UInt64>
        private var low: UInt64 = 0
        private var high: UInt64 = 0
        private var pair = 0

        @inline(__always)
        init(keys: UnsafeBufferPointer<UInt64>) {
            unsafe self.keys = unsafe keys
        }

        @inline(__always)
        var isEmpty: Bool { unsafe pair == 0 && high == 0 }

        /// The sums have patterns in their lowest bits; this has none.
        @inline(__always)
        var hash: WideHash {
            let product = unsafe (low ^ keys[mixingKey]).multipliedFullWidth(by: high ^ keys[mixingKey &+ 1])
            let lead = UInt32(truncatingIfNeeded: (product.low ^ product.high) >> 32)
            let tail = unsafe low ^ (high &* (keys[mixingKey &+ 2] | 1)) ^ product.high
            return tail == 0 && lead == 0 ? WideHash(tail: 1, lead: 0) : WideHash(tail: tail, lead: lead)
        }

        /// Adds the text at a place, where there is one, or that there is a place without a text.
        @inline(__always)
        mutating func add(_ place: Place, of text: UnsafeRawBufferPointer, number: Int) {
            if place.isNowhere { return }
            guard !place.isEmpty else {
                unsafe high &+= keys[lengthKey &+ number]
                return
            }
            let range = place.range
            precondition(range.upperBound <= text.count, "a place lies in its text")
            unsafe add(UnsafeRawBufferPointer(rebasing: text[range]), number: number)
        }

        /// Adds a text that is not empty: sixteen bytes at a time, the last of them overlapping those before. Its length,
        /// and which text it is, are in a product of their own.
        @inline(__always)
        mutating func add(_ text: UnsafeRawBufferPointer, number: Int) {
            let count = text.count
            unsafe high &+= UInt64(truncatingIfNeeded: count &+ 1) &* keys[lengthKey &+ number]
            if count >= 16 {
                unsafe addWords(of: text, before: count &- 16)
                unsafe add(Self.word(text, count &- 16), Self.word(text, count &- 8))
            } else if count >= 8 {
                unsafe add(Self.word(text, 0), Self.word(text, count &- 8))
            } else if count >= 4 {
                unsafe add(Self.half(text, 0), Self.half(text, count &- 4))
            } else {
                let (first, middle, last) = unsafe (text[0], text[count / 2], text[count &- 1])
                unsafe add(UInt64(first) << 16 | UInt64(middle) << 8 | UInt64(last), 0)
            }
        }

        /// Adds sixteen bytes at a time, up to those that begin at an offset or behind it.
        @inline(__always)
        private mutating func addWords(of text: UnsafeRawBufferPointer, before end: Int) {
            var offset = 0
            while offset < end {
                if unsafe pair == WideHasher.blockLength { unsafe fold() }
                // No more than the block holds, so that this is asked once for all of them.
                let count = unsafe min((end &- offset &+ 15) >> 4, WideHasher.blockLength &- pair)
                for number in 0..<count {
                    let place = offset &+ number &* 16
                    unsafe add(Self.word(text, place), Self.word(text, place &+ 8), atPair: pair &+ number)
                }
                unsafe pair &+= count
                offset &+= count &* 16
            }
        }

        @inline(__always)
        private mutating func add(_ first: UInt64, _ second: UInt64) {
            if unsafe pair == WideHasher.blockLength { unsafe fold() }
            unsafe add(first, second, atPair: pair)
            unsafe pair &+= 1
        }

        @inline(__always)
        private mutating func add(_ first: UInt64, _ second: UInt64, atPair pair: Int) {
            let (left, right) = unsafe (first &+ keys[2 &* pair], second &+ keys[2 &* pair &+ 1])
            let product = left.multipliedFullWidth(by: right)
            let (sum, carry) = unsafe low.addingReportingOverflow(product.low)
            unsafe low = sum
            unsafe high &+= product.high &+ (carry ? 1 : 0)
        }

        /// Begins anew with the product of the halves, each hidden by a key of its own.
        private mutating func fold() {
            let (left, right) = unsafe (low &+ keys[mixingKey &+ 2], high &+ keys[mixingKey &+ 3])
            let product = left.multipliedFullWidth(by: right)
            unsafe low = product.low
            unsafe high = product.high
            unsafe pair = 0
        }

        @inline(__always)
        private static func word(_ text: UnsafeRawBufferPointer, _ offset: Int) -> UInt64 {
            unsafe text.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
        }

        @inline(__always)
        private static func half(_ text: UnsafeRawBufferPointer, _ offset: Int) -> UInt64 {
            UInt64(unsafe text.loadUnaligned(fromByteOffset: offset, as: UInt32.self))
        }
    }
}
