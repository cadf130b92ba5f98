public import Athena
internal import CloudTrail
public import Query
public import Sigma

/// What an engine is asked of a trail before anything is known of an incident.
public struct EngineQuestions: Sendable {
    private let table: EventTable
    private let window: EventWindow
    private let rules: RuleSelection

    public init(of table: EventTable, window: EventWindow, rules: [SigmaRule]) {
        self.table = table
        self.window = window
        self.rules = RuleSelection(rules)
    }

    /// What detections look at: the events that rules match, the calls that built-in detectors and coverage read, and the
    /// frame of the trail.
    ///
    /// - Parameter start: what an investigation starts from besides; nil where it is alerts.
    public func opening(start: Predicate?) -> [EventQuery] {
        let translator = FilterTranslator(last: window.to ?? EventTime(milliseconds: 0))
        let others = [Self.others, start].compactMap { $0.map(translator.bounds) }
        return [EventQuery.frame(of: table, window: window), .probes(of: table, window: window)]
            + rules.queries(of: table, window: window, also: others)
    }

    /// All events of keys, addresses and principals.
    public func events(of members: Members) -> EventQuery {
        EventQuery("all events of \(members.count) members", members.bounds, in: table, window: window)
    }

    /// Calls that speak of resources and credentials.
    public func events(mentioning names: Set<String>) -> EventQuery {
        EventQuery("calls that name what was changed", Mentions(names).bounds, in: table, window: window)
    }

    /// Calls that are looked at whoever makes them: what may be the lead, what ends a trail, and all of root.
    private static let others: Query.Predicate? = .anyOf(
        [
            "CreateKeyPair", "ImportKeyPair", "StopLogging", "StartLogging", "DeleteTrail", "UpdateTrail",
            "PutEventSelectors", "PutInsightSelectors", "DeleteEventDataStore", "StopEventDataStoreIngestion",
            "StartEventDataStoreIngestion", "UpdateEventDataStore", "CreateTrail",
        ].map { .field(.name, is: $0) } + [.field(.type, is: "Root")])
}
