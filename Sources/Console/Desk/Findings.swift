internal import Detections
internal import Investigation
internal import Records

/// What was found out about a trail: its alerts, and the incident of the one that leads.
struct Findings: Sendable {
    /// The gravest first.
    let alerts: [Alert]
    let leadIncident: Incident

    static let none = Findings(alerts: [], leadIncident: Incident(alert: nil, scope: .empty))

    private init(alerts: [Alert], leadIncident: Incident) {
        self.alerts = alerts
        self.leadIncident = leadIncident
    }

    init(in trail: Trail) {
        alerts = [any Detector].builtIn.alerts(in: trail)
        leadIncident = Incident.leading(alerts, in: trail)
    }

    /// The same, or nil where it was given up; that is asked before each detector.
    init?(in trail: Trail, isCancelled: () -> Bool) {
        guard let alerts = [any Detector].builtIn.alerts(in: trail, isCancelled: isCancelled), !isCancelled() else {
            return nil
        }
        self.alerts = alerts
        leadIncident = Incident.leading(alerts, in: trail)
    }
}
