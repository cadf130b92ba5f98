internal import Query
public import Sigma

/// The events that rules, each by itself and with others, may match.
public struct RuleSelection: Sendable {
    /// A rule, and what the engine can decide of it.
    public struct Part: Sendable {
        public let header: RuleHeader
        public let bounds: Bounds
    }

    /// By rule, in the order of the rules; those without which no rule needs events are left out.
    public let parts: [Part]

    /// - Parameter rules: rules, and correlations, whose base rules are among them. A correlation that wants many events
    ///   of a group needs those of groups only that have as many in all.
    public init(_ rules: [SigmaRule]) {
        let translator = RuleTranslator()
        parts = rules.compactMap { rule in
            guard case .detection(let detection) = rule.content, rule.logSource.service != "guardduty" else {
                return nil
            }
            return Part(header: rule.header, bounds: translator.bounds(detection))
        }
    }
}
