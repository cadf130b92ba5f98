internal import Cases
internal import Events
internal import Investigation
internal import Query
internal import Synchronization

/// What filters may ask besides the events themselves.
struct IncidentFacts: FactSource {
    /// The events of all alerts.
    let alerted: RowSet
    let incident: Incident
    let annotations: Annotations
    let index: EventIndex

    func values(of alias: Alias) -> [String] { alias.words ?? annotations.tagNames }

    func rows(where alias: Alias, is value: String) -> RowSet? {
        switch (alias, value) {
        case (.is, "alerted"): alerted
        case (.is, "scoped"):
            RowSet(
                sorted: Set(incident.scope.attackerRows).sorted().map { UInt32($0) }, universe: alerted.universe)
        case (.is, "marked"): rows(of: annotations.marks)
        case (.has, "note"): rows(of: annotations.notes.flatMap(\.subjects))
        case (.tag, _): rows(of: annotations.tags.filter { $0.tags.contains(value) }.map(\.entity))
        default: nil
        }
    }

    /// The events that some values stand for: an event itself, and all events of a key, a principal or an address.
    private func rows(of entities: [Entity]) -> RowSet {
        var events: Set<UInt32> = []
        var rows = RowSet.none(of: alerted.universe)
        for entity in entities {
            guard let value = entity.value else { continue }
            switch entity.kind {
            case .event: if let row = index.row(of: RowKey(value)) { events.insert(UInt32(row)) }
            case .key: rows = rows.union(index.rows(.key, equal: value))
            case .principal: rows = rows.union(index.rows(.principal, equal: value))
            case .address: rows = rows.union(index.rows(.ip, equal: value))
            case .call: rows = rows.union(index.rows(.name, equal: value))
            default: break
            }
        }
        return rows.union(RowSet(sorted: events.sorted(), universe: alerted.universe))
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
