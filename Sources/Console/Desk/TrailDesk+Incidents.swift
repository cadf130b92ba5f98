internal import Cases
internal import Detections
internal import Investigation
internal import Synchronization

/// What decides who is in an incident.
struct IncidentQuestion: Hashable {
    /// Nil for the alert that leads.
    var alert: String?
    var choices: ScopeChoices
}

extension TrailDesk {
    /// The incident that a place is about, as the analyst's choices have it: that of its alert, where it has one, else the
    /// one that leads.
    func incident(for request: ViewRequest) -> Incident {
        guard let findings else { return Findings.none.leadIncident }
        let question = incidentQuestion(of: request)
        if question.alert == nil, question.choices.isEmpty { return findings.leadIncident }
        if let known = remembered.withLock({ $0.incidents[question] }) { return known }
        var incident = findings.leadIncident
        if question.choices.isEmpty {
            let own = alerts.first { $0.id == question.alert }.map { alert in
                findings.incident(of: alert)
                    ?? Incident(startingFrom: alert, in: trail, options: settings.thresholds.scope)
            }
            if let own, own.scope.hasMembers { incident = own }
        } else {
            let options = question.choices.applied(to: settings.thresholds.scope)
            for start in starts(of: question) {
                guard let reached = Incident(from: start, alerts, in: trail, options: options) else { break }
                incident = reached
                if reached.scope.hasMembers { break }
            }
        }
        remembered.withLock { $0.incidents[question] = incident }
        return incident
    }

    /// Everything that follows from the incident that a place is about.
    ///
    /// - Throws: that alerts are still being looked for, or that it was given up.
    /// - Complexity: reads the records of the attacker's calls; remembered.
    func investigation(
        for request: ViewRequest, isCancelled: @escaping @Sendable () -> Bool
    ) throws(Problem) -> Investigation {
        guard findings != nil else { throw Self.isSeeking }
        let question = incidentQuestion(of: request)
        if let known = remembered.withLock({ $0.investigations[question] }) { return known }
        var settings = settings
        settings.thresholds.scope = question.choices.applied(to: settings.thresholds.scope)
        var found: Investigation?
        for start in starts(of: question) {
            found = Investigation(start, alerts: alerts, in: trail, settings: settings, isCancelled: isCancelled)
            if found.map(\.scope.hasMembers) ?? true { break }
        }
        guard let found else { throw Self.givenUp }
        remembered.withLock { $0.investigations[question] = found }
        return found
    }

    /// What decides who is in the incident of a place.
    func incidentQuestion(of request: ViewRequest) -> IncidentQuestion {
        let alert = alerts.first { $0.id == request.alert }
        return IncidentQuestion(alert: alert?.id, choices: request.decisions.scope)
    }

    /// Where it starts: from its alert, and if nothing follows from that, from the one that leads, and then from what the
    /// analyst took in.
    private func starts(of question: IncidentQuestion) -> [InvestigationStart] {
        var named = InvestigationStart()
        named.alerts = alerts.filter { $0.id == question.alert }
        let led = named.alerts.isEmpty ? [InvestigationStart()] : [named, InvestigationStart()]
        return led + [question.choices.start].filter { !$0.isEmpty }
    }
}
