/// The text of one document, for the places of what is found in it.
public struct SourceText: Sendable {
    private struct Line: Sendable {
        let text: Substring
        let isASCII: Bool
    }

    public let path: String
    public let text: String
    private let firstLine: Int
    private let lines: [Line]

    /// Columns behind this one are left as the parser counts them: to count characters from the beginning of a very long
    /// line for each value in it would take forever.
    private static let countedColumns = 2_000

    public init(path: String, text: String, firstLine: Int = 1) {
        self.path = path
        self.text = text
        self.firstLine = firstLine
        // Also CR LF, which is one character to Swift, and the other breaks that YAML knows.
        lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).map { line in
            Line(text: line, isASCII: line.utf8.allSatisfy { $0 < 0x80 })
        }
    }

    /// The whole of a file, as one document.
    public init(contentsOf path: String) throws(YAMLError) {
        let bytes = try YAMLFiles.bytes(of: path)
        guard let text = String(validating: bytes, as: UTF8.self) else {
            let slice = DocumentSlice(bytes: bytes[...], firstLine: 1)
            throw YAMLError(.notUTF8, at: slice.firstInvalidPosition(path: path))
        }
        self.init(path: path, text: text)
    }

    /// Where the document begins.
    public var start: FilePosition { FilePosition(path: path, line: firstLine, column: 1) }

    /// The place in the file of a place in the document.
    /// - Parameters:
    ///   - line: from 1.
    ///   - column: from 1, in Unicode scalars as the YAML parser counts; places count in characters.
    func position(line: Int, column: Int) -> FilePosition {
        var characters = max(1, column)
        if let content = content(ofLine: line), !content.isASCII, column <= Self.countedColumns {
            let ahead = content.text.unicodeScalars.prefix(max(0, column - 1))
            // A mark behind the end of its line stays as it is.
            if ahead.count == column - 1 { characters = Substring(ahead).count + 1 }
        }
        return FilePosition(path: path, line: firstLine + max(1, line) - 1, column: characters)
    }

    /// The place of a character of the text.
    public func position(ofCharacter offset: Int) -> FilePosition {
        let ahead = text.prefix(max(0, offset)).split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
        return FilePosition(path: path, line: firstLine + ahead.count - 1, column: (ahead.last?.count ?? 0) + 1)
    }

    /// The line of the file at a place; nil where there is none.
    func line(at position: FilePosition) -> Substring? { content(ofLine: position.line - firstLine + 1)?.text }

    /// Whether a text stands to the letter on the line of a place, so many characters behind it.
    func has(_ text: String, behind position: FilePosition, by offset: Int) -> Bool {
        guard let content = content(ofLine: position.line - firstLine + 1) else { return false }
        let column = position.column - 1 + offset
        if content.isASCII { return content.text.utf8.dropFirst(column).starts(with: text.utf8) }
        return column <= Self.countedColumns && content.text.dropFirst(column).hasPrefix(text)
    }

    /// The lines of the file from a place on; the first one from the place's column.
    func lines(from position: FilePosition) -> some Sequence<(number: Int, column: Int, text: Substring)> {
        let first = position.line - firstLine
        return lines.indices.dropFirst(max(0, first)).lazy.map { number in
            let column = number == first ? position.column : 1
            return (firstLine + number, column, lines[number].text.dropFirst(column - 1))
        }
    }

    private func content(ofLine line: Int) -> Line? { lines.indices.contains(line - 1) ? lines[line - 1] : nil }
}
