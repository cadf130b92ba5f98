internal import Patterns

/// Reads the characters of a filter: words with their quotes and escapes, regular expressions, the head of a condition.
struct FilterScanner {
    /// One character of a word, and whether a quote or a backslash made it mean only itself.
    struct Mark: Hashable {
        var character: Character
        var isLiteral: Bool
    }

    /// A word as read.
    struct Word {
        var marks: [Mark] = []
        /// Where it begins, from 1.
        var column: Int
        /// Whether any of it stood in quotes: `""` is a word, nothing is none.
        var isQuoted = false

        var isMissing: Bool { marks.isEmpty && !isQuoted }

        /// Its text, wildcards as they stand.
        var text: String { String(marks.map(\.character)) }

        /// Whether nothing of it is quoted or escaped.
        var isBare: Bool { !isQuoted && marks.allSatisfy { !$0.isLiteral } }

        var pattern: TextPattern {
            TextPattern(
                marks.map { mark in
                    switch mark.character {
                    case "*" where !mark.isLiteral: .many
                    case "?" where !mark.isLiteral: .one
                    default: .literal(String(mark.character))
                    }
                })
        }
    }

    let filter: String
    private let characters: [Character]
    private(set) var position = 0

    init(_ filter: String) {
        self.filter = filter
        characters = Array(filter)
    }

    /// The column of the next character.
    var column: Int { position + 1 }
    var isAtEnd: Bool { position == characters.count }
    var next: Character? { position < characters.count ? characters[position] : nil }
    var afterNext: Character? { position + 1 < characters.count ? characters[position + 1] : nil }

    func error(_ reason: FilterError.Reason, at column: Int? = nil) -> FilterError {
        FilterError(filter: filter, column: column ?? self.column, reason: reason)
    }

    mutating func skipSpace() {
        while next?.isWhitespace == true { position += 1 }
    }

    /// Steps over the character if it is the next one.
    mutating func take(_ character: Character) -> Bool {
        guard next == character else { return false }
        position += 1
        return true
    }

    /// Steps over `AND`, `OR` or `NOT` if it stands next as a word of its own.
    mutating func take(keyword: String) -> Bool {
        let end = position + keyword.count
        guard end <= characters.count, characters[position..<end].elementsEqual(keyword),
            end == characters.count || endsWord(characters[end])
        else { return false }
        position = end
        return true
    }

    private func endsWord(_ character: Character) -> Bool {
        character.isWhitespace || character == "(" || character == ")"
    }

    /// Reads up to the next space or parenthesis outside quotes.
    mutating func word() throws(FilterError) -> Word {
        var word = Word(column: column)
        while let character = next, !endsWord(character) {
            switch character {
            case "\"":
                word.isQuoted = true
                try quoted(into: &word)
            case "\\":
                guard let escaped = afterNext else { throw error(.nothingEscaped) }
                word.marks.append(Mark(character: escaped, isLiteral: true))
                position += 2
            default:
                word.marks.append(Mark(character: character, isLiteral: false))
                position += 1
            }
        }
        return word
    }

    private mutating func quoted(into word: inout Word) throws(FilterError) {
        let start = column
        position += 1
        while let character = next {
            switch character {
            case "\"":
                position += 1
                return
            case "\\":
                guard let escaped = afterNext else { throw error(.unclosedQuote, at: start) }
                word.marks.append(Mark(character: escaped, isLiteral: true))
                position += 2
            default:
                word.marks.append(Mark(character: character, isLiteral: true))
                position += 1
            }
        }
        throw error(.unclosedQuote, at: start)
    }

    /// Reads `/.../` or `/.../i`, whose first slash is next, up to a space, a parenthesis or the end.
    mutating func regex() throws(FilterError) -> RegexPattern {
        let start = column
        position += 1
        var source = ""
        while let character = next, character != "/" {
            source.append(character)
            position += 1
            if character == "\\", let escaped = next {
                source.append(escaped)
                position += 1
            }
        }
        guard take("/") else { throw error(.unclosedRegex, at: start) }
        let ignoresCase = take("i")
        if let behind = next, !endsWord(behind) { throw error(.textBehindRegex) }
        let pattern = RegexPattern(source, ignoresCase: ignoresCase)
        do {
            _ = try RegularExpression(pattern)
        } catch {
            throw self.error(.badRegex(error.message), at: start + 1 + error.offset)
        }
        return pattern
    }

    /// What may be the field of a condition: the next word up to an operator.
    struct Head {
        /// Its name, escapes undone.
        var name: String
        /// The next character behind it: `:`, `<`, `>` or `=`.
        var operation: Character
        /// How many characters of the filter it takes.
        var length: Int
        var hasEscapes: Bool
    }

    /// Looks at what stands before the first `:`, `<`, `>` or `=` of the next word, without stepping over it.
    func head() -> Head? {
        var name = ""
        var hasEscapes = false
        var index = position
        while index < characters.count, !endsWord(characters[index]) {
            switch characters[index] {
            case "\"": return nil
            case ":", "<", ">", "=":
                return Head(
                    name: name, operation: characters[index], length: index - position, hasEscapes: hasEscapes)
            case "\\" where index + 1 < characters.count:
                hasEscapes = true
                index += 1
                name.append(characters[index])
            default: name.append(characters[index])
            }
            index += 1
        }
        return nil
    }

    /// Steps over so many characters.
    mutating func skip(_ count: Int) { position += count }

    /// The next word as it stands, without stepping over it.
    var restOfWord: String {
        String(characters[position...].prefix { !endsWord($0) })
    }
}
