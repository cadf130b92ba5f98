public import Detections
internal import Events
internal import Records

/// Where an investigation starts: whatever the analyst names, or the alert that leads where nothing is named.
public struct InvestigationStart: Sendable {
    public var alerts: [Alert] = []
    /// Rows of single events.
    public var events: [Int] = []
    public var addresses: Set<String> = []
    public var keys: Set<String> = []
    /// Canonical names.
    public var principals: Set<String> = []

    public init() {}

    /// Whether nothing is named.
    public var isEmpty: Bool {
        alerts.isEmpty && events.isEmpty && addresses.isEmpty && keys.isEmpty && principals.isEmpty
    }

    /// Whether nothing but alerts is named: then there is an incident only where the attacker's calls in them succeeded.
    var isAlertsOnly: Bool { events.isEmpty && addresses.isEmpty && keys.isEmpty && principals.isEmpty }

    /// The start values of all that is named; nil where they lead to no incident, which a named alert does not where it is
    /// not grave, not open, or nothing in it succeeded.
    func seeds(in trail: Trail) -> ScopeSeeds? {
        var parts = alerts.filter { $0.mayBeIncident(in: trail) }.map { ScopeSeeds($0, in: trail) }
        parts += events.map { row in
            ScopeSeeds(ofRow: row, in: trail, label: "the event \(trail.index.eventIDs[row] ?? "without an ID")")
        }
        if !addresses.isEmpty || !keys.isEmpty || !principals.isEmpty {
            parts.append(
                ScopeSeeds(
                    keys: keys, addresses: addresses, principals: principals,
                    label: (addresses.sorted() + keys.sorted() + principals.sorted()).joined(separator: ", ")))
        }
        return Self.merged(parts)
    }

    /// What the named alerts are about, whether or not there is an incident.
    func subjects(in trail: Trail) -> ScopeSeeds? { Self.merged(alerts.map { ScopeSeeds($0, in: trail) }) }

    private static func merged(_ parts: [ScopeSeeds]) -> ScopeSeeds? {
        guard var seeds = parts.first else { return nil }
        for part in parts.dropFirst() {
            seeds.keys.formUnion(part.keys)
            seeds.addresses.formUnion(part.addresses)
            seeds.principals.formUnion(part.principals)
            seeds.time = [seeds.time, part.time].compactMap(\.self).min()
        }
        if parts.count > 1 { seeds.label = "what was named" }
        return seeds
    }
}
