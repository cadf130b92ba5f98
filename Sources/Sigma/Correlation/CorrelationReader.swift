internal import Patterns
internal import YAML

/// Reads the `correlation` of a document.
/// Source: the Sigma specification 2.1, "Sigma correlation rules".
struct CorrelationReader {
    private(set) var warnings: [RuleError] = []

    private static let keys = [
        "type", "rules", "group-by", "timespan", "timeframe", "condition", "aliases", "generate",
    ]

    /// - Parameter generate: the document's own `generate`, where it has one.
    mutating func correlation(_ pair: YAMLNode.Pair, generate: YAMLNode?) throws(RuleError) -> Correlation {
        let node = pair.value
        guard let members = node.map else { throw RuleError(.notAMap(what: "correlation"), at: node.position) }
        for member in members {
            guard let name = member.key.scalar?.text, !Self.keys.contains(name) else { continue }
            let near = Wording.suggestion(for: name, among: Self.keys)
            warnings.append(RuleError(.unknownKey(name, in: "a correlation", near: near), at: member.key.position))
        }
        let kind = try kind(try required("type", of: pair))
        let rules = try references(try required("rules", of: pair))
        guard let span = node["timespan"] ?? node["timeframe"] else {
            throw RuleError(.missingKey("timespan"), at: pair.key.position)
        }
        var correlation = Correlation(kind: kind, rules: rules, timespan: try timespan(span))
        correlation.groupBy = try texts(node["group-by"], "group-by", &correlation.positions)
        correlation.aliases = try aliases(node["aliases"], rules: rules, &correlation.positions)
        if let generate = node["generate"] ?? generate {
            guard let truth = generate.scalar?.truth else {
                throw RuleError(.wantsTruth("generate"), at: generate.position)
            }
            correlation.generatesBaseAlerts = truth
        }
        try readCondition(node.pair("condition"), of: pair, into: &correlation)
        return correlation
    }

    private func required(_ name: String, of pair: YAMLNode.Pair) throws(RuleError) -> YAMLNode {
        guard let value = pair.value[name], !value.isNull else {
            throw RuleError(.missingKey(name), at: pair.key.position)
        }
        return value
    }

    private func kind(_ node: YAMLNode) throws(RuleError) -> Correlation.Kind {
        guard let text = node.text else { throw RuleError(.wantsText("type"), at: node.position) }
        guard let kind = Correlation.Kind(rawValue: text) else {
            let near = Wording.suggestion(for: text, among: Correlation.Kind.allCases.map(\.rawValue))
            throw RuleError(.unknownKind(text, near: near), at: node.position)
        }
        return kind
    }

    /// `rules` of a correlation or filter: a list, or one.
    func references(_ node: YAMLNode) throws(RuleError) -> [Correlation.Reference] {
        var references: [Correlation.Reference] = []
        for element in node.elements {
            guard let text = element.text else { throw RuleError(.wantsText("rules"), at: element.position) }
            references.append(Correlation.Reference(text: text, position: element.position))
        }
        guard !references.isEmpty else { throw RuleError(.emptyList("rules"), at: node.position) }
        return references
    }

    /// Names of fields, one or a list; where each stands is noted.
    func texts(
        _ node: YAMLNode?, _ name: String, _ positions: inout [String: RulePosition]
    ) throws(RuleError) -> [String] {
        var texts: [String] = []
        for element in node?.elements ?? [] {
            guard let text = element.text else { throw RuleError(.wantsText(name), at: element.position) }
            texts.append(text)
            if positions[text] == nil { positions[text] = element.position }
        }
        return texts
    }

    /// In milliseconds.
    private func timespan(_ node: YAMLNode) throws(RuleError) -> Int64 {
        let text = node.text ?? ""
        let units: [Character: Int64] = ["s": 1_000, "m": 60_000, "h": 3_600_000, "d": 86_400_000]
        let digits = text.dropLast()
        guard let unit = text.last.flatMap({ units[$0] }), digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }),
            let count = Int64(digits), count > 0, count <= Int64.max / unit
        else { throw RuleError(.badTimespan(text), at: node.position) }
        return count * unit
    }

    private mutating func aliases(
        _ node: YAMLNode?, rules: [Correlation.Reference], _ positions: inout [String: RulePosition]
    ) throws(RuleError) -> [String: [String: String]] {
        guard let node, !node.isNull else { return [:] }
        guard let members = node.map else { throw RuleError(.notAMap(what: "aliases"), at: node.position) }
        var aliases: [String: [String: String]] = [:]
        for (key, value) in members {
            guard let alias = key.text else { throw RuleError(.keyNotText, at: key.position) }
            guard let fields = value.map else { throw RuleError(.notAMap(what: "an alias"), at: value.position) }
            for (rule, field) in fields {
                guard let name = rule.text else { throw RuleError(.keyNotText, at: rule.position) }
                guard let text = field.text else { throw RuleError(.wantsText(alias), at: field.position) }
                if !rules.contains(where: { $0.text == name }) {
                    warnings.append(RuleError(.foreignAlias(alias: alias, rule: name), at: rule.position))
                }
                aliases[alias, default: [:]][name] = text
                if positions[text] == nil { positions[text] = field.position }
            }
        }
        return aliases
    }
}
