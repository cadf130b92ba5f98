/// A part of a condition.
struct ConditionToken {
    enum Kind: Equatable {
        case word(String)
        case open, close
        case pipe
    }

    let kind: Kind
    /// Characters of the condition before it.
    let offset: Int

    /// As written.
    var text: String {
        switch kind {
        case .word(let word): word
        case .open: "("
        case .close: ")"
        case .pipe: "|"
        }
    }

    /// Whether it is one of the grammar's words, which are written in any case.
    func isWord(_ word: String) -> Bool {
        if case .word(let text) = kind { text.lowercased() == word } else { false }
    }

    static func all(in condition: String) -> [ConditionToken] {
        var tokens: [ConditionToken] = []
        var word = ""
        var offset = 0
        func flush() {
            if !word.isEmpty { tokens.append(ConditionToken(kind: .word(word), offset: offset - word.count)) }
            word = ""
        }
        for character in condition {
            let kind: Kind? =
                switch character {
                case "(": .open
                case ")": .close
                case "|": .pipe
                default: nil
                }
            if let kind {
                flush()
                tokens.append(ConditionToken(kind: kind, offset: offset))
            } else if character.isWhitespace {
                flush()
            } else {
                word.append(character)
            }
            offset += 1
        }
        flush()
        return tokens
    }
}
