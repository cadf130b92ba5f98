import Detections
import Events
import Investigation
import Query
import Records
import Synchronization

/// What filters may ask besides the events themselves, told from the trail alone: what an alert is about, and what is in
/// the scope of the incident that leads. Marks, notes and tags belong to a case.
final class TrailFacts: FactSource {
    private typealias Facts = (alerted: RowSet, scoped: RowSet)

    private let trail: Trail
    private let detectors: @Sendable () throws -> [any Detector]
    private let known = Mutex<Result<Facts, any Error>?>(nil)

    /// - Parameter detectors: reads the rules that alerts come from.
    init(_ trail: Trail, detectors: @escaping @Sendable () throws -> [any Detector]) {
        self.trail = trail
        self.detectors = detectors
    }

    /// The facts of alerts and of a scope that are known.
    init(_ trail: Trail, alerts: [Alert], scope: Scope) {
        self.trail = trail
        detectors = { [] }
        let facts = (alerted: rows(alerts.flatMap(\.rows)), scoped: rows(scope.attackerRows))
        known.withLock { $0 = .success(facts) }
    }

    func values(of alias: Alias) -> [String] { alias.words ?? [] }

    /// No row where the rules could not be read; `check()` tells.
    func rows(where alias: Alias, is value: String) -> RowSet? {
        switch (alias, value) {
        case (.is, "alerted"): facts?.alerted ?? .none(of: trail.index.count)
        case (.is, "scoped"): facts?.scoped ?? .none(of: trail.index.count)
        default: nil
        }
    }

    /// - Throws: what kept alerts from being looked for, where a filter asked for them.
    func check() throws { _ = try known.withLock { $0 }?.get() }

    /// Detection runs once, and only when a filter asks.
    private var facts: Facts? {
        known.withLock { known in
            let result = known ?? Result { try seek() }
            known = result
            return try? result.get()
        }
    }

    private func seek() throws -> Facts {
        let alerts = try detectors().alerts(in: trail)
        let incident = Incident.leading(alerts, in: trail)
        return (alerted: rows(alerts.flatMap(\.rows)), scoped: rows(incident.scope.attackerRows))
    }

    private func rows(_ numbers: [Int]) -> RowSet {
        RowSet(sorted: Set(numbers).sorted().map { UInt32($0) }, universe: trail.index.count)
    }
}
