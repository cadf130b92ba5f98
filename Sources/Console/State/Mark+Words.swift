internal import Investigation

/// What kind of statement a note is stands in front of its words while they are written: `inferred: they had the key`.
extension Mark {
    /// Takes the mark off the front of a text.
    static func read(_ text: String) -> (mark: Mark?, words: String) {
        for mark in allCases where text.lowercased().hasPrefix(mark.lead) {
            return (mark, String(text.dropFirst(mark.lead.count).drop(while: \.isWhitespace)))
        }
        return (nil, text)
    }

    /// The text with the next mark in front of it; after the last none.
    static func turned(_ text: String) -> String {
        let (mark, words) = read(text)
        let next = mark.map { allCases.firstIndex(of: $0).map { $0 + 1 } ?? 0 } ?? 0
        return allCases.indices.contains(next) ? "\(allCases[next].lead) \(words)" : words
    }

    private var lead: String { rawValue + ":" }

    /// The words with the mark in front of them.
    static func written(_ mark: Mark?, _ words: String) -> String { mark.map { "\($0.lead) \(words)" } ?? words }
}

extension String {
    /// The text with its line breaks as spaces.
    var inOneLine: String { contains(where: \.isNewline) ? String(map { $0.isNewline ? " " : $0 }) : self }
}
