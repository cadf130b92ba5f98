internal import CloudTrail
internal import Events
internal import JSON
internal import Patterns
internal import Records

extension Plan {
    /// Tells by the raw text which of the undecided records may match at all; nil where nothing can be told.
    var sieve: TextSieve? {
        clues(root).map { TextSieve(anyOf: $0) }
    }

    /// Each is a pass over the text: more of them cost more than they save.
    private static let mostClues = 8

    /// Clues of which every undecided record that passes holds one; none at all where none passes.
    private func clues(_ node: Node) -> [TextClue]? {
        switch node {
        case .record(let test): return test.clues
        case .rows(let rows): return rows.intersection(undecided).isEmpty ? [] : nil
        case .not: return nil
        case .all(let parts):
            return parts.compactMap { clues($0) }.max { $0.worth < $1.worth }
        case .any(let parts):
            var all: [TextClue] = []
            for part in parts {
                guard let clues = clues(part) else { return nil }
                all += clues
            }
            return all.count <= Self.mostClues ? all : nil
        case .atLeast: return nil
        }
    }
}

extension [TextClue] {
    /// That of the least: any of them lets a record through.
    fileprivate var worth: Int { map(\.worth).min() ?? .max }
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
