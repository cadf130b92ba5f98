internal import YAML

/// Reads what a rule says of itself.
struct HeaderReader {
    private(set) var warnings: [RuleError] = []

    private static let statuses = ["stable", "test", "experimental", "deprecated", "unsupported"]

    /// - Parameters:
    ///   - position: where the document begins.
    ///   - hasLevel: whether a level is asked for; filters have none.
    mutating func header(_ node: YAMLNode, position: RulePosition, hasLevel: Bool) throws(RuleError) -> RuleHeader {
        guard let title = try text("title", of: node), !title.isEmpty else {
            throw RuleError(.missingKey("title"), at: position)
        }
        let name = try text("name", of: node)
        let id = try text("id", of: node)
        return RuleHeader(
            id: id ?? name ?? title, name: name, title: title, level: hasLevel ? level(node, position) : .medium,
            status: try status(node), description: try text("description", of: node) ?? "",
            author: try author(node), references: try texts("references", of: node),
            falsePositives: try texts("falsepositives", of: node), tags: try texts("tags", of: node), position: position
        )
    }

    /// The names by which other documents may ask for this one.
    static func names(_ node: YAMLNode) -> [String] {
        ["id", "name", "title"].compactMap { node[$0]?.text }
    }

    private func text(_ name: String, of node: YAMLNode) throws(RuleError) -> String? {
        guard let value = node[name], !value.isNull else { return nil }
        guard let text = value.text else { throw RuleError(.wantsText(name), at: value.position) }
        return text
    }

    /// A list of texts, or one. Empty elements are left out.
    private func texts(_ name: String, of node: YAMLNode) throws(RuleError) -> [String] {
        var texts: [String] = []
        for element in node[name]?.elements ?? [] where !element.isNull {
            guard let text = element.text else { throw RuleError(.wantsText(name), at: element.position) }
            texts.append(text)
        }
        return texts
    }

    private func author(_ node: YAMLNode) throws(RuleError) -> String? {
        let authors = try texts("author", of: node)
        return authors.isEmpty ? nil : authors.joined(separator: ", ")
    }

    private mutating func level(_ node: YAMLNode, _ position: RulePosition) -> Level {
        guard let value = node["level"], !value.isNull else {
            warnings.append(RuleError(.missingLevel, at: position))
            return .medium
        }
        let written = value.scalar?.text ?? ""
        if let level = Level(rawValue: written.lowercased()) { return level }
        let near = Wording.suggestion(for: written, among: Level.allCases.map(\.rawValue))
        warnings.append(RuleError(.unknownLevel(written, near: near), at: value.position))
        return .medium
    }

    private mutating func status(_ node: YAMLNode) throws(RuleError) -> String? {
        guard let status = try text("status", of: node) else { return nil }
        if !Self.statuses.contains(status), let position = node["status"]?.position {
            let near = Wording.suggestion(for: status, among: Self.statuses)
            warnings.append(RuleError(.unknownStatus(status, near: near), at: position))
        }
        return status
    }
}
