/// An answer as facts are looked for in it: without regard to capitals, to defanged addresses and to the way in which
/// a moment is written. A time without a day has that of the time before it, where both are of one span.
struct FactText {
    private let bytes: [UInt8]

    init(_ text: String) {
        bytes = ImpliedDays.written(into: Self.plain(text))
    }

    /// Whether the text says one of the words of a fact. A word begins where another ends, and a number ends with its
    /// digits; a noun may have an ending.
    func says(_ fact: Truth.Fact) -> Bool {
        fact.words.contains { word in
            let word = Self.plain(word)
            guard !holds(word) else { return true }
            // Who leaves the seconds out has not said others.
            return Self.isMomentWithSeconds(word) && holds(word.dropLast(3), before: { $0 != UInt8(ascii: ":") })
        }
    }

    private func holds(_ word: some RandomAccessCollection<UInt8>, before isFree: (UInt8) -> Bool = { _ in true })
        -> Bool
    {
        guard let first = word.first, let last = word.last, word.count <= bytes.count else { return false }
        for start in 0...(bytes.count - word.count) where bytes[start] == first {
            let end = start + word.count
            guard bytes[start..<end].elementsEqual(word) else { continue }
            if start > 0, Self.isWord(first), Self.isWord(bytes[start - 1]) { continue }
            if end < bytes.count, Self.isDigit(last) && Self.isDigit(bytes[end]) || !isFree(bytes[end]) { continue }
            return true
        }
        return false
    }

    private static func plain(_ text: String) -> [UInt8] {
        var plain: [UInt8] = []
        // Dashes of all lengths are one.
        for byte in text.lowercased().replacing("\u{2013}", with: "-").replacing("\u{2014}", with: "-").utf8 {
            switch byte {
            // `198[.]51[.]100[.]7` and `198.51.100.7` are one.
            case UInt8(ascii: "["), UInt8(ascii: "]"): continue
            case UInt8(ascii: "\n"), UInt8(ascii: "\t"): plain.append(UInt8(ascii: " "))
            // `2020-05-06t08:49` and `2020-05-06 08:49` are one.
            case UInt8(ascii: "t") where isDate(plain.suffix(10)): plain.append(UInt8(ascii: " "))
            default: plain.append(byte)
            }
        }
        return plain
    }

    /// `2020-05-06`.
    private static func isDate(_ bytes: ArraySlice<UInt8>) -> Bool {
        bytes.count == 10
            && bytes.enumerated().allSatisfy { position, byte in
                position == 4 || position == 7 ? byte == UInt8(ascii: "-") : isDigit(byte)
            }
    }

    /// `2020-05-06 08:49:17`, and nothing more.
    private static func isMomentWithSeconds(_ word: [UInt8]) -> Bool {
        word.count == 19 && isDate(word.prefix(10)) && word[10] == UInt8(ascii: " ")
            && ImpliedDays.clockLength(word, at: 11) == 8
    }

    private static func isDigit(_ byte: UInt8) -> Bool { byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9") }

    private static func isWord(_ byte: UInt8) -> Bool {
        isDigit(byte) || (byte >= UInt8(ascii: "a") && byte <= UInt8(ascii: "z")) || byte >= 0x80
    }
}
