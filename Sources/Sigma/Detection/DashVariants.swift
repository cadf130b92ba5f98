internal import Patterns
internal import YAML

/// The forms of a command line's flags for `windash`: each sign that begins a word may be any of five.
/// Source: the Sigma specification 2.1, "Sigma modifiers"; where the signs count is as pySigma has it.
enum DashVariants {
    /// Hyphen, slash, en dash, em dash, horizontal bar.
    private static let signs: [Character] = ["-", "/", "\u{2013}", "\u{2014}", "\u{2015}"]

    static func of(
        _ pattern: TextPattern, at position: RulePosition, budget: Int
    ) throws(RuleError) -> [TextPattern] {
        var variants: [[TextPattern.Piece]] = [[]]
        for piece in pattern.pieces {
            guard case .literal(let text) = piece else {
                variants = variants.map { $0 + [piece] }
                continue
            }
            for part in parts(text) {
                let choices = part.isFlag ? signs.map(String.init) : [part.text]
                let size = (variants.first?.count ?? 0) * 16 + text.utf8.count
                guard variants.count <= max(0, budget) / (max(1, size) * choices.count) else {
                    throw RuleError(.tooManyVariants, at: position)
                }
                variants = variants.flatMap { variant in choices.map { variant + [.literal($0)] } }
            }
        }
        return variants.map(TextPattern.init)
    }

    /// The text in pieces, the signs in front of words apart.
    private static func parts(_ text: String) -> [(text: String, isFlag: Bool)] {
        let characters = Array(text)
        var parts: [(text: String, isFlag: Bool)] = []
        var plain = ""
        for (index, character) in characters.enumerated() {
            let isFlag =
                signs.contains(character) && (index == 0 || !isWord(characters[index - 1]))
                && index + 1 < characters.count && isWord(characters[index + 1])
            if isFlag {
                parts += [(plain, false), (String(character), true)]
                plain = ""
            } else {
                plain.append(character)
            }
        }
        return (parts + [(plain, false)]).filter { !$0.text.isEmpty }
    }

    private static func isWord(_ character: Character) -> Bool {
        character.isLetter || character.isNumber || character == "_"
    }
}
