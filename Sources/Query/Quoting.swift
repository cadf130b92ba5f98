internal import Patterns

/// How texts are written in a filter so that they read back as the same texts.
enum Quoting {
    /// A text without wildcards: plain where that is safe, else in quotes. Bare, a network would be more than a text.
    static func literal(_ text: String) -> String {
        isPlain(text) && Network(text) == nil ? text : "\"" + text.flatMap { escaped($0, where: "\"\\") } + "\""
    }

    /// A pattern: its wildcards bare, everything special in its texts escaped.
    static func pattern(_ pattern: TextPattern) -> String {
        if let text = pattern.literal { return literal(text) }
        return pattern.pieces.map { piece in
            switch piece {
            case .many: "*"
            case .one: "?"
            case .literal(let text): literal(text)
            }
        }.joined()
    }

    /// A path, its operators escaped.
    static func path(_ text: String) -> String {
        String(text.flatMap { $0.isWhitespace ? ["\\", $0] : escaped($0, where: "\"\\():<>=") })
    }

    /// An expression between its slashes.
    static func regex(_ pattern: RegexPattern) -> String {
        var source = ""
        var isEscaped = false
        for character in pattern.source {
            if character == "/", !isEscaped { source.append("\\") }
            isEscaped = character == "\\" && !isEscaped
            source.append(character)
        }
        return "/\(source)/\(pattern.ignoresCase ? "i" : "")"
    }

    private static func escaped(_ character: Character, where special: String) -> [Character] {
        special.contains(character) ? ["\\", character] : [character]
    }

    /// Letters, digits and a few signs that mean nothing in a filter; a sign must not stand first, where it might.
    private static func isPlain(_ text: String) -> Bool {
        guard let first = text.first, isWordCharacter(first) else { return false }
        return !["AND", "OR", "NOT"].contains(text)
            && text.allSatisfy { isWordCharacter($0) || "-_./@+,;#%&".contains($0) }
    }

    private static func isWordCharacter(_ character: Character) -> Bool {
        character.isLetter || (character.isASCII && character.isNumber)
    }
}
