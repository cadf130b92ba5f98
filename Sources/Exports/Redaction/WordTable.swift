/// Words that stand for something else, found in a text at a given place: the longest of those that stand there.
///
/// Words are kept sorted in one run of bytes, so that those which begin alike lie beside each other: while a text is
/// followed, the range of words that still fit is narrowed byte by byte. Case of ASCII letters does not count.
struct WordTable: Sendable {
    private var bytes: [UInt8] = []
    /// Where each word begins, and behind them where the last one ends.
    private var starts: [Int] = [0]
    /// What each word stands for: a number of the maker's.
    private var meanings: [Int] = []
    /// For each first byte the first word that begins with it or with one behind it.
    private var beginnings = [Int](repeating: 0, count: 257)

    /// - Parameter words: not empty; of two that are the same without case the first counts.
    init(_ words: [(text: String, meaning: Int)]) {
        let folded = words.map { (bytes: Self.folded(Array($0.text.utf8)), meaning: $0.meaning) }
        let order = folded.indices.sorted { left, right in
            let (a, b) = (folded[left].bytes, folded[right].bytes)
            return a == b ? left < right : a.lexicographicallyPrecedes(b)
        }
        var last: [UInt8] = []
        for number in order where folded[number].bytes != last {
            last = folded[number].bytes
            bytes += last
            starts.append(bytes.count)
            meanings.append(folded[number].meaning)
            beginnings[Int(last[0]) + 1] = meanings.count
        }
        for first in 1..<beginnings.count { beginnings[first] = max(beginnings[first], beginnings[first - 1]) }
    }

    /// A text as the table compares it.
    static func folded(_ bytes: [UInt8]) -> [UInt8] {
        bytes.map { (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0) ? $0 | 0x20 : $0 }
    }

    /// The longest word that stands at a place of a folded text and is accepted there.
    ///
    /// - Parameter accepts: asked with a word's meaning and where it ends in the text.
    /// - Complexity: O(*l* log *w*), for words of length *l* and *w* words that begin with the same byte.
    func longest(in text: [UInt8], at place: Int, accepts: (_ meaning: Int, _ end: Int) -> Bool) -> (
        meaning: Int, end: Int
    )? {
        var range = beginnings[Int(text[place])]..<beginnings[Int(text[place]) + 1]
        var found: (meaning: Int, end: Int)?
        var length = 1
        while !range.isEmpty {
            let first = range.lowerBound
            if starts[first + 1] - starts[first] == length {
                if accepts(meanings[first], place + length) { found = (meanings[first], place + length) }
                range = (first + 1)..<range.upperBound
            }
            guard place + length < text.count else { break }
            let next = text[place + length]
            let low = firstWord(in: range, at: length) { $0 >= next }
            range = low..<firstWord(in: low..<range.upperBound, at: length) { $0 > next }
            length += 1
        }
        return found
    }

    /// The first word of a range, all longer than `offset`, whose byte there passes; bytes ascend within the range.
    private func firstWord(in range: Range<Int>, at offset: Int, where passes: (UInt8) -> Bool) -> Int {
        var (low, high) = (range.lowerBound, range.upperBound)
        while low < high {
            let middle = (low + high) / 2
            if passes(bytes[starts[middle] + offset]) { high = middle } else { low = middle + 1 }
        }
        return low
    }
}
