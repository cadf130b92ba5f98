internal import CloudTrail
internal import YAML

/// Finds what a rule says in words that the logs do not have: it works, though perhaps not as its author thinks.
struct RuleLint {
    private let rule: SigmaRule

    init(_ rule: SigmaRule) { self.rule = rule }

    /// - Parameter tags: the rule's tags with their places.
    func warnings(tags: YAMLNode?) -> [RuleError] {
        let fields =
            switch rule.content {
            case .detection(let detection): self.fields(of: detection)
            case .filter(let filter): self.fields(of: filter.detection)
            // Its rules say which fields there are: see `CorrelationLint`.
            case .correlation: [(name: String, position: RulePosition)]()
            }
        // No more are made than are told: to find what was meant takes long.
        let most = RuleLimits.warnings + 1
        let ofFields = fields.lazy.compactMap { Self.warning($0.name, of: rule.logSource, at: $0.position) }.prefix(
            most)
        let ofTags = (tags?.elements ?? []).lazy.compactMap(TagLint.warning).prefix(most)
        return Array(ofFields) + Array(ofTags)
    }

    /// The first part of a path must be a member of a record.
    static func warning(_ field: String, of logSource: LogSource, at position: RulePosition) -> RuleError? {
        let isForFindings = logSource.service == "guardduty"
        let first = String(field.prefix { $0 != "." && $0 != "[" })
        let known = isForFindings ? RecordKeys.finding : RecordKeys.event
        // The API of GuardDuty begins the same names with a capital letter.
        if known.contains(first) || isForFindings && known.contains(first.prefix(1).lowercased() + first.dropFirst()) {
            return nil
        }
        let source = isForFindings ? "GuardDuty" : "CloudTrail"
        let near = Wording.suggestion(for: first, among: known)
        return RuleError(.unknownField(first, source: source, near: near), at: position)
    }

    private func fields(of detection: Detection) -> [(name: String, position: RulePosition)] {
        detection.selections.flatMap { fields(of: $0.item) }
    }

    private func fields(of item: Selection.Item) -> [(name: String, position: RulePosition)] {
        switch item {
        case .all(let items), .any(let items): return items.flatMap { fields(of: $0) }
        case .keywords: return []
        case .field(let test):
            let others = test.values.compactMap { value in
                if case .field(let name, _, _) = value { name } else { nil }
            }
            return ([test.field] + others).map { ($0, test.position) }
        }
    }
}
