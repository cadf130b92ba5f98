public import ATTACK
public import Detections
internal import Events
public import Intelligence
public import Records
public import Robots

/// Everything that follows from where an investigation starts: who, with which credentials, since when, what, how, and
/// what to do now. The same trail and start give the same, however the events are spread over files.
public struct Investigation: Sendable {
    public let trail: Trail
    public let intelligence: AddressIntelligence
    /// What it started from, in a sentence.
    public let start: String
    /// The alert that leads; nil where it started from something else.
    public let lead: Alert?
    /// The alert that leads, and those that are about the scope's calls, the gravest first; all alerts where there is no
    /// incident. What robots found is in their scores.
    public let alerts: [Alert]
    /// By alert, in the order of the robots.
    public let robots: [RobotAnswer]
    public let scope: Scope
    /// What the analyst decided of the scope, and what each decision changed.
    public let decisions: [ScopeDecision]
    /// Who looks like part of it and is not.
    public let bystanders: [Bystander]
    public let lineage: Lineage
    public let phases: [Phase]
    /// What attackers do again and again, as far as it is found here.
    public let patterns: [Pattern]
    public let techniques: TechniqueTally
    /// Every call of the confirmed keys.
    public let matrix: KeyCallMatrix
    /// The calls of a sweep only.
    public let sweep: KeyCallMatrix
    public let securityGroups: SecurityGroupLedger
    public let changes: [ResourceChange]
    public let answers: [CaseAnswer]
    public let hypotheses: [Hypothesis]
    /// What the attacker was after: services, and resources in them.
    public let services: [Interest]
    public let resources: [Interest]
    public let response: [ResponseStep]
    public let resilience: [ResilienceAdvice]
    public let blindSpots: [BlindSpot]
    public let coverage: Coverage
    /// What it was worked out with.
    public let thresholds: Thresholds

    /// What an analyst may set.
    public struct Settings: Sendable {
        public var thresholds = Thresholds()
        public var attack = AttackVersion.v18
        public var intelligence = AddressIntelligence()
        public var robots: [any Robot] = .standard

        public init() {}
    }

