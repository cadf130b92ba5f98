internal import CloudTrail
internal import Patterns
internal import YAML

/// Takes the values of a field through its modifiers, from left to right.
struct ModifierChain {
    let key: FieldKey
    let placeholders: Placeholders

    private var isCased: Bool { key.has(.cased) }

    /// What a value becomes: several conditions where a modifier has several forms of it, of which any is meant.
    ///
    /// - Parameter budget: bytes that values may still grow to; what is made here is taken off.
    func conditions(of node: YAMLNode, budget: inout Int) throws(RuleError) -> [ValueCondition] {
        guard let scalar = node.scalar else {
            throw RuleError(node.list == nil ? .nestedValue(key.field) : .nestedList, at: node.position)
        }
        var drafts: [DraftValue] = [scalar.isNull ? .null : .written(scalar.text)]
        for (modifier, position) in key.modifiers {
            var next: [DraftValue] = []
            for draft in drafts {
                let made = try apply(modifier, at: position, to: draft, of: node, budget: budget)
                budget -= made.count == 1 ? 0 : made.reduce(0) { $0 + $1.size + 16 }
                guard budget >= 0 else { throw RuleError(.tooManyVariants, at: node.position) }
                next += made
            }
            drafts = next
        }
        var conditions: [ValueCondition] = []
        for draft in drafts { conditions.append(try condition(draft, of: node)) }
        return conditions
    }

    private func apply(
        _ modifier: Modifier, at position: RulePosition, to draft: DraftValue, of node: YAMLNode, budget: Int
    ) throws(RuleError) -> [DraftValue] {
        let misfit = RuleError(.doesNotFit(modifier: modifier.rawValue, value: draft.kind), at: position)
        switch modifier {
        case .all, .neq:
            // They concern all values of the field, not what each is.
            return [draft]
        case .cased:
            switch draft {
            case .written, .text, .regex, .field: return [draft]
            default: throw misfit
            }
        case .contains, .startswith, .endswith:
            guard let surrounded = surround(draft, modifier) else { throw misfit }
            return [surrounded]
        case .re:
            guard case .written(let source) = draft else { throw misfit }
            return [.regex(RegexPattern(source))]
        case .ignoreCase, .multiline, .dotAll:
            guard case .regex(let pattern) = draft else {
                throw RuleError(.misplacedFlag(modifier.rawValue), at: position)
            }
            return [.regex(pattern.adding(modifier))]
        case .cidr:
            guard case .written(let text) = draft else { throw misfit }
            guard let block = AddressBlock(text) else { throw RuleError(.notANetwork(text), at: node.position) }
            return [.network(block)]
        case .exists:
            guard case .written = draft, let truth = node.scalar?.truth else {
                throw RuleError(.wantsTruth(modifier.rawValue), at: node.position)
            }
            guard key.modifiers.count == 1 else { throw RuleError(.mustStandAlone(modifier.rawValue), at: position) }
            return [.exists(truth)]
        case .fieldref:
            guard case .written(let name) = draft, !name.isEmpty else { throw misfit }
            return [.field(name, .equal)]
        case .expand:
            let expansion = PlaceholderExpansion(placeholders: placeholders, position: node.position, budget: budget)
            guard let expanded = try expansion.expand(draft) else { throw misfit }
            return expanded
        case .windash:
            guard let pattern = draft.pattern else { throw misfit }
            return try DashVariants.of(pattern, at: node.position, budget: budget).map(DraftValue.text)
        case .gt, .gte, .lt, .lte:
            guard let compared = try compare(draft, modifier, of: node) else { throw misfit }
            return [compared]
        case .minute, .hour, .day, .week, .month, .year:
            guard let part = try timePart(draft, modifier, of: node) else { throw misfit }
            return [part]
        case .base64, .base64offset, .utf16, .utf16le, .utf16be, .wide:
            guard let encoded = try ValueEncoding.apply(modifier, to: draft, at: node.position) else { throw misfit }
            return encoded
        }
    }

    private func surround(_ draft: DraftValue, _ modifier: Modifier) -> DraftValue? {
        switch draft {
        case .written, .text:
            guard var pattern = draft.pattern else { return nil }
            if modifier != .startswith { pattern = pattern.beginning(with: .many) }
            if modifier != .endswith { pattern = pattern.ending(with: .many) }
            return .text(pattern)
        // It is looked for anywhere in the value as it is.
        case .regex where modifier == .contains: return draft
        case .field(let name, .equal): return modifier.fieldRelation.map { .field(name, $0) }
        default: return nil
        }
    }

    private func compare(_ draft: DraftValue, _ modifier: Modifier, of node: YAMLNode) throws(RuleError) -> DraftValue?
    {
        guard let relation = modifier.relation else { return nil }
        switch draft {
        case .written(let text):
            guard let number = DecimalNumber(text) else {
                throw RuleError(.notANumber(text, modifier: modifier.rawValue), at: node.position)
            }
            return .number(relation, number)
        case .timePart(let part, .equal, let number): return .timePart(part, relation, number)
        default: return nil
        }
    }

    private func timePart(_ draft: DraftValue, _ modifier: Modifier, of node: YAMLNode) throws(RuleError) -> DraftValue?
    {
        guard case .written(let text) = draft, let part = modifier.timePart else { return nil }
        guard let number = Int(text) else {
            throw RuleError(.notANumber(text, modifier: modifier.rawValue), at: node.position)
        }
        guard part.range.contains(number) else {
            let range = part.range
            let reason = RuleReason.outOfRange(text, part: part.rawValue, low: range.lowerBound, high: range.upperBound)
            throw RuleError(reason, at: node.position)
        }
        return .timePart(part, .equal, number)
    }

    private func condition(_ draft: DraftValue, of node: YAMLNode) throws(RuleError) -> ValueCondition {
        switch draft {
        case .written(let text): return .text(TextPattern(sigma: text), isCased: isCased)
        case .text(let pattern): return .text(pattern, isCased: isCased)
        case .bytes(_, let modifier):
            throw RuleError(.needsEncoding(modifier.rawValue), at: key.position(of: modifier) ?? node.position)
        case .regex(let pattern):
            do {
                _ = try RegularExpression(pattern)
            } catch {
                throw RuleError(.badRegex(error.message), at: node.position(ofCharacter: error.offset))
            }
            return .regex(pattern)
        case .network(let block): return .network(block)
        case .number(let relation, let number): return .number(relation, number)
        case .timePart(let part, let relation, let number): return .timePart(part, relation, number)
        case .exists(let truth): return .exists(truth)
        case .field(let name, let relation): return .field(name, relation, isCased: isCased)
        case .null: return .null
        }
    }
}

extension RegexPattern {
    /// The same expression with one of the modifiers `i`, `m` and `s`.
    fileprivate func adding(_ flag: Modifier) -> RegexPattern {
        RegexPattern(
            source, ignoresCase: ignoresCase || flag == .ignoreCase, isMultiline: isMultiline || flag == .multiline,
            dotMatchesNewline: dotMatchesNewline || flag == .dotAll)
    }
}
