internal import Patterns
internal import YAML

/// Puts values in the place of `%name%`, for the modifier `expand`.
/// Source: the Sigma specification 2.1, "Placeholders".
struct PlaceholderExpansion {
    let placeholders: Placeholders
    let position: RulePosition
    /// Bytes that the values may take together.
    let budget: Int

    /// - Returns: nil where the value holds no text.
    func expand(_ draft: DraftValue) throws(RuleError) -> [DraftValue]? {
        switch draft {
        case .written(let text): return try expand(text).map(DraftValue.written)
        case .regex(let pattern):
            return try expand(pattern.source).map { source in
                .regex(
                    RegexPattern(
                        source, ignoresCase: pattern.ignoresCase, isMultiline: pattern.isMultiline,
                        dotMatchesNewline: pattern.dotMatchesNewline))
            }
        case .text(let pattern):
            var variants: [[TextPattern.Piece]] = [[]]
            for piece in pattern.pieces {
                guard case .literal(let text) = piece else {
                    variants = variants.map { $0 + [piece] }
                    continue
                }
                let choices = try expand(text).map { TextPattern(sigma: $0).pieces }
                try check(variants.count, choices.count, size: text.utf8.count)
                variants = variants.flatMap { variant in choices.map { variant + $0 } }
            }
            return variants.map { .text(TextPattern($0)) }
        default: return nil
        }
    }

    private func expand(_ text: String) throws(RuleError) -> [String] {
        var variants = [""]
        for part in Self.parts(text) {
            var choices = [part.text]
            if part.isName {
                guard let values = placeholders.values[part.text] else {
                    let near = Wording.suggestion(for: part.text, among: placeholders.values.keys)
                    throw RuleError(.unresolvedPlaceholder(part.text, near: near), at: position)
                }
                choices = values
            }
            let longest = choices.map(\.utf8.count).max() ?? 0
            try check(variants.count, choices.count, size: longest + (variants.first?.utf8.count ?? 0))
            variants = variants.flatMap { variant in choices.map { variant + $0 } }
        }
        return variants
    }

    private func check(_ left: Int, _ right: Int, size: Int) throws(RuleError) {
        let (count, overflow) = left.multipliedReportingOverflow(by: right)
        guard !overflow, count <= max(0, budget) / max(1, size) else { throw RuleError(.tooManyVariants, at: position) }
    }

    /// The text in pieces, the names of placeholders without their signs. `\%` is a plain sign.
    private static func parts(_ text: String) -> [(text: String, isName: Bool)] {
        var parts: [(text: String, isName: Bool)] = []
        var plain = ""
        var rest = text[...]
        while let character = rest.popFirst() {
            if character == "\\", rest.first == "%" {
                plain.append("%")
                rest.removeFirst()
            } else if character == "%", let name = name(at: rest) {
                parts += [(plain, false), (String(name), true)]
                plain = ""
                rest = rest[name.endIndex...].dropFirst()
            } else {
                plain.append(character)
            }
        }
        return (parts + [(plain, false)]).filter { !$0.text.isEmpty }
    }

    private static func name(at text: Substring) -> Substring? {
        let name = text.prefix { $0.isLetter || $0.isNumber || $0 == "_" || $0 == "-" || $0 == "." }
        guard !name.isEmpty, text[name.endIndex...].first == "%" else { return nil }
        return name
    }
}
