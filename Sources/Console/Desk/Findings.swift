internal import Detections
internal import Investigation
internal import Records

/// What was found out about a trail: its alerts, and the incident of the one that leads.
struct Findings: Sendable {
    /// The gravest first.
    let alerts: [Alert]
    let leadIncident: Incident
    /// By alert, those that are known already: each takes long.
    let incidents: [String: Incident]

    static let none = Findings(alerts: [], leadIncident: Incident(alert: nil, scope: .empty), tried: [])

    private init(alerts: [Alert], leadIncident: Incident, tried: [Incident]) {
        self.alerts = alerts
        self.leadIncident = leadIncident
        incidents = Dictionary(
            tried.compactMap { incident in incident.alert.map { ($0.id, incident) } },
            uniquingKeysWith: { first, _ in first })
    }

    init(in trail: Trail) {
        self = Findings(in: trail) { false } ?? .none
    }

    /// Nil where it was given up; that is asked before each detector, and before each incident.
    init?(in trail: Trail, isCancelled: () -> Bool) {
        guard let alerts = [any Detector].builtIn.alerts(in: trail, isCancelled: isCancelled),
            let (lead, tried) = Incident.leading(alerts, in: trail, isCancelled: isCancelled)
        else { return nil }
        self.init(alerts: alerts, leadIncident: lead, tried: tried)
    }
}
