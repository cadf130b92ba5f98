/// Tells from the raw text of a source which of its records a filter may match, without taking any apart.
///
/// It lets too many records through and never too few: whatever in a record could be read as one of the needles, such
/// as an escape with a character's number, lets it through.
public struct TextSieve: Sendable {
    private let needles: [TextNeedle]
    private let searches: [ByteSearch]
    /// The characters beyond ASCII that may stand for a letter of a needle.
    private let others: [[UInt8]]
    private let escape = ByteSearch(Array(#"\u"#.utf8))

    /// - Parameter needles: of which every matching record holds one.
    public init(anyOf needles: [TextNeedle]) {
        self.needles = needles
        searches = needles.map { ByteSearch($0.bytes, ignoresCase: $0.ignoresCase) }
        others = TextNeedle.likeASCII.filter { other in needles.contains { $0.mayHold(other.character) } }
            .compactMap { Unicode.Scalar($0.character) }.map { Array(String($0).utf8) }
    }

    /// The records that may match, by their numbers in `offsets`, ascending.
    ///
    /// - Parameters:
    ///   - text: of a source whose records stand in it as CloudTrail wrote them, in UTF-8.
    ///   - offsets: where records begin in it, ascending.
    public func candidates(in text: Span<UInt8>, offsets: [Int]) -> [Int] {
        var isCandidate = [Bool](repeating: false, count: offsets.count)
        for search in searches {
            mark(offsets, &isCandidate) {
                search.next(in: text, from: $0)
            } where: { _ in
                true
            }
        }
        guard !needles.isEmpty else { return [] }
        mark(offsets, &isCandidate) {
            escape.next(in: text, from: $0)
        } where: {
            isNeedles(escapeAt: $0, in: text)
        }
        if !others.isEmpty {
            mark(offsets, &isCandidate) {
                Self.nextBeyondASCII(in: text, from: $0)
            } where: {
                isOther(at: $0, in: text)
            }
        }
        return isCandidate.indices.filter { isCandidate[$0] }
    }

    /// Marks the records in which something stands that counts; the rest of a marked one is leapt over.
    private func mark(
        _ offsets: [Int], _ isCandidate: inout [Bool], _ next: (Int) -> Int?, where counts: (Int) -> Bool
    ) {
        guard var place = offsets.first else { return }
        var record = 0
        while let found = next(place) {
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

    /// Whether a character beyond ASCII that may stand for a letter of a needle begins at a place.
    private func isOther(at place: Int, in text: Span<UInt8>) -> Bool {
        others.contains { other in
            place + other.count <= text.count && other.indices.allSatisfy { text[place + $0] == other[$0] }
        }
    }

    /// The next byte of a character beyond ASCII.
    private static func nextBeyondASCII(in text: Span<UInt8>, from start: Int) -> Int? {
        let raw = unsafe text.bytes
        var place = start
        while place &+ 16 <= text.count {
            let bytes = unsafe raw.unsafeLoadUnaligned(fromUncheckedByteOffset: place, as: SIMD2<UInt64>.self)
            if (bytes.x | bytes.y) & 0x8080_8080_8080_8080 != 0 { break }
            place &+= 16
        }
        while place < text.count, text[place] < 0x80 { place += 1 }
        return place < text.count ? place : nil
    }
}
