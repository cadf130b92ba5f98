/// Decompresses deflate data bit by bit (RFC 1951), as far as it goes.
///
/// libdeflate is many times faster, but of data that is cut off or corrupt it returns nothing; this one leaves whatever
/// came out in the buffer and says where it stopped. It also serves to look at the first bytes of large data.
struct Inflate: ~Escapable {
    private let input: Span<UInt8>
    /// The byte that comes next.
    private(set) var position: Int
    private var bits: UInt32 = 0
    private var bitCount = 0
    private let outputLimit: Int

    /// Why decompression stopped.
    enum Stop: Error {
        /// The input ends.
        case cutOff
        /// The input breaks the format.
        case corrupt
        /// The output has reached its limit.
        case limit
        /// There is no memory for the output.
        case noMemory
    }

    /// - Parameters:
    ///   - input: deflate data from `position` on.
    ///   - outputLimit: the size at which the output ends, what it held before included.
    @_lifetime(copy input)
    init(_ input: Span<UInt8>, at position: Int, outputLimit: Int) {
        self.input = input
        self.position = position
        self.outputLimit = outputLimit
    }

    /// Appends the decompressed data to `output`; afterwards `position` is behind the last byte used. Distances reach
    /// back no further than to where the output began.
    mutating func run(into output: PaddedBuffer) throws(Stop) {
        let start = output.count
        var isLast = false
        while !isLast {
            isLast = try take(1) == 1
            switch try take(2) {
            case 0: try stored(output)
            case 1: try compressed(output, start, Self.fixedLiterals, Self.fixedDistances)
            case 2:
                let (literals, distances) = try tables()
                try compressed(output, start, literals, distances)
            default: throw .corrupt
            }
        }
    }

    private mutating func take(_ count: Int) throws(Stop) -> Int {
        while bitCount < count {
            guard position < input.count else { throw .cutOff }
            bits |= UInt32(input[position]) << UInt32(bitCount)
            position += 1
            bitCount += 8
        }
        let value = bits & ((1 << UInt32(count)) - 1)
        bits >>= UInt32(count)
        bitCount -= count
        return Int(value)
    }

    private func makeRoom(_ count: Int, in output: PaddedBuffer) throws(Stop) {
        guard output.count + count <= outputLimit else { throw .limit }
        guard output.room < count else { return }
        guard output.reserve(min(outputLimit, max(output.count * 2, output.count + count))) else { throw .noMemory }
    }

    private mutating func stored(_ output: PaddedBuffer) throws(Stop) {
        bits = 0
        bitCount = 0
        guard position + 4 <= input.count else {
            position = input.count
            throw .cutOff
        }
        let length = Int(input[position]) | Int(input[position + 1]) << 8
        let complement = Int(input[position + 2]) | Int(input[position + 3]) << 8
        guard length == ~complement & 0xFFFF else { throw .corrupt }
        position += 4
        for _ in 0..<length {
            guard position < input.count else { throw .cutOff }
            try makeRoom(1, in: output)
            output.append(input[position])
            position += 1
        }
    }

    private mutating func compressed(
        _ output: PaddedBuffer, _ start: Int, _ literals: HuffmanCode, _ distances: HuffmanCode
    ) throws(Stop) {
        while true {
            let symbol = try decode(literals)
            switch symbol {
            case 0..<256:
                try makeRoom(1, in: output)
                output.append(UInt8(symbol))
            case 256: return
            case 257...285:
                let length = Self.lengthBase[symbol - 257] + (try take(Self.lengthBits[symbol - 257]))
                let code = try decode(distances)
                guard code < Self.distanceBase.count else { throw .corrupt }
                let distance = Self.distanceBase[code] + (try take(Self.distanceBits[code]))
                guard distance <= output.count - start else { throw .corrupt }
                try makeRoom(length, in: output)
                output.appendCopy(distance: distance, length: length)
            default: throw .corrupt
            }
        }
    }

    private mutating func decode(_ code: HuffmanCode) throws(Stop) -> Int {
        var search = HuffmanCode.Search()
        for length in 1...HuffmanCode.longest {
            if let symbol = code.symbol(&search, next: try take(1), length: length) { return symbol }
        }
        throw .corrupt
    }

    /// The two codes that a block describes before its data.
    private mutating func tables() throws(Stop) -> (HuffmanCode, HuffmanCode) {
        let literalCount = try take(5) + 257
        let distanceCount = try take(5) + 1
        let lengthCount = try take(4) + 4
        guard literalCount <= 286, distanceCount <= 30 else { throw .corrupt }
        var codeLengths = [UInt8](repeating: 0, count: 19)
        for index in 0..<lengthCount { codeLengths[Self.codeLengthOrder[index]] = UInt8(try take(3)) }
        guard let lengthCode = HuffmanCode(codeLengths) else { throw .corrupt }

        var lengths: [UInt8] = []
        while lengths.count < literalCount + distanceCount {
            let symbol = try decode(lengthCode)
            switch symbol {
            case 0..<16: lengths.append(UInt8(symbol))
            case 16:
                guard let last = lengths.last else { throw .corrupt }
                lengths.append(contentsOf: repeatElement(last, count: 3 + (try take(2))))
            case 17: lengths.append(contentsOf: repeatElement(0, count: 3 + (try take(3))))
            default: lengths.append(contentsOf: repeatElement(0, count: 11 + (try take(7))))
            }
        }
        // A block without an end mark can only be corrupt.
        guard lengths.count == literalCount + distanceCount, lengths[256] != 0,
            let literals = HuffmanCode(Array(lengths[..<literalCount])),
            let distances = HuffmanCode(Array(lengths[literalCount...]))
        else { throw .corrupt }
        return (literals, distances)
    }
}

// The constants of RFC 1951, sections 3.2.5 to 3.2.7.
extension Inflate {
    private static let lengthBase = [
        3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131, 163, 195, 227,
        258,
    ]
    private static let lengthBits = [
        0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0,
    ]
    private static let distanceBase = [
        1, 2, 3, 4, 5, 7, 9, 13, 17, 25, 33, 49, 65, 97, 129, 193, 257, 385, 513, 769, 1_025, 1_537, 2_049, 3_073,
        4_097,
        6_145, 8_193, 12_289, 16_385, 24_577,
    ]
    private static let distanceBits = [
        0, 0, 0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8, 8, 9, 9, 10, 10, 11, 11, 12, 12, 13, 13,
    ]
    private static let codeLengthOrder = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15]

    private static let fixedLiterals = HuffmanCode(
        complete: [UInt8](repeating: 8, count: 144) + [UInt8](repeating: 9, count: 112)
            + [UInt8](repeating: 7, count: 24) + [UInt8](repeating: 8, count: 8))
    private static let fixedDistances = HuffmanCode(complete: [UInt8](repeating: 5, count: 30))
}
