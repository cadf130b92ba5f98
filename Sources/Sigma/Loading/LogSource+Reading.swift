internal import YAML

extension LogSource {
    init(_ node: YAMLNode) throws(RuleError) {
        guard node.map != nil else { throw RuleError(.notAMap(what: "logsource"), at: node.position) }
        func member(_ name: String) throws(RuleError) -> String? {
            guard let value = node[name], !value.isNull else { return nil }
            guard let text = value.text else { throw RuleError(.wantsText(name), at: value.position) }
            return text.lowercased()
        }
        self.init(
            product: try member("product"), service: try member("service"), category: try member("category"))
    }

    /// Whether events of CloudTrail or findings of GuardDuty are meant. Old rules name the service alone.
    var isOurs: Bool {
        let services = ["cloudtrail", "guardduty"]
        switch (product, service) {
        case ("aws"?, nil): return category == nil
        case ("aws"?, let service?), (nil, let service?): return services.contains(service)
        default: return false
        }
    }

    /// As a reason why a rule is skipped: `product windows, service security`.
    var text: String {
        let parts = [("product", product), ("category", category), ("service", service)]
        let named = parts.compactMap { name, value in value.map { "\(name) \($0.prefix(YAMLLimits.quotedWord))" } }
        return named.isEmpty ? "no product" : named.joined(separator: ", ")
    }
}
