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
        guard alert.mayBeIncident(in: trail) else {
            scope = .empty
            return
        }
        let reached = Scope(ScopeSeeds(alert, in: trail), in: trail, options: options)
        scope = reached.holdsSuccess(of: alert, in: trail) ? reached : .empty
    }

    /// Starts from whatever is named, or from the alert that leads where nothing is; with what the analyst takes in where
    /// no incident follows from it.
    ///
    /// - Returns: nil where it was given up.
    public init?(
        from start: InvestigationStart, _ alerts: [Alert], in trail: Trail, options: ScopeOptions,
        isCancelled: () -> Bool = { false }
    ) {
        guard let reached = Investigation.scope(of: start, alerts, in: trail, options, isCancelled: isCancelled) else {
            return nil
        }
        self.init(alert: reached.lead, scope: reached.scope)
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
            if incident.scope.hasMembers { return (incident, tried) }
        }
        return (Incident(alert: alerts.first, scope: .empty), tried)
    }
}

extension Alert {
    /// Whether it is grave enough, open, and something in it succeeded.
    func mayBeIncident(in trail: Trail) -> Bool {
        standing == .open && rule.level >= .high && rows.contains { trail.index.flags($0).outcome == .ok }
    }
}

extension ScopeSeeds {
    /// The key, or where there is none the principal, and the address of an alert's lead. Of a finding whose calls are not
    /// in the trail those that it names.
    ///
    /// The moment is that of the lead's own first event in the alert: a rule may match other people's calls as well.
    public init(_ alert: Alert, in trail: Trail) {
        let label = "the alert \u{201C}\(alert.rule.title)\u{201D}"
        guard let lead = alert.leadRow else {
            self.init(
                keys: Set(alert.accessKeys), addresses: Set(alert.addresses), time: alert.first, label: label)
            return
        }
        self.init(ofRow: lead, in: trail, label: label)
        let index = trail.index
        let own = alert.rows.first { row in
            [.principal, .ip].contains { field in
                index.code(field, row) == index.code(field, lead) && index.code(field, row) != 0
            }
        }
        time = index.time(own ?? lead)
    }

    /// The key, or where there is none the principal, and the address of one call.
    public init(ofRow row: Int, in trail: Trail, label: String) {
        let index = trail.index
        let key = index.text(.key, row)
        let isSomebody = index.isSomebody(index.code(.principal, row))
        self.init(
            keys: Set([key].compactMap(\.self)), addresses: Set([index.text(.ip, row)].compactMap(\.self)),
            principals: key == nil && isSomebody ? Set([index.text(.principal, row)].compactMap(\.self)) : [],
            time: index.time(row), label: label)
    }
}
