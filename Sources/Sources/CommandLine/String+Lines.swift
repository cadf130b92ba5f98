internal import Text

extension String {
    /// Its lines without spaces around them; empty ones are left out.
    var lines: [String] {
        split(whereSeparator: \.isNewline).map { $0.trimmingSpaces() }.filter { !$0.isEmpty }
    }

    /// The rest of the line behind some words; nil where they are not there.
    func line(behind words: String) -> String? {
        firstRange(of: words).flatMap { String(self[$0.upperBound...]).lines.first }
    }

    /// The word behind others, without quotes around it.
    func word(behind words: String) -> String? {
        guard let start = firstRange(of: words)?.upperBound else { return nil }
        let word = self[start...].prefix { !$0.isWhitespace }.drop { $0 == "\"" }.prefix { $0 != "\"" }
        return word.isEmpty ? nil : String(word)
    }
}
