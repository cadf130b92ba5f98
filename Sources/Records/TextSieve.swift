public import Ingest
public import JSON

/// Tells from the raw text of a source which of its records a filter may match, without taking them apart.
///
/// It lets too many records through and never too few: whatever in a record could be read as one of the needles, such
/// as an escape with a character's number, lets it through.
public struct TextSieve: Sendable {
    private let clues: [TextClue]
    private let searches: [ByteSearch]
    /// The characters beyond ASCII that may stand for a letter of a needle.
    private let others: [[UInt8]]
    private let probes: [GramProbe]
    private let escape = ByteSearch(Array(#"\u"#.utf8))

    /// Each clue is a pass over the text: more of them cost more than they save.
    public static let mostClues = 8

    /// - Parameter clues: of which every matching record holds one.
    public init(anyOf clues: [TextClue]) {
        self.clues = clues
        searches = clues.map(\.search)
        probes = clues.map { GramProbe($0.bytes) }
        others = TextNeedle.likeASCII.filter { other in clues.contains { $0.needle.mayHold(other.character) } }
            .compactMap { Unicode.Scalar($0.character) }.map { Array(String($0).utf8) }
    }

    /// Whether any record of a source may match, as far as that can be told without its text.
    ///
    /// - Parameter source: whose records stand in its text as CloudTrail wrote them, in UTF-8.
    public func mayMatchAny(in source: Int, of texts: TextReader) -> Bool {
        texts.mayHold(anyOf: probes, beyondASCII: !others.isEmpty, source: source)
    }

    /// Whether any record of a text may match: mostly none does, and then nobody has to know where its records are.
    ///
    /// - Parameters:
    ///   - text: of a source whose records stand in it as CloudTrail wrote them, in UTF-8.
    ///   - tape: memory to use.
    public func mayMatchAny(in text: Span<UInt8>, _ tape: inout JSONTape) -> Bool {
        for number in searches.indices.dropFirst() {
            var place = 0
            while let found = searches[number].next(in: text, from: place) {
                if mayStand(number, at: found, in: text, &tape) { return true }
                place = found + 1
            }
        }
        guard let first = searches.first else { return false }
        // What else counts is looked for in the same pass.
        let suspects = SuspectBytes(beyondASCII: !others.isEmpty)
        var place = 0
        while let found = first.next(in: text, from: place, orAt: suspects) {
            if !suspects.stand(at: found, in: text) {
                if mayStand(0, at: found, in: text, &tape) { return true }
            } else if text[found] < 0x80 ? isNeedles(escapeAt: found, in: text) : isOther(at: found, in: text) {
                return true
            }
            place = found + 1
        }
        return false
    }

    /// The records that may match, by their numbers in `offsets`, ascending.
    ///
    /// - Parameters:
    ///   - text: of a source whose records stand in it as CloudTrail wrote them, in UTF-8.
    ///   - offsets: where records begin in it, ascending.
    ///   - tape: memory to use.
    public func candidates(in text: Span<UInt8>, offsets: [Int], _ tape: inout JSONTape) -> [Int] {
        var isCandidate = [Bool](repeating: false, count: offsets.count)
        for number in searches.indices {
            mark(offsets, &isCandidate) {
                searches[number].next(in: text, from: $0)
            } where: {
                mayStand(number, at: $0, in: text, &tape)
            }
        }
        guard !clues.isEmpty else { return [] }
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

    /// Whether a clue may be true where its text was found.
    private func mayStand(_ number: Int, at place: Int, in text: Span<UInt8>, _ tape: inout JSONTape) -> Bool {
        switch clues[number] {
        case .text: true
        case .member(let member): member.mayPass(nameAt: place, in: text, &tape)
        }
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
        return clues.contains { $0.needle.mayHold(character) }
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
