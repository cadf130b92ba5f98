internal import CloudTrail
internal import Events
internal import JSON
internal import Patterns
internal import Records

extension Plan {
    /// Tells by the raw text which of the undecided records may match at all; nil where nothing can be told.
    var sieve: TextSieve? {
        root.clues(among: undecided, \.clues).map { TextSieve(anyOf: $0) }
    }
}

extension TextPattern {
    /// The longest part of a pattern that can be looked for.
    var clues: [TextClue]? {
        let parts = pieces.compactMap { piece in
            if case .literal(let text) = piece { TextNeedle(within: text, ignoresCase: true) } else { nil }
        }
        return parts.max { $0.worth < $1.worth }.map { [.text($0)] }
    }
}

extension ValueTest {
    /// Texts of which every value that passes holds one, however it is spelled; nil where none can be told.
    var clues: [TextClue]? {
        switch self {
        case .present, .network, .compare: return nil
        case .exact(let text): return TextNeedle(within: text, ignoresCase: false).map { [.text($0)] }
        case .text(let pattern):
            // Numbers and addresses have many spellings.
            if let literal = pattern.literal, DecimalNumber(literal) != nil || IPAddress(literal) != nil { return nil }
            return pattern.clues
        case .regex(let pattern):
            let literals = RegexLiterals(pattern)
            return literals.texts.flatMap { texts in
                let needles = texts.compactMap { TextNeedle(within: $0, ignoresCase: literals.ignoresCase) }
                return needles.count == texts.count && !texts.isEmpty ? needles.map { .text($0) } : nil
            }
        }
    }
}

extension JSONPath {
    /// What a record must hold that has a value there which passes: a member of the path's last name.
    func clues(_ test: ValueTest, _ matcher: ValueMatcher) -> [TextClue]? {
        let name = text.split(separator: ".", omittingEmptySubsequences: false).last ?? ""
        // Whether there is a value at all is told by the name: nothing is gained by a look at each.
        if test != .present, let member = MemberClue(name: name, where: { matcher.mayMatch($0, of: $1) }) {
            return [.member(member)]
        }
        let needle = text.split(separator: ".").last.flatMap { TextNeedle(within: String($0), ignoresCase: false) }
        return needle.map { [.text($0)] }
    }
}

extension ValueMatcher {
    /// Whether the value that a tape took apart passes, or may where that cannot be told.
    fileprivate func mayMatch(_ tape: JSONTape, of text: Span<UInt8>) -> Bool {
        do throws(RegularExpression.LimitExceeded) {
            return try matches(tape, at: 0, of: text)
        } catch {
            // Whoever takes the record apart says that it was too costly, if the path leads there.
            return true
        }
    }
}
