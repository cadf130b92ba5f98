internal import Patterns

extension TextPattern {
    /// A value as rules write it: `*` and `?` are wildcards; `\*`, `\?` and `\\` are the signs themselves, and any other
    /// backslash stands for itself.
    /// Source: the Sigma specification 2.1, "String Wildcard" and "Escaping".
    init(sigma text: String) {
        var pieces: [Piece] = []
        var literal = String.UnicodeScalarView()
        func flush() {
            pieces.append(.literal(String(literal)))
            literal.removeAll()
        }
        var scalars = text.unicodeScalars[...]
        while let scalar = scalars.popFirst() {
            switch scalar {
            case "*":
                flush()
                pieces.append(.many)
            case "?":
                flush()
                pieces.append(.one)
            case "\\":
                if let next = scalars.first, next == "*" || next == "?" || next == "\\" {
                    literal.append(next)
                    scalars.removeFirst()
                } else {
                    literal.append(scalar)
                }
            default: literal.append(scalar)
            }
        }
        flush()
        self.init(pieces)
    }

    func beginning(with piece: Piece) -> TextPattern { TextPattern([piece] + pieces) }

    func ending(with piece: Piece) -> TextPattern { TextPattern(pieces + [piece]) }
}
