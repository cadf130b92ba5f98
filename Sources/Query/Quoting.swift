/// How texts are written in a filter so that they read back as the same texts.
enum Quoting {
    /// A text without wildcards: plain where that is safe, else in quotes.
    static func literal(_ text: String) -> String {
        isPlain(text) ? text : "\"" + text.flatMap { escaped($0, where: "\"\\") } + "\""
    }

    /// A pattern: its wildcards bare, everything special in its texts escaped.
    static func pattern(_ pattern: TextPattern) -> String {
        if let text = pattern.literal { return literal(text) }
        return pattern.pieces.map { piece in
            switch piece {
            case .many: "*"
            case .one: "?"
            case .literal(let text): isPlain(text) ? text : "\"" + text.flatMap { escaped($0, where: "\"\\") } + "\""
            }
        }.joined()
    }

    /// One part of a path, its dots and operators escaped.
    static func pathPart(_ text: String) -> String {
        String(text.flatMap { $0.isWhitespace ? ["\\", $0] : escaped($0, where: "\"\\().:<>=") })
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
