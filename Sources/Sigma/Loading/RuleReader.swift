internal import YAML

/// Turns one document into a rule.
struct RuleReader {
    /// What became of a document.
    enum Outcome {
        case rule(SigmaRule, warnings: [RuleError])
        /// It is for other logs.
        case skipped(LogSource)
    }

    private static let contents = ["detection", "correlation", "filter"]

    let placeholders: Placeholders

    /// The value of a document; nil where it is empty.
    static func node(of source: SourceText) throws(RuleError) -> YAMLNode? {
        do {
            return try YAMLReader.read(source)
        } catch {
            throw RuleError(error)
        }
    }

    func read(_ node: YAMLNode) throws(RuleError) -> Outcome {
        guard node.map != nil else { throw RuleError(.notAMap(what: "a rule"), at: node.position) }
        let found = Self.contents.compactMap { node.pair($0) }
        if found.count > 1 { throw RuleError(.severalContents, at: found[1].key.position) }
        guard let content = found.first, let name = content.key.scalar?.text else {
            throw RuleError(.noContent, at: node.position)
        }
        let logSource = try logSource(of: node, isNeeded: name != "correlation")
        if let logSource, !logSource.isOurs { return .skipped(logSource) }

        var headers = HeaderReader()
        let header = try headers.header(node, position: node.position, hasLevel: name != "filter")
        var warnings = headers.warnings
        let read = try self.content(content, named: name, of: node, warnings: &warnings)
        let rule = SigmaRule(header: header, logSource: logSource ?? LogSource(), content: read)
        warnings += RuleLint(rule).warnings(tags: node["tags"])
        if warnings.count > RuleLimits.warnings {
            warnings[RuleLimits.warnings...] = [RuleError(.moreWarnings, at: node.position)]
        }
        return .rule(rule, warnings: warnings)
    }

    private func content(
        _ pair: YAMLNode.Pair, named name: String, of node: YAMLNode, warnings: inout [RuleError]
    ) throws(RuleError) -> SigmaRule.Content {
        if name == "correlation" {
            var reader = CorrelationReader()
            let correlation = try reader.correlation(pair, generate: node["generate"])
            warnings += reader.warnings
            return .correlation(correlation)
        }
        var reader = DetectionReader(placeholders: placeholders)
        let isFilter = name == "filter"
        let detection = try reader.detection(pair, name: name, reserved: isFilter ? ["rules"] : [])
        warnings += reader.warnings
        return isFilter
            ? .filter(RuleFilter(rules: try filteredRules(pair), detection: detection)) : .detection(detection)
    }

    private func logSource(of node: YAMLNode, isNeeded: Bool) throws(RuleError) -> LogSource? {
        if let value = node["logsource"], !value.isNull { return try LogSource(value) }
        if isNeeded { throw RuleError(.missingKey("logsource"), at: node.position) }
        return nil
    }

    /// Nil for `any`.
    private func filteredRules(_ filter: YAMLNode.Pair) throws(RuleError) -> [Correlation.Reference]? {
        guard let rules = filter.value["rules"], !rules.isNull else {
            throw RuleError(.missingKey("rules"), at: filter.key.position)
        }
        if rules.elements.contains(where: { $0.text?.lowercased() == "any" }) { return nil }
        return try CorrelationReader().references(rules)
    }
}
