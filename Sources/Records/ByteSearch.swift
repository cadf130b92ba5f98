internal import CTextScan

/// Looks for a few bytes in a long text, sixteen places at a time: where two of them, the rarest, both fit, all are
/// compared.
struct ByteSearch: Sendable {
    private let bytes: [UInt8]
    /// The bit that parts upper from lower case, for each byte that is a letter; 0 for the others.
    private let folds: [UInt8]
    /// The places of the two rarest bytes.
    private let first: Int
    private let second: Int

    /// - Parameter bytes: at least one; letters in lower case where case is ignored.
    init(_ bytes: [UInt8], ignoresCase: Bool = false) {
        self.bytes = bytes
        folds = bytes.map { ignoresCase && (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0) ? 0x20 : 0 }
        let byRarity = bytes.indices.sorted { (Self.frequency(bytes[$0]), $0) < (Self.frequency(bytes[$1]), $1) }
        first = byRarity[0]
        second = byRarity.first { bytes[$0] != bytes[byRarity[0]] } ?? byRarity[0]
    }

    /// What CloudTrail records hold most of, the most frequent first.
    private static let frequent = Array(#""e:ait,rn-onsocmdu1203456789ElAfgpbvhITR.SwDyPkC_x/N{}MU"#.utf8)

    private static func frequency(_ byte: UInt8) -> Int {
        frequent.firstIndex(of: byte).map { frequent.count - $0 } ?? 0
    }

    /// The first place at or behind `start` where the bytes stand; nil where there is none.
    func next(in text: Span<UInt8>, from start: Int) -> Int? { next(in: text, from: start, orAt: nil) }

    /// The same, or the first place of a byte that is to be looked at, if that comes earlier: one pass over the text
    /// instead of two.
    func next(in text: Span<UInt8>, from start: Int, orAt others: SuspectBytes) -> Int? {
        next(in: text, from: start, orAt: Optional(others))
    }

    @inline(__always)
    private func next(in text: Span<UInt8>, from start: Int, orAt others: SuspectBytes?) -> Int? {
        let end = text.count - bytes.count
        var place = start
        let raw = unsafe text.bytes
        let (firstByte, firstFold) = (SIMD16(repeating: bytes[first]), SIMD16(repeating: folds[first]))
        let (secondByte, secondFold) = (SIMD16(repeating: bytes[second]), SIMD16(repeating: folds[second]))
        @inline(__always)
        func sixteen(_ place: Int) -> SIMD16<UInt8> {
            unsafe raw.unsafeLoadUnaligned(fromUncheckedByteOffset: place, as: SIMD16<UInt8>.self)
        }
        @inline(__always)
        func fits(_ place: Int) -> SIMD2<UInt64> {
            let (left, right) = (sixteen(place &+ first), sixteen(place &+ second))
            let fits = ((left | firstFold) .== firstByte) .& ((right | secondFold) .== secondByte)
            let halves = unsafe unsafeBitCast(fits, to: SIMD2<UInt64>.self)
            return if let others { halves | others.fits(sixteen(place)) } else { halves }
        }
        while place + 15 <= end {
            // Mostly nothing fits for long: one test for many places, by the widest registers that there are.
            place = skip(text, from: place, to: end, others)
            while place + 63 <= end {
                let any = fits(place) | fits(place &+ 16) | fits(place &+ 32) | fits(place &+ 48)
                if any.x | any.y != 0 { break }
                place &+= 64
            }
            guard place + 15 <= end else { break }
            let halves = fits(place)
            if halves.x | halves.y != 0 {
                for half in 0..<2 {
                    var lanes = halves[half]
                    while lanes != 0 {
                        let lane = lanes.trailingZeroBitCount >> 3
                        let candidate = place + half * 8 + lane
                        if stands(at: candidate, in: text) { return candidate }
                        if let others, others.stand(at: candidate, in: text) { return candidate }
                        lanes &= ~(0xFF << UInt64(lane * 8))
                    }
                }
            }
            place &+= 16
        }
        while place <= end {
            if stands(at: place, in: text) { return place }
            if let others, others.stand(at: place, in: text) { return place }
            place += 1
        }
        guard let others else { return nil }
        while place < text.count {
            if others.stand(at: place, in: text) { return place }
            place += 1
        }
        return nil
    }

    /// The place that `CTextScan` steps to; places up to and with `end` are those where the bytes have room.
    @inline(__always)
    private func skip(_ text: Span<UInt8>, from place: Int, to end: Int, _ others: SuspectBytes?) -> Int {
        guard place + 63 <= end else { return place }
        var pair = huckleberry_scan_pair(
            first: first, second: second, first_byte: bytes[first], first_fold: folds[first],
            second_byte: bytes[second], second_fold: folds[second])
        return unsafe text.withUnsafeBufferPointer { buffer in
            if let others {
                Int(unsafe huckleberry_scan_skip_plain(buffer.baseAddress, place, end, &pair, others.high))
            } else {
                Int(unsafe huckleberry_scan_skip(buffer.baseAddress, place, end, &pair))
            }
        }
    }

    private func stands(at place: Int, in text: Span<UInt8>) -> Bool {
        for index in bytes.indices where text[place + index] | folds[index] != bytes[index] { return false }
        return true
    }
}
