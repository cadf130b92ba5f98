/// A text with names in braces that stand for values.
struct TextTemplate: Hashable, Sendable {
    enum Piece: Hashable, Sendable {
        case text(String)
        case value(String)
    }

    let pieces: [Piece]

    /// Takes a text apart. Braces around anything but small letters are no more than braces.
    init(_ text: String) {
        var pieces: [Piece] = []
        var rest = text[...]
        var plain = ""
        while let character = rest.first {
            if character == "{", let name = Self.name(in: rest) {
                if !plain.isEmpty { pieces.append(.text(plain)) }
                plain = ""
                pieces.append(.value(name))
                rest = rest.dropFirst(name.count + 2)
            } else {
                plain.append(character)
                rest = rest.dropFirst()
            }
        }
        if !plain.isEmpty { pieces.append(.text(plain)) }
        self.pieces = pieces
    }

    /// The names, in the order in which they stand.
    var names: [String] {
        pieces.compactMap { if case .value(let name) = $0 { name } else { nil } }
    }

    /// The text with its values; nil where one of them has none.
    func filled(_ value: (String) -> String?) -> String? {
        var text = ""
        for piece in pieces {
            switch piece {
            case .text(let plain): text += plain
            case .value(let name):
                guard let value = value(name) else { return nil }
                text += value
            }
        }
        return text
    }

    /// The longest name that is looked for.
    private static let longestName = 32

    private static func name(in text: Substring) -> String? {
        let name = text.dropFirst().prefix(longestName).prefix { $0.isASCII && $0.isLowercase }
        guard !name.isEmpty, text[name.endIndex...].first == "}" else { return nil }
        return String(name)
    }
}
