internal import YAML

/// A key of a selection: a field, or nothing for keywords, and modifiers behind it.
struct FieldKey {
    /// Empty for keywords.
    let field: String
    /// In the order in which they apply.
    let modifiers: [(modifier: Modifier, position: RulePosition)]
    let written: String
    let position: RulePosition

    init(_ node: YAMLNode) throws(RuleError) {
        guard let text = node.scalar?.text else { throw RuleError(.keyNotText, at: node.position) }
        var parts = text.split(separator: "|", omittingEmptySubsequences: false)
        field = String(parts.removeFirst())
        written = text
        position = node.position
        var offset = field.count + 1
        var modifiers: [(modifier: Modifier, position: RulePosition)] = []
        for part in parts {
            let place = node.position(ofCharacter: offset)
            modifiers.append((try Self.modifier(String(part), at: place), place))
            offset += part.count + 1
        }
        self.modifiers = modifiers
    }

    /// A list of keywords without a key.
    init(keywordsAt position: RulePosition) {
        field = ""
        modifiers = []
        written = ""
        self.position = position
    }

    /// Where a modifier stands; nil where it does not.
    func position(of modifier: Modifier) -> RulePosition? {
        modifiers.first { $0.modifier == modifier }?.position
    }

    func has(_ modifier: Modifier) -> Bool { position(of: modifier) != nil }

    private static func modifier(_ name: String, at position: RulePosition) throws(RuleError) -> Modifier {
        if name.isEmpty { throw RuleError(.missingModifier, at: position) }
        if let modifier = Modifier(rawValue: name) { return modifier }
        // Single letters are no slips of longer words.
        let names = Modifier.allCases.map(\.rawValue).filter { $0.count > 1 }
        throw RuleError(.unknownModifier(name, near: Wording.suggestion(for: name, among: names)), at: position)
    }
}
