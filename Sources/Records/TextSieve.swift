/// Tells from the raw text of a source which of its records a filter may match, without taking any apart.
///
/// It lets too many records through and never too few: whatever in a record could be read as one of the needles, such
/// as an escape with a character's number, lets it through.
public struct TextSieve: Sendable {
    private let needles: [TextNeedle]
    private let searches: [ByteSearch]
    /// The characters beyond ASCII that may stand for a letter of a needle.
    private let others: [ByteSearch]
    private let escape = ByteSearch(Array(#"\u"#.utf8))

    /// - Parameter needles: of which every matching record holds one.
    public init(anyOf needles: [TextNeedle]) {
        self.needles = needles
        searches = needles.map { ByteSearch($0.bytes, ignoresCase: $0.ignoresCase) }
        others = TextNeedle.likeASCII.filter { other in needles.contains { $0.mayHold(other.character) } }
            .compactMap { Unicode.Scalar($0.character) }.map { ByteSearch(Array(String($0).utf8)) }
    }

    /// The records that may match, by their numbers in `offsets`, ascending.
    ///
    /// - Parameters:
    ///   - text: of a source whose records stand in it as CloudTrail wrote them, in UTF-8.
    ///   - offsets: where records begin in it, ascending.
    public func candidates(in text: Span<UInt8>, offsets: [Int]) -> [Int] {
        var isCandidate = [Bool](repeating: false, count: offsets.count)
        for search in searches { mark(search, in: text, offsets, &isCandidate) { _ in true } }
        if !needles.isEmpty {
            mark(escape, in: text, offsets, &isCandidate) { isNeedles(escapeAt: $0, in: text) }
            if !others.isEmpty, !Self.isASCII(text) {
                for search in others { mark(search, in: text, offsets, &isCandidate) { _ in true } }
            }
        }
        return isCandidate.indices.filter { isCandidate[$0] }
    }

    /// Marks the records in which something stands; the rest of a marked one is leapt over.
    private func mark(
        _ search: ByteSearch, in text: Span<UInt8>, _ offsets: [Int], _ isCandidate: inout [Bool],
        where counts: (Int) -> Bool
    ) {
        guard var place = offsets.first else { return }
        var record = 0
        while let found = search.next(in: text, from: place) {
            while record + 1 < offsets.count, offsets[record + 1] <= found { record += 1 }
            place = found + 1
            guard isCandidate[record] || counts(found) else { continue }
            isCandidate[record] = true
            guard record + 1 < offsets.count else { return }
            place = offsets[record + 1]
        }
    }

    /// Whether the escape at a place may spell a character of a needle. One that is no sound escape may.
    private func isNeedles(escapeAt place: Int, in text: Span<UInt8>) -> Bool {
        guard place + 6 <= text.count else { return true }
        var character: UInt32 = 0
        for index in place + 2..<place + 6 {
            guard let digit = Character(UnicodeScalar(text[index])).hexDigitValue else { return true }
            character = character << 4 | UInt32(digit)
        }
        return needles.contains { $0.mayHold(character) }
    }

    private static func isASCII(_ text: Span<UInt8>) -> Bool {
        let raw = unsafe text.bytes
        var all = SIMD16<UInt8>(repeating: 0)
        var place = 0
        while place + 16 <= text.count {
            all |= unsafe raw.unsafeLoadUnaligned(fromUncheckedByteOffset: place, as: SIMD16<UInt8>.self)
            place &+= 16
        }
        var rest: UInt8 = 0
        while place < text.count {
            rest |= text[place]
            place += 1
        }
        let halves = unsafe unsafeBitCast(all, to: SIMD2<UInt64>.self)
        return (halves.x | halves.y) & 0x8080_8080_8080_8080 == 0 && rest < 0x80
    }
}
