internal import YAML

/// Reads the selections of a detection.
/// Source: the Sigma specification 2.1, "Detection".
struct SelectionReader {
    let placeholders: Placeholders
    private(set) var warnings: [RuleError] = []
    private var budget = RuleLimits.expandedBytes

    init(placeholders: Placeholders) { self.placeholders = placeholders }

    mutating func selection(_ pair: YAMLNode.Pair) throws(RuleError) -> Selection {
        guard let name = pair.key.scalar?.text else { throw RuleError(.keyNotText, at: pair.key.position) }
        let item = try item(pair.value, key: pair.key)
        return Selection(name: name, item: item, position: pair.key.position)
    }

    private mutating func item(_ node: YAMLNode, key: YAMLNode) throws(RuleError) -> Selection.Item {
        switch node.content {
        case .map(let pairs) where !pairs.isEmpty:
            var items: [Selection.Item] = []
            for pair in pairs { items.append(try test(pair)) }
            return items.count == 1 ? items[0] : .all(items)
        case .list(let nodes) where !nodes.isEmpty: return try list(nodes, key: key)
        case .scalar(let scalar) where !scalar.isNull:
            return try keywords(FieldKey(keywordsAt: node.position), [node])
        default:
            warnings.append(RuleError(.emptySelection, at: key.position))
            return .any([])
        }
    }

    /// Maps are alternatives, and so are keywords.
    private mutating func list(_ nodes: [YAMLNode], key: YAMLNode) throws(RuleError) -> Selection.Item {
        var items: [Selection.Item] = []
        let words = nodes.filter { $0.scalar != nil }
        if let first = words.first { items.append(try keywords(FieldKey(keywordsAt: first.position), words)) }
        for node in nodes where node.scalar == nil {
            guard node.map != nil else { throw RuleError(.nestedList, at: node.position) }
            items.append(try item(node, key: key))
        }
        return items.count == 1 ? items[0] : .any(items)
    }

    private mutating func test(_ pair: YAMLNode.Pair) throws(RuleError) -> Selection.Item {
        let key = try FieldKey(pair.key)
        if pair.value.list?.isEmpty == true { throw RuleError(.emptyList(key.written), at: pair.value.position) }
        if let position = key.position(of: .all), pair.value.list == nil {
            warnings.append(RuleError(.singleAll, at: position))
        }
        // Null is a value here, not the lack of one.
        let nodes = pair.value.list ?? [pair.value]
        if key.field.isEmpty { return try keywords(key, nodes) }
        if nodes.count > 1, let position = key.position(of: .exists) {
            throw RuleError(.mustStandAlone(Modifier.exists.rawValue), at: position)
        }
        return combined(try values(of: key, nodes), key: key) { values, wantsAll in
            .field(
                FieldTest(
                    field: key.field, values: values, wantsAll: wantsAll, isNegated: key.has(.neq),
                    written: key.written, position: key.position))
        }
    }

    private mutating func keywords(_ key: FieldKey, _ nodes: [YAMLNode]) throws(RuleError) -> Selection.Item {
        if let misfit = key.modifiers.first(where: { $0.modifier.needsField }) {
            throw RuleError(.needsField(misfit.modifier.rawValue), at: misfit.position)
        }
        if let null = nodes.first(where: \.isNull) { throw RuleError(.nullKeyword, at: null.position) }
        return combined(try values(of: key, nodes), key: key) { values, wantsAll in
            .keywords(KeywordTest(values: values, wantsAll: wantsAll, position: key.position))
        }
    }

    /// The conditions that each value stands for.
    private mutating func values(of key: FieldKey, _ nodes: [YAMLNode]) throws(RuleError) -> [[ValueCondition]] {
        let chain = ModifierChain(key: key, placeholders: placeholders)
        var values: [[ValueCondition]] = []
        for node in nodes { values.append(try chain.conditions(of: node, budget: &budget)) }
        return values
    }

    /// One test of all the values, or, where all are wanted and some have several forms, a test of each.
    private func combined(
        _ values: [[ValueCondition]], key: FieldKey, test: ([ValueCondition], Bool) -> Selection.Item
    ) -> Selection.Item {
        guard key.has(.all), values.contains(where: { $0.count != 1 }) else {
            return test(values.flatMap { $0 }, key.has(.all))
        }
        let tests = values.map { test($0, false) }
        return key.has(.neq) ? .any(tests) : .all(tests)
    }
}

extension Modifier {
    /// Whether it asks something that only the value of a field can answer.
    fileprivate var needsField: Bool {
        switch self {
        case .neq, .exists, .fieldref, .cidr: true
        default: relation != nil || timePart != nil
        }
    }
}
