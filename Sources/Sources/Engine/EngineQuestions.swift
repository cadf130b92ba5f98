public import Athena
public import CloudTrail
public import Events
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

    /// How many calls there are: as few queries as the engine takes, each with the questions that it answers, by number.
    public func counts(of questions: Set<CallQuestion>) -> [(query: EventQuery, questions: [CallQuestion])] {
        let kinds = Dictionary(grouping: questions, by: Kind.init)
        return kinds.keys.sorted().flatMap { kind in
            let all = (kinds[kind] ?? []).sorted { $0.order < $1.order }
            return stride(from: 0, to: all.count, by: Self.mostCounts).map { start in
                let part = Array(all[start..<min(start + Self.mostCounts, all.count)])
                let numbered = part.enumerated().map { (number: $0, $1) }
                return (EventQuery.counts(of: numbered, in: table, window: window), part)
            }
        }
    }

    /// The last calls by infrastructure as code that counts told of: what says that it is usual rests on them.
    public func lastByCode(_ counts: [(CallQuestion, last: EventTime)]) -> EventQuery {
        EventQuery.lastByCode(counts, in: table, window: window)
    }

    /// A question takes some 200 bytes of a statement, which has at most 262,144. Source: the Athena user guide, "Service
    /// quotas".
    private static let mostCounts = 800

    /// Questions that one query can answer.
    private enum Kind: Int, Comparable {
        case everywhere, account, name, changes

        init(_ question: CallQuestion) {
            self =
                switch question.calls {
                case .all: question.account == nil ? .everywhere : .account
                case .named: .name
                case .changes: .changes
                }
        }

        static func < (left: Kind, right: Kind) -> Bool { left.rawValue < right.rawValue }
    }

    /// Calls that are looked at whoever makes them: what may be the lead, what ends a trail, and all of root.
    private static let others: Query.Predicate? = .anyOf(
        [
            "CreateKeyPair", "ImportKeyPair", "StopLogging", "StartLogging", "DeleteTrail", "UpdateTrail",
            "PutEventSelectors", "PutInsightSelectors", "DeleteEventDataStore", "StopEventDataStoreIngestion",
            "StartEventDataStoreIngestion", "UpdateEventDataStore", "CreateTrail",
        ].map { .field(.name, is: $0) } + [.field(.type, is: "Root")])
}

extension CallQuestion {
    /// The same questions are asked in the same order, so that a statement is the same each time.
    fileprivate var order: String {
        [account ?? "", calls.name ?? "", from?.iso8601 ?? "", to?.iso8601 ?? ""].joined(separator: " ")
    }
}
