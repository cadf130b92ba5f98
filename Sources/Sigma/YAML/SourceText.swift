/// The text of one document, for the places of what is found in it.
struct SourceText {
    private struct Line {
        let text: Substring
        let isASCII: Bool
    }

    let path: String
    let text: String
    private let firstLine: Int
    private let lines: [Line]

    /// Columns behind this one are left as the parser counts them: to count characters from the beginning of a very long
    /// line for each value in it would take forever.
    private static let countedColumns = 2_000

    init(path: String, text: String, firstLine: Int = 1) {
        self.path = path
        self.text = text
        self.firstLine = firstLine
        // Also CR LF, which is one character to Swift, and the other breaks that YAML knows.
        lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).map { line in
            Line(text: line, isASCII: line.utf8.allSatisfy { $0 < 0x80 })
        }
    }

    /// Where the document begins.
    var start: RulePosition { RulePosition(path: path, line: firstLine, column: 1) }

    /// The place in the file of a place in the document.
    /// - Parameters:
    ///   - line: from 1.
    ///   - column: from 1, in Unicode scalars as the YAML parser counts; places count in characters.
    func position(line: Int, column: Int) -> RulePosition {
        var characters = max(1, column)
        if let content = content(ofLine: line), !content.isASCII, column <= Self.countedColumns {
            let ahead = content.text.unicodeScalars.prefix(max(0, column - 1))
            // A mark behind the end of its line stays as it is.
            if ahead.count == column - 1 { characters = Substring(ahead).count + 1 }
        }
        return RulePosition(path: path, line: firstLine + max(1, line) - 1, column: characters)
    }

    /// The place of a character of the text.
    func position(ofCharacter offset: Int) -> RulePosition {
        let ahead = text.prefix(max(0, offset)).split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
        return RulePosition(path: path, line: firstLine + ahead.count - 1, column: (ahead.last?.count ?? 0) + 1)
    }

    /// The line of the file at a place; nil where there is none.
    func line(at position: RulePosition) -> Substring? { content(ofLine: position.line - firstLine + 1)?.text }

    /// Whether a text stands to the letter on the line of a place, so many characters behind it.
    func has(_ text: String, behind position: RulePosition, by offset: Int) -> Bool {
        guard let content = content(ofLine: position.line - firstLine + 1) else { return false }
        let column = position.column - 1 + offset
        if content.isASCII { return content.text.utf8.dropFirst(column).starts(with: text.utf8) }
        return column <= Self.countedColumns && content.text.dropFirst(column).hasPrefix(text)
    }

    private func content(ofLine line: Int) -> Line? { lines.indices.contains(line - 1) ? lines[line - 1] : nil }
}
