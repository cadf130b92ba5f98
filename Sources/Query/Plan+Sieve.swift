internal import CloudTrail
internal import Events
internal import Records

extension Plan {
    /// Tells by the raw text which of the undecided records may match at all; nil where nothing can be told.
    var sieve: TextSieve? {
        needles(root).map { TextSieve(anyOf: $0) }
    }

    /// Each is a pass over the text: more of them cost more than they save.
    private static let mostNeedles = 8

    /// Texts of which every undecided record that passes holds one; none at all where none passes.
    private func needles(_ node: Node) -> [TextNeedle]? {
        switch node {
        case .record(let test): return test.needles
        case .rows(let rows): return rows.intersection(undecided).isEmpty ? [] : nil
        case .not: return nil
        case .all(let parts):
            return parts.compactMap { needles($0) }.max { $0.worth < $1.worth }
        case .any(let parts):
            var all: [TextNeedle] = []
            for part in parts {
                guard let needles = needles(part) else { return nil }
                all += needles
            }
            return all.count <= Self.mostNeedles ? all : nil
        }
    }
}

extension [TextNeedle] {
    /// That of the least: any of them lets a record through.
    fileprivate var worth: Int { map(\.worth).min() ?? .max }
}

extension TextPattern {
    /// The longest part of a pattern that can be looked for.
    var needles: [TextNeedle]? {
        let parts = pieces.compactMap { piece in
            if case .literal(let text) = piece { TextNeedle(within: text, ignoresCase: true) } else { nil }
        }
        return parts.max { $0.worth < $1.worth }.map { [$0] }
    }
}

extension ValueTest {
    /// Texts of which every value that passes holds one, however it is spelled; nil where none can be told.
    var needles: [TextNeedle]? {
        switch self {
        case .present, .network, .compare: return nil
        case .exact(let text): return TextNeedle(within: text, ignoresCase: false).map { [$0] }
        case .text(let pattern):
            // Numbers and addresses have many spellings.
            if let literal = pattern.literal, DecimalNumber(literal) != nil || IPAddress(literal) != nil { return nil }
            return pattern.needles
        case .regex(let pattern):
            let literals = RegexLiterals(pattern)
            return literals.texts.flatMap { texts in
                let needles = texts.compactMap { TextNeedle(within: $0, ignoresCase: literals.ignoresCase) }
                return needles.count == texts.count && !texts.isEmpty ? needles : nil
            }
        }
    }
}

extension JSONPath {
    /// The last name on the way, which a record must hold that has a value there.
    private var lastName: Substring { text.split(separator: ".").last ?? "" }

    var needles: [TextNeedle]? {
        TextNeedle(within: String(lastName), ignoresCase: false).map { [$0] }
    }
}
