import Patterns
import Sigma

/// A text without case; `*` and `?` in it are the signs themselves.
func text(_ literal: String, isCased: Bool = false) -> ValueCondition {
    .text(TextPattern(literal: literal), isCased: isCased)
}

/// A text with wildcards in pieces.
func text(_ pieces: TextPattern.Piece..., isCased: Bool = false) -> ValueCondition {
    .text(TextPattern(pieces), isCased: isCased)
}

func number(_ text: String) -> DecimalNumber { DecimalNumber(text)! }
