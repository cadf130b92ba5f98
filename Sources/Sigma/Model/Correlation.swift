public import Patterns
public import YAML

/// What matches of other rules must have in common to be an alert of their own.
/// Source: the Sigma specification 2.1, "Sigma correlation rules".
public struct Correlation: Hashable, Sendable {
    /// What is counted in a window. The raw value is the word that rules write.
    public enum Kind: String, CaseIterable, Sendable {
        case eventCount = "event_count"
        case valueCount = "value_count"
        case temporal
        case temporalOrdered = "temporal_ordered"
        case valueSum = "value_sum"
        case valueAverage = "value_avg"
        case valuePercentile = "value_percentile"
        case valueMedian = "value_median"
    }

    /// A relation that the figure of a window must have to a number.
    public struct Bound: Hashable, Sendable {
        public var relation: NumberRelation
        public var value: DecimalNumber

        public init(_ relation: NumberRelation, _ value: DecimalNumber) {
            self.relation = relation
            self.value = value
        }
    }

    /// Rules or correlations, by id, name or title, as written.
    public struct Reference: Hashable, Sendable {
        public var text: String
        public var position: RulePosition

        public init(text: String, position: RulePosition) {
            self.text = text
            self.position = position
        }
    }

    public var kind: Kind
    public var rules: [Reference]
    /// Fields or aliases that all events of a group have in common.
    public var groupBy: [String]
    /// Milliseconds from the first to the last event of a window, both within it.
    public var timespan: Int64
    /// All of them must hold. Empty for `temporal` and `temporal_ordered` that want every rule.
    public var bounds: [Bound]
    /// The fields whose values are counted or added up; several are counted as one tuple.
    public var fields: [String]
    /// For `value_percentile`: 0 to 100.
    public var percentile: Double
    /// For each alias the field that it stands for, by the reference to the rule as written.
    public var aliases: [String: [String: String]]
    /// Whether the rules that it rests on raise alerts of their own.
    public var generatesBaseAlerts: Bool
    /// Where each field and alias is first written; for problems.
    var positions: [String: RulePosition] = [:]

    public init(
        kind: Kind, rules: [Reference], groupBy: [String] = [], timespan: Int64, bounds: [Bound] = [],
        fields: [String] = [], percentile: Double = 50, aliases: [String: [String: String]] = [:],
        generatesBaseAlerts: Bool = false
    ) {
        self.kind = kind
        self.rules = rules
        self.groupBy = groupBy
        self.timespan = timespan
        self.bounds = bounds
        self.fields = fields
        self.percentile = percentile
        self.aliases = aliases
        self.generatesBaseAlerts = generatesBaseAlerts
    }

    /// The fields that names stand for in the matches of one of the rules.
    public func fields(_ names: [String], of reference: Reference) -> [String] {
        names.map { aliases[$0]?[reference.text] ?? $0 }
    }
}

/// What rules are to leave alone: their condition and the filter's must both hold.
/// Source: the Sigma specification 2.1, "Sigma filters".
public struct RuleFilter: Hashable, Sendable {
    /// The rules that it belongs to, by id, name or title; nil for all of its log source.
    public var rules: [Correlation.Reference]?
    public var detection: Detection

    public init(rules: [Correlation.Reference]?, detection: Detection) {
        self.rules = rules
        self.detection = detection
    }
}
