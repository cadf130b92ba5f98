extension SourceText {
    /// The place of a character of a scalar's text, also where the scalar is folded, has escapes or spans lines; the
    /// scalar's own place where that cannot be told.
    ///
    /// - Parameters:
    ///   - offset: counted in characters from 0; the number of characters for the end.
    ///   - node: a scalar of this document.
    /// - Complexity: linear in the scalar.
    public func position(ofCharacter offset: Int, in node: YAMLNode) -> FilePosition {
        guard let scalar = node.scalar else { return node.position }
        if scalar.textColumn != nil { return node.position(ofCharacter: offset) }
        var walk = ScalarWalk(scalar, offset: offset, path: path)
        for line in lines(from: node.position) {
            if let position = walk.position(in: line) { return position }
            if walk.isLost { break }
        }
        return walk.end ?? node.position
    }
}

/// Steps through the lines that a scalar is written on, beside its text. Only what is no space is compared: how YAML
/// folds spaces and line ends does not matter then.
private struct ScalarWalk {
    private let text: [Character]
    private let offset: Int
    private let style: YAMLNode.Style
    private let path: String
    /// The next character of the text.
    private var next = 0
    private var isAtStart = true
    /// Where the character before the wanted one is, and how many spaces lie between them.
    private var before: (position: FilePosition, index: Int)?
    /// Whether the lines are not what the text says.
    private(set) var isLost = false

    init(_ scalar: YAMLNode.Scalar, offset: Int, path: String) {
        text = Array(scalar.text)
        self.offset = max(0, offset)
        style = scalar.style
        self.path = path
        skipSpaces()
    }

    /// A place behind the last character that was found: for spaces and the end.
    var end: FilePosition? {
        guard !isLost, let before else { return nil }
        var position = before.position
        position.column += offset - before.index
        return position
    }

    /// The wanted place, where it is on this line.
    mutating func position(in line: (number: Int, column: Int, text: Substring)) -> FilePosition? {
        var characters = Array(line.text)[...]
        let behind = line.column + characters.count
        if isAtStart {
            isAtStart = false
            // The sign of a block has its line for itself.
            if style == .block { return nil }
            if style != .plain { characters = characters.dropFirst() }
        }
        while let character = characters.first {
            // All that is wanted lies behind: a space, or the end.
            if next >= text.count || next > offset { return end }
            let place = FilePosition(
                path: path, line: line.number, column: behind - characters.count)
            let (meant, length) = meaning(of: character, in: characters)
            characters = characters.dropFirst(length)
            if let meant, meant.isWhitespace { continue }
            guard meant == nil || meant == text[next] else {
                isLost = true
                return nil
            }
            if next == offset { return place }
            before = (place, next)
            next += 1
            skipSpaces()
        }
        return next > offset ? end : nil
    }

    /// What stands in the text for what comes next on the line, and how many characters it takes; nil for a character
    /// that is not worth working out.
    private func meaning(
        of character: Character, in characters: ArraySlice<Character>
    ) -> (meant: Character?, length: Int) {
        switch (style, character) {
        case (.singleQuoted, "'"): return ("'", 2)
        case (.doubleQuoted, "\\"):
            guard let escaped = characters.dropFirst().first else { return (" ", 1) }
            switch escaped {
            case "\"", "\\", "/": return (escaped, 2)
            case "n", "r", "t", " ", "\t", "N", "L", "P", "_", "v", "f": return (" ", 2)
            case "x": return (nil, 4)
            case "u": return (nil, 6)
            case "U": return (nil, 10)
            default: return (nil, 2)
            }
        default: return (character, 1)
        }
    }

    private mutating func skipSpaces() {
        while next < text.count, text[next].isWhitespace { next += 1 }
    }
}
