/// Text with wildcards: `*` for any characters, `?` for one. Compared without case.
public struct TextPattern: Hashable, Sendable {
    /// A part of a pattern.
    public enum Piece: Hashable, Sendable {
        case literal(String)
        /// Any characters, or none.
        case many
        /// One character.
        case one
    }

    /// Never two literals or two `many` side by side.
    public let pieces: [Piece]

    public init(_ pieces: [Piece]) {
        var merged: [Piece] = []
        for piece in pieces {
            switch (merged.last, piece) {
            case (_, .literal("")), (.many, .many): continue
            case (.literal(let before), .literal(let text)): merged[merged.count - 1] = .literal(before + text)
            default: merged.append(piece)
            }
        }
        self.pieces = merged
    }

    public init(literal: String) {
        self.init([.literal(literal)])
    }

    /// The text of a pattern without wildcards.
    public var literal: String? {
        switch pieces.count {
        case 0: return ""
        case 1: if case .literal(let text) = pieces[0] { return text } else { return nil }
        default: return nil
        }
    }

    /// Whether it is `*` alone.
    public var isAnything: Bool { pieces == [.many] }
}
