internal import Events
internal import Investigation
internal import Query
internal import Synchronization

/// What filters may ask besides the events themselves.
struct IncidentFacts: FactSource {
    /// The events of all alerts.
    let alerted: RowSet
    let incident: Incident

    func values(of alias: Alias) -> [String] { alias.words ?? [] }

    func rows(where alias: Alias, is value: String) -> RowSet? {
        switch (alias, value) {
        case (.is, "alerted"): alerted
        case (.is, "scoped"):
            RowSet(
                sorted: Set(incident.scope.attackerRows).sorted().map { UInt32($0) }, universe: alerted.universe)
        default: nil
        }
    }
}

/// The same as long as it is not known: nothing, and a note that somebody has asked.
final class UnknownFacts: FactSource {
    private let universe: Int
    private let asked = Atomic<Bool>(false)

    init(universe: Int) {
        self.universe = universe
    }

    /// Whether an answer depends on what is not known.
    var wereAsked: Bool { asked.load(ordering: .relaxed) }

    func values(of alias: Alias) -> [String] { alias.words ?? [] }

    func rows(where alias: Alias, is value: String) -> RowSet? {
        guard alias == .is, ["alerted", "scoped"].contains(value) else { return nil }
        asked.store(true, ordering: .relaxed)
        return .none(of: universe)
    }
}
