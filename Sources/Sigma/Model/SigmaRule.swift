/// A document of a rule file that can be put to work: a rule, a correlation or a filter.
/// Source: the Sigma specification 2.1, "Sigma rules", "Sigma correlation rules" and "Sigma filters".
public struct SigmaRule: Hashable, Sendable {
    /// What a rule looks for.
    public enum Content: Hashable, Sendable {
        /// Events, each by itself.
        case detection(Detection)
        /// Matches of other rules that belong together.
        case correlation(Correlation)
        /// What other rules are to leave alone.
        case filter(RuleFilter)
    }

    public var header: RuleHeader
    public var logSource: LogSource
    public var content: Content

    public init(header: RuleHeader, logSource: LogSource, content: Content) {
        self.header = header
        self.logSource = logSource
        self.content = content
    }
}

/// The logs that a rule is made for, as its author names them, in lower case.
public struct LogSource: Hashable, Sendable {
    public var product: String?
    public var service: String?
    public var category: String?

    public init(product: String? = nil, service: String? = nil, category: String? = nil) {
        self.product = product
        self.service = service
        self.category = category
    }
}