    /// - Parameters:
    ///   - alerts: of the trail, the gravest first.
    ///   - isCancelled: asked between the parts.
    /// - Returns: nil where it was given up.
    /// - Complexity: reads the records of the attacker's calls that issue, open or change something.
    public init?(
        _ start: InvestigationStart, alerts: [Alert], in trail: Trail, settings: Settings = Settings(),
        isCancelled: @escaping @Sendable () -> Bool = { false }
    ) {
        func reach(_ options: ScopeOptions) -> (lead: Alert?, scope: Scope)? {
            Self.scope(of: start, alerts, in: trail, options, isCancelled: isCancelled)
        }
        guard let found = reach(settings.thresholds.scope) else { return nil }
        let scope = found.scope
        guard
            let decisions = ScopeDecision.all(
                of: settings.thresholds.scope, with: scope, reach: { reach($0)?.scope })
        else { return nil }
        let rows = Set(scope.attackerRows)
        let near = alerts.filter { alert in alert == found.lead || alert.rows.contains(where: rows.contains) }
        let crew = RobotCrew(
            settings.robots, for: trail, intelligence: settings.intelligence, options: settings.thresholds.detection)
        var reports: [RobotReport] = []
        for alert in scope.hasMembers || !start.isEmpty ? near : alerts {
            guard let report = crew.report(on: alert, isCancelled: isCancelled) else { return nil }
            reports.append(report)
        }
        let scored = reports.map(\.scoredAlert)
        self.trail = trail
        self.scope = scope
        self.decisions = decisions
        thresholds = settings.thresholds
        self.start = Self.sentence(start, lead: found.lead, hasMembers: scope.hasMembers)
        intelligence = settings.intelligence
        lead = scored.first { $0.id == found.lead?.id } ?? found.lead
        self.alerts = scored.sorted {
            ($0.id == found.lead?.id) != ($1.id == found.lead?.id)
                ? $0.id == found.lead?.id : Alert.precedes($0, $1)
        }
        robots = reports.flatMap(\.answers)
        if isCancelled() { return nil }
        lineage = Lineage(of: scope, in: trail)
        var options = settings.thresholds.phases
        options.attack = settings.attack
        phases = Phase.all(of: scope, in: trail, options: options)
        techniques = TechniqueTally(scope.attackerRows, scope: scope, in: trail.index, version: settings.attack)
        matrix = KeyCallMatrix(scope.confirmedKeys, in: trail.index)
        sweep = KeyCallMatrix(scope.confirmedKeys, calls: KeySweep.calls, in: trail.index)
        if isCancelled() { return nil }
        securityGroups = SecurityGroupLedger(scope, in: trail)
        changes = ChangeLedger(scope, in: trail, securityGroups: securityGroups).changes
        if isCancelled() { return nil }
        coverage = Coverage(of: scope, in: trail, baselineDays: settings.thresholds.baselineDays)
        blindSpots = BlindSpot.all(of: scope, in: trail, coverage: coverage, options: options)
        let facts = CaseFacts(
            scope, in: trail, baselineDays: settings.thresholds.baselineDays, options: options, coverage: coverage,
            phases: phases, matrix: matrix, lineage: lineage, securityGroups: securityGroups, changes: changes,
            intelligence: settings.intelligence)
        patterns = facts.patterns
        hypotheses = facts.hypotheses
        services = facts.services
        resources = facts.resources
        answers = CaseAnswer.all(facts, in: trail.index)
        if isCancelled() { return nil }
        response = ResponsePlan.steps(
            scope: scope, lineage: lineage, ledger: securityGroups, changes: changes, in: trail)
        resilience = ResilienceAdvice.all(scope: scope, changes: changes, gaps: trail.gaps, in: trail)
        let undoing =
            securityGroups.rules.compactMap(\.revokedBy) + changes.compactMap(\.removedBy)
            + response.flatMap(\.verifiedBy)
        bystanders = Bystander.all(
            of: scope, undoing: undoing, lead: found.lead?.leadRow, options: settings.thresholds.scope, in: trail)
    }

    /// The alert that leads, and the scope. Of named alerts without an incident the keys are proposed; what the analyst
    /// takes in is the attacker's all the same.
    ///
    /// - Returns: nil where it was given up.
    static func scope(
        of start: InvestigationStart, _ alerts: [Alert], in trail: Trail, _ options: ScopeOptions,
        isCancelled: () -> Bool
    ) -> (lead: Alert?, scope: Scope)? {
        if start.isEmpty {
            return Incident.leading(alerts, in: trail, options: options, isCancelled: isCancelled)
                .map { ($0.lead.alert, $0.lead.scope) }
        }
        let lead = start.alerts.min(by: Alert.precedes)
        if isCancelled() { return nil }
        if let seeds = start.seeds(in: trail) {
            let reached = Scope(seeds, in: trail, options: options)
            if !start.isAlertsOnly || start.alerts.contains(where: { reached.holdsSuccess(of: $0, in: trail) }) {
                return (lead, reached)
            }
        }
        guard let subjects = start.subjects(in: trail) else { return (lead, .empty) }
        guard options.accepted.isEmpty else {
            let moment = ScopeSeeds(time: subjects.time, label: subjects.label)
            return (lead, Scope(moment, in: trail, options: options))
        }
        return (lead, Scope(proposing: subjects, in: trail, options: options))
    }

    private static func sentence(_ start: InvestigationStart, lead: Alert?, hasMembers: Bool) -> String {
        let what = lead.map { "the alert \u{201C}\($0.rule.title)\u{201D}" } ?? "what was named"
        guard !hasMembers else { return "Started from \(what)." }
        guard !start.isEmpty else {
            return lead == nil
                ? "No alert was raised over this trail."
                : "No alert of level high or above in which a call succeeded: no incident was found."
        }
        return "Started from \(what): no call of an attacker follows from it."
    }
}
