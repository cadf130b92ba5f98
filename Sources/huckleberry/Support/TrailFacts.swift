import Detections
import Events
import Investigation
import Query
import Records
import Synchronization

/// What filters may ask besides the events themselves, told from the trail alone: what an alert is about, and what is in
/// the scope of the incident that leads. Marks, notes and tags belong to a case.
final class TrailFacts: FactSource {
    private let trail: Trail
    private let known = Mutex<(alerted: RowSet, scoped: RowSet)?>(nil)

    init(_ trail: Trail) { self.trail = trail }

    func values(of alias: Alias) -> [String] { alias.words ?? [] }

    func rows(where alias: Alias, is value: String) -> RowSet? {
        switch (alias, value) {
        case (.is, "alerted"): facts.alerted
        case (.is, "scoped"): facts.scoped
        default: nil
        }
    }

    /// Detection runs once, and only when a filter asks.
    private var facts: (alerted: RowSet, scoped: RowSet) {
        known.withLock { known in
            if let known { return known }
            let alerts = [any Detector].builtIn.alerts(in: trail)
            let incident = Incident.leading(alerts, in: trail)
            let facts = (alerted: rows(alerts.flatMap(\.rows)), scoped: rows(incident.scope.attackerRows))
            known = facts
            return facts
        }
    }

    private func rows(_ numbers: [Int]) -> RowSet {
        RowSet(sorted: Set(numbers).sorted().map { UInt32($0) }, universe: trail.index.count)
    }
}
