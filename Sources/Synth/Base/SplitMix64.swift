/// A small seeded generator: the same seed gives the same numbers on every machine.
///
/// The mixing function is SplitMix64 (Steele, Lea, Flood, 2014). The standard library's `shuffle` and `random(in:)` are
/// not used on it, because their algorithms may change from one release to the next; nothing here uses floating point.
struct SplitMix64: Sendable {
    private var state: UInt64

    /// A stream of its own for every name and index, so that one part of a scenario can grow without moving another.
    init(seed: UInt64, stream: StaticString, _ index: Int = 0) {
        // FNV-1a over the name: a fixed hash, unlike the standard library's.
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for byte in stream.description.utf8 { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01b3 }
        state = seed
        state = next() ^ hash
        state = next() ^ UInt64(truncatingIfNeeded: index)
    }

    mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
        return mixed ^ (mixed >> 31)
    }

    /// A number in `0..<bound`. Its bias is below 2^-40 for every bound used here.
    mutating func below(_ bound: Int) -> Int {
        Int(truncatingIfNeeded: next().multipliedFullWidth(by: UInt64(bound)).high)
    }

    mutating func within(_ range: ClosedRange<Int>) -> Int {
        range.lowerBound + below(range.count)
    }

    /// True once in `count` times on average.
    mutating func oneIn(_ count: Int) -> Bool {
        below(count) == 0
    }

    mutating func pick<Element>(_ elements: [Element]) -> Element {
        elements[below(elements.count)]
    }

    /// An element that is likelier the nearer it stands to the front: the smaller of two draws.
    mutating func pickPopular<Element>(_ elements: [Element]) -> Element {
        elements[min(below(elements.count), below(elements.count))]
    }

    mutating func shuffled<Element>(_ elements: [Element]) -> [Element] {
        var elements = elements
        for index in stride(from: elements.count - 1, to: 0, by: -1) {
            elements.swapAt(index, below(index + 1))
        }
        return elements
    }
}

// MARK: Identifiers

extension SplitMix64 {
    private static let hexDigits = Array("0123456789abcdef".utf8)
    private static let capitalDigits = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".utf8)
    private static let letterDigits = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789".utf8)

    private mutating func text(_ count: Int, of digits: [UInt8]) -> String {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(count)
        for _ in 0..<count { bytes.append(digits[below(digits.count)]) }
        return String(decoding: bytes, as: UTF8.self)
    }

    mutating func hex(_ count: Int) -> String { text(count, of: Self.hexDigits) }
    mutating func capitals(_ count: Int) -> String { text(count, of: Self.capitalDigits) }
    mutating func letters(_ count: Int) -> String { text(count, of: Self.letterDigits) }

    /// A version 4 UUID in lower case.
    mutating func uuid() -> String {
        var high = next()
        var low = next()
        high = high & 0xffff_ffff_ffff_0fff | 0x4000
        low = low & 0x3fff_ffff_ffff_ffff | 0x8000_0000_0000_0000
        var bytes: [UInt8] = []
        bytes.reserveCapacity(36)
        for position in 0..<32 {
            if position == 8 || position == 12 || position == 16 || position == 20 { bytes.append(UInt8(ascii: "-")) }
            let word = position < 16 ? high : low
            bytes.append(Self.hexDigits[Int(truncatingIfNeeded: word >> UInt64(60 - position % 16 * 4)) & 15])
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// An access key ID that nobody can take for a real one: prefix, nine characters, `EXAMPLE`.
    mutating func longLivedKey() -> String { "AKIA" + capitals(9) + "EXAMPLE" }
    mutating func temporaryKey() -> String { "ASIA" + capitals(9) + "EXAMPLE" }
    /// A unique ID of an IAM user (`AIDA`), role (`AROA`) or the like.
    mutating func principalID(_ prefix: String) -> String { prefix + capitals(10) + "EXAMPLE" }
    /// A resource ID of EC2, for example `i-0` with 16 more digits.
    mutating func resourceID(_ prefix: String) -> String { prefix + "-0" + hex(16) }
}
