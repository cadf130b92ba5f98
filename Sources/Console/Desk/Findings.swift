internal import Detections
internal import Events
internal import Investigation
internal import Records

/// What was found out about a trail: its alerts, and the incident of the one that leads.
struct Findings: Sendable {
    /// The rules that the alerts come from.
    let rules: DetectorSet
    /// The gravest first.
    let alerts: [Alert]
    /// What rules could not follow to its end, each in words.
    let problems: [String]
    /// What is muted, and raises no alert and no incident.
    let muted: [MutedAlert]
    /// The events of all alerts; nil where no trail was looked at.
    let alerted: RowSet?
    let leadIncident: Incident
    /// Those that they were found with.
    private let thresholds: Thresholds
    /// By alert, those that are known already: each takes long.
    private let incidents: [String: Incident]

    static let none = Findings(
        rules: DetectorSet([]), alerts: [], problems: [], muted: [], alerted: nil,
        leadIncident: Incident(alert: nil, scope: .empty), thresholds: Thresholds(), incidents: [:])

    /// Finds out, to the end.
    init(in trail: Trail, by rules: DetectorSet, thresholds: Thresholds) {
        self = Findings(in: trail, by: rules, thresholds: thresholds) { false } ?? .none
    }

    /// Nil where it was given up; that is asked over and over.
    init?(in trail: Trail, by rules: DetectorSet, thresholds: Thresholds, isCancelled: @Sendable () -> Bool) {
        guard
            let report = rules.detectors.report(
                in: trail, options: thresholds.detection, isCancelled: isCancelled),
            let (lead, tried) = Incident.leading(
                report.alerts, in: trail, options: thresholds.scope, isCancelled: isCancelled)
        else { return nil }
        self.init(rules, report, muted: [], in: trail, lead, tried, thresholds)
    }

    private init(
        _ rules: DetectorSet, _ report: DetectionReport, muted: [MutedAlert], in trail: Trail, _ lead: Incident,
        _ tried: [Incident], _ thresholds: Thresholds
    ) {
        self.init(
            rules: rules, alerts: report.alerts, problems: report.problems, muted: muted,
            alerted: Self.alerted(report.alerts, trail.index.count), leadIncident: lead,
            thresholds: thresholds,
            incidents: Dictionary(
                tried.compactMap { incident in incident.alert.map { ($0.id, incident) } },
                uniquingKeysWith: { first, _ in first }))
    }

    private init(
        rules: DetectorSet, alerts: [Alert], problems: [String], muted: [MutedAlert], alerted: RowSet?,
        leadIncident: Incident, thresholds: Thresholds, incidents: [String: Incident]
    ) {
        self.rules = rules
        self.alerts = alerts
        self.problems = problems
        self.muted = muted
        self.alerted = alerted
        self.leadIncident = leadIncident
        self.thresholds = thresholds
        self.incidents = incidents
    }

    /// The incident of an alert, where it is known.
    func incident(of alert: Alert) -> Incident? {
        incidents[alert.id].flatMap { $0.alert == alert ? $0 : nil }
    }

    /// How many alerts there are that were not there before.
    func newAlerts(since earlier: Findings?) -> Int {
        let known = Set(earlier?.alerts.map(\.id) ?? [])
        return alerts.count { !known.contains($0.id) }
    }

    /// What is left without the muted alerts: they do not lead, and neither does what a mute took out of others. Nil
    /// where it was given up.
    func leaving(_ mutes: MuteList, in trail: Trail, isCancelled: () -> Bool) -> Findings? {
        let sifted = mutes.sift(alerts, in: trail.index)
        guard !sifted.muted.isEmpty else { return self }
        guard
            let (lead, tried) = Incident.leading(
                sifted.open, in: trail, options: thresholds.scope, known: incident(of:), isCancelled: isCancelled)
        else { return nil }
        // What other alerts led to stands as it was; what lost events is recognised by that.
        let known = sifted.open.compactMap(incident(of:))
        let report = DetectionReport(alerts: sifted.open, problems: problems)
        return Findings(rules, report, muted: sifted.muted, in: trail, lead, tried + known, thresholds)
    }

    /// - Complexity: O(events of the alerts + events of the trail).
    private static func alerted(_ alerts: [Alert], _ count: Int) -> RowSet {
        var isAlerted = [Bool](repeating: false, count: count)
        for alert in alerts {
            for row in alert.rows where isAlerted.indices.contains(row) { isAlerted[row] = true }
        }
        return RowSet(sorted: isAlerted.indices.filter { isAlerted[$0] }.map { UInt32($0) }, universe: count)
    }
}
