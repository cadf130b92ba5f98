internal import CloudTrail
internal import Patterns

/// A value on its way through the modifiers of its field.
enum DraftValue {
    /// As the rule has it; wildcards are not read yet, because regular expressions have none.
    case written(String)
    case text(TextPattern)
    /// A text in UTF-16, to be encoded.
    case bytes([UInt8], by: Modifier)
    case regex(RegexPattern)
    case network(AddressBlock)
    case number(NumberRelation, DecimalNumber)
    case timePart(TimePart, NumberRelation, Int)
    case exists(Bool)
    case field(String, FieldRelation)
    case null

    /// The text with its wildcards; nil for what is no text, or not any more.
    var pattern: TextPattern? {
        switch self {
        case .written(let text): TextPattern(sigma: text)
        case .text(let pattern): pattern
        default: nil
        }
    }

    /// What it is called in messages.
    var kind: String {
        switch self {
        case .written, .text: "a text"
        case .bytes: "bytes"
        case .regex: "a regular expression"
        case .network: "a network"
        case .number: "a number"
        case .timePart: "a part of a time"
        case .exists: "a truth value"
        case .field: "another field"
        case .null: "null"
        }
    }

    /// The bytes that it takes, about.
    var size: Int {
        switch self {
        case .written(let text): text.utf8.count
        case .text(let pattern):
            pattern.pieces.reduce(0) { sum, piece in
                if case .literal(let text) = piece { sum + text.utf8.count } else { sum + 1 }
            }
        case .regex(let pattern): pattern.source.utf8.count
        case .bytes(let bytes, _): bytes.count
        default: 8
        }
    }
}
