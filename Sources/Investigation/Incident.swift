internal import CloudTrail
public import Detections
internal import Events
public import Records
internal import Sigma

/// What follows from one alert: the scope that the closure reaches from its key and address.
public struct Incident: Sendable {
    /// The alert it started from; nil where no alert leads to an incident.
    public let alert: Alert?
    public let scope: Scope

    /// The calls that make the columns of the sweep.
    public static let sweepCalls = KeySweep.calls

    public init(alert: Alert?, scope: Scope) {
        self.alert = alert
        self.scope = scope
    }

    /// Starts from an alert. Below level high, where no call in it succeeded, or where it is not open, there is no
    /// incident, and the scope is empty.
    public init(startingFrom alert: Alert, in trail: Trail, options: ScopeOptions = ScopeOptions()) {
        self.alert = alert
        let index = trail.index
        let isSerious =
            alert.standing == .open && alert.rule.level >= .high
            && alert.rows.contains { index.flags($0).outcome == .ok }
        guard isSerious, let lead = alert.leadRow else {
            scope = .empty
            return
        }
        scope = Scope(
            ScopeSeeds(
                keys: Set([index.text(.key, lead)].compactMap { $0 }),
                addresses: Set([index.text(.ip, lead)].compactMap { $0 }),
                time: alert.first, label: "the alert \u{201C}\(alert.rule.title)\u{201D}"), in: trail, options: options)
    }

    /// The incident of the alert that leads the list and has one; alerts in the order of `Alert.precedes`.
    public static func leading(_ alerts: [Alert], in trail: Trail, options: ScopeOptions = ScopeOptions()) -> Incident {
        leading(alerts, in: trail, options: options) { false }?.lead ?? Incident(alert: alerts.first, scope: .empty)
    }

    /// The same, with the incidents of all alerts that were looked at on the way, the one that leads included; nil where
    /// it was given up, which is asked before each of them.
    ///
    /// - Parameter known: the incident of an alert, where it has been worked out before.
    public static func leading(
        _ alerts: [Alert], in trail: Trail, options: ScopeOptions = ScopeOptions(),
        known: (Alert) -> Incident? = { _ in nil }, isCancelled: () -> Bool
    ) -> (lead: Incident, tried: [Incident])? {
        var tried: [Incident] = []
        for alert in alerts where alert.standing == .open && alert.rule.level >= .high {
            if isCancelled() { return nil }
            let incident = known(alert) ?? Incident(startingFrom: alert, in: trail, options: options)
            tried.append(incident)
            if !incident.scope.confirmedKeys.isEmpty { return (incident, tried) }
        }
        return (Incident(alert: alerts.first, scope: .empty), tried)
    }
}
