/// Makes hostile text harmless to look at. Whatever could move the cursor, change a colour, reverse the direction of
/// reading, or be there without being seen becomes a visible escape; the value itself is left alone by its owner.
public enum Neutral {
    /// A stretch of text that is shown as it is, or the visible escapes of what is not.
    public struct Piece: Hashable, Sendable {
        public let text: String
        /// Whether the text stands for scalars that are not shown themselves.
        public let isEscape: Bool
    }

    /// More combining marks than this on one base are shown as escapes: a pile of marks climbs over its neighbours.
    public static let marksPerBase = 3

    /// The text with everything invisible or active as escapes: `\n`, `\t`, `\r`, else `\u{202E}`. One line, always.
    ///
    /// - Complexity: O(*n*); a text of printable ASCII is returned as it is.
    public static func text(_ raw: String) -> String {
        isPlain(raw) ? raw : pieces(raw).map(\.text).joined()
    }

    /// The same, with the escapes told apart, for a screen that dims them.
    public static func pieces(_ raw: String) -> [Piece] {
        if isPlain(raw) { return raw.isEmpty ? [] : [Piece(text: raw, isEscape: false)] }
        var pieces: [Piece] = []
        var run = String.UnicodeScalarView()
        var runIsEscape = false
        var marks = marksPerBase
        for scalar in raw.unicodeScalars {
            let isMark = DisplayWidth.of(scalar) == 0
            let escaped = isActive(scalar) || (isMark && marks >= marksPerBase)
            // A mark may follow what is shown, and nothing else: at the start or after an escape it has no base.
            marks = escaped ? marksPerBase : isMark ? marks + 1 : 0
            if escaped != runIsEscape && !run.isEmpty {
                pieces.append(Piece(text: String(run), isEscape: runIsEscape))
                run = String.UnicodeScalarView()
            }
            runIsEscape = escaped
            if escaped { run.append(contentsOf: escape(scalar).unicodeScalars) } else { run.append(scalar) }
        }
        if !run.isEmpty { pieces.append(Piece(text: String(run), isEscape: runIsEscape)) }
        return pieces
    }

    /// Whether a scalar is shown as an escape wherever it stands: control and format characters, separators other than
    /// the space, default ignorable code points (zero-width signs, variation selectors, fillers, tags), emoji modifiers
    /// (which a terminal may merge with what precedes them), private, unassigned and non-character code points.
    public static func isActive(_ scalar: Unicode.Scalar) -> Bool {
        let value = scalar.value
        if value < 0x7F { return value < 0x20 }
        if value < 0xA1 { return true }
        let properties = scalar.properties
        switch properties.generalCategory {
        case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator, .paragraphSeparator,
            .spaceSeparator:
            return true
        default:
            return properties.isDefaultIgnorableCodePoint || properties.isEmojiModifier
        }
    }

    /// The visible form of one scalar.
    public static func escape(_ scalar: Unicode.Scalar) -> String {
        switch scalar {
        case "\n": "\\n"
        case "\r": "\\r"
        case "\t": "\\t"
        default: "\\u{" + String(scalar.value, radix: 16, uppercase: true) + "}"
        }
    }

    private static func isPlain(_ raw: String) -> Bool {
        raw.utf8.allSatisfy { $0 >= 0x20 && $0 < 0x7F }
    }
}
