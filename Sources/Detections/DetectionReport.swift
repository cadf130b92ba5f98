/// What a detector found, and what it could not follow to its end.
public struct DetectionReport: Hashable, Sendable {
    public var alerts: [Alert]
    /// In words, each with the rule's title in front.
    public var problems: [String]

    public init(alerts: [Alert] = [], problems: [String] = []) {
        self.alerts = alerts
        self.problems = problems
    }
}
