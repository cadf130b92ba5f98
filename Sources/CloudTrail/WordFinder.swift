/// Finds which of some words a text holds, in one pass over it.
///
/// A text may be chosen by an attacker, and long: what it costs is linear in it, however many words there are.
struct WordFinder: Sendable {
    private let words: [[UInt8]]
    /// The words that begin with two bytes, by ``pair(_:_:)``.
    private let beginnings: [Int: [Int]]
    /// The same as yes or no: nearly all pairs of a text begin nothing.
    private let begins: [Bool]

    /// - Parameter words: of at least two bytes each.
    init(_ words: [String]) {
        self.words = words.map { Array($0.utf8) }
        beginnings = Dictionary(grouping: self.words.indices) { [words = self.words] in
            Self.pair(words[$0][0], words[$0][1])
        }
        var begins = [Bool](repeating: false, count: 1 << 16)
        for pair in beginnings.keys { begins[pair] = true }
        self.begins = begins
    }

    private static func pair(_ first: UInt8, _ second: UInt8) -> Int { Int(first) << 8 | Int(second) }

    /// The number of the first word, in their own order, that the text holds anywhere; nil where it holds none.
    func firstWord(in text: Span<UInt8>) -> Int? {
        guard text.count > 1 else { return nil }
        var found: Int?
        for start in 0..<text.count - 1 {
            let pair = Self.pair(text[start], text[start + 1])
            guard begins[pair] else { continue }
            for number in beginnings[pair] ?? []
            where number < found ?? words.count && stands(words[number], at: start, in: text) {
                found = number
            }
        }
        return found
    }

    private func stands(_ word: [UInt8], at start: Int, in text: Span<UInt8>) -> Bool {
        guard text.count - start >= word.count else { return false }
        return word.indices.allSatisfy { text[start + $0] == word[$0] }
    }
}
