internal import ATTACK
internal import CloudTrail
internal import Detections
internal import Events
internal import Ingest
public import Investigation
internal import Query
public import Records
internal import Robots
internal import Synchronization

/// Answers questions about one loaded trail. Immutable but for what it remembers of answers that took long.
public final class TrailDesk: Desk {
    public let summary: CaseSummary
    let trail: Trail
    /// Nil as long as they are being looked for.
    private let findings: Findings?
    /// The desk over an earlier part of the trail whose findings are known: it speaks of alerts and scope until they are
    /// known of this one.
    private let earlier: TrailDesk?
    /// What the person named: beside it may lie the truth of a training case.
    let paths: [String]
    private let notes: NotesWriter
    private let threads: Int
    /// Thresholds, robots, what is known of addresses, the version of ATT&CK.
    let settings: Investigation.Settings
    private let rules: @Sendable () -> DetectorSet
    private let remembered: Mutex<Remembered>

    private struct Remembered {
        var incidents: [IncidentQuestion: Incident] = [:]
        var investigations: [IncidentQuestion: Investigation] = [:]
        var rows: [RowQuestion: RowSet] = [:]
        /// Oldest first.
        var order: [RowQuestion] = []
        var crew: RobotCrew?
        /// The desk as the newest mutes leave it.
        var muted: (by: MuteList, desk: TrailDesk)?
    }

    /// What decides who is in an incident.
    private struct IncidentQuestion: Hashable {
        /// Nil for the alert that leads.
        var alert: String?
        var choices: ScopeChoices
    }

    /// What decides which events a view speaks of.
    private struct RowQuestion: Hashable {
        var selection: [String]
        /// The alert whose rows are meant, or a part of it.
        var subject: Entity?
        /// The incident that `is:scoped` means.
        var incident: IncidentQuestion
        var annotations: Annotations
    }

    private static let rememberedRows = 16

    /// A desk that knows its alerts.
    ///
    /// - Parameters:
    ///   - trail: what was loaded.
    ///   - name: what the person named, for the crumb.
    ///   - isSample: whether it is the sample that comes with the program.
    ///   - paths: what was loaded.
    ///   - notes: where and with which moment notes are written.
    ///   - threads: how many threads may read records at once.
    ///   - settings: thresholds, robots, what is known of addresses, the version of ATT&CK.
    ///   - rules: reads the rules, now and whenever a person wants them read again.
    public convenience init(
        _ trail: Trail, name: String, isSample: Bool, paths: [String] = [], notes: NotesWriter, threads: Int,
        settings: Investigation.Settings = Investigation.Settings(), rules: @escaping @Sendable () -> DetectorSet
    ) {
        self.init(
            trail, findings: Findings(in: trail, by: rules()),
            summary: Self.summary(of: trail, name: name, isSample: isSample), paths: paths, notes: notes,
            threads: threads,
            settings: settings, rules: rules)
    }

    /// - Parameters:
    ///   - findings: nil where they are yet to be looked for.
    ///   - earlier: who speaks of them meanwhile.
    init(
        _ trail: Trail, findings: Findings?, earlier: TrailDesk? = nil, summary: CaseSummary, paths: [String],
        notes: NotesWriter, threads: Int, settings: Investigation.Settings, rules: @escaping @Sendable () -> DetectorSet
    ) {
        self.trail = trail
        self.findings = findings
        self.earlier = earlier
        var summary = summary
        summary.isSeekingAlerts = findings == nil
        self.summary = summary
        self.paths = paths
        self.notes = notes
        self.threads = threads
        self.settings = settings
        self.rules = rules
        remembered = Mutex(Remembered())
    }

    /// The same desk with other findings, as the next generation or, where it only leaves something out, as the same.
    init(_ desk: TrailDesk, findings: Findings, generation: Int? = nil) {
        trail = desk.trail
        self.findings = findings
        earlier = nil
        var summary = desk.summary
        summary.isSeekingAlerts = false
        if let generation { summary.generation = generation }
        self.summary = summary
        paths = desk.paths
        notes = desk.notes
        threads = desk.threads
        settings = desk.settings
        rules = desk.rules
        // As long as there were no findings, nothing was remembered that they could change.
        remembered = Mutex(desk.findings == nil ? desk.remembered.withLock { $0 } : Remembered())
    }

    var index: EventIndex { trail.index }
    /// The version of ATT&CK whose words the views use.
    var attack: AttackVersion { settings.attack }

    /// Whether the alerts of all that is loaded are known.
    var knowsAlerts: Bool { findings != nil }

    /// The gravest first. None as long as they are being looked for: what speaks of them asks the earlier desk.
    var alerts: [Alert] { known.alerts }
    var muted: [MutedAlert] { known.muted }
    /// The events of all alerts that are not muted.
    var alertedRows: RowSet { known.alerted ?? .none(of: index.count) }
    /// The rules that alerts were looked for with.
    var detectors: DetectorSet { known.rules }
    /// What rules could not follow to its end, each in words.
    var ruleProblems: [String] { known.problems }

    private var known: Findings { findings ?? .none }

    /// An alert by its ID, muted or not.
    func alert(_ id: String?) -> Alert? {
        guard let id else { return nil }
        return alerts.first { $0.id == id } ?? muted.first { $0.id == id }?.alert
    }

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
            if let own, !own.scope.confirmedKeys.isEmpty { incident = own }
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

    private func incidentQuestion(of request: ViewRequest) -> IncidentQuestion {
        let alert = alerts.first { $0.id == request.alert }
        return IncidentQuestion(alert: alert?.id, choices: request.decisions.scope)
    }

    /// Where it starts: from its alert, and if nothing follows from that, from the one that leads.
    private func starts(of question: IncidentQuestion) -> [InvestigationStart] {
        var named = InvestigationStart()
        named.alerts = alerts.filter { $0.id == question.alert }
        return named.alerts.isEmpty ? [InvestigationStart()] : [named, InvestigationStart()]
    }

    /// The events that a place speaks of: its subject, and every filter that is on.
    ///
    /// - Throws: what is wrong with a filter, with its column; or that the question was given up.
    func rows(for request: ViewRequest, isCancelled: @Sendable () -> Bool) throws(Problem) -> RowSet {
        let subject = request.isAboutAlert ? request.subject : nil
        let selection = [request.subject?.pivotFilter].compactMap { $0 } + request.activeFilters
        let question = RowQuestion(
            selection: selection, subject: subject, incident: incidentQuestion(of: request),
            annotations: request.restsOnAnnotations ? request.decisions.annotations : Annotations())
        if let known = remembered.withLock({ $0.rows[question] }) { return known }
        var rows = RowSet.all(of: index.count)
        if let subject { rows = rowSet(try self.rows(about: subject, for: request)) }
        let unknown = UnknownFacts(universe: index.count)
        let facts: any FactSource =
            findings == nil
            ? unknown
            : IncidentFacts(
                alerted: alertedRows, incident: incident(for: request), annotations: request.decisions.annotations,
                index: index)
        for text in selection {
            rows = rows.intersection(try matching(text, facts, isCancelled))
        }
        if unknown.wereAsked { throw Self.isSeeking }
        remembered.withLock { remembered in
            if remembered.rows.updateValue(rows, forKey: question) == nil { remembered.order.append(question) }
            if remembered.order.count > Self.rememberedRows {
                remembered.rows[remembered.order.removeFirst()] = nil
            }
        }
        return rows
    }

    /// The events that match one filter, which asks for no more than the events themselves.
    func rows(matching text: String, isCancelled: @Sendable () -> Bool) throws(Problem) -> RowSet {
        try matching(text, UnknownFacts(universe: index.count), isCancelled)
    }

    /// The events of an alert, of one of the rules that it rests on, or of a statement of the investigation.
    private func rows(about subject: Entity, for request: ViewRequest) throws(Problem) -> [Int] {
        guard let value = subject.value else { return [] }
        if subject.kind == .rule {
            let own = alerts.filter { $0.rule.id == value } + muted.map(\.alert).filter { $0.rule.id == value }
            return own.flatMap(\.rows)
        }
        if subject.kind == .alert { return alert(value)?.rows ?? [] }
        if subject.kind == .statement {
            // The view that the statement was read in has had it worked out.
            let found = try investigation(for: request) { false }
            return Statement(value).map { $0.rows(in: found) } ?? []
        }
        let parts = value.split(separator: " ", maxSplits: 1).map(String.init)
        guard parts.count == 2, let alert = alert(parts[1]) else { return [] }
        if subject.kind == .answer {
            return crew.report(on: alert)?.answers.first { $0.robot == parts[0] }?.evidence ?? []
        }
        guard let number = Int(parts[0]), let members = alert.correlation?.members, members.indices.contains(number)
        else { return [] }
        return members[number].rows
    }

    private func matching(
        _ text: String, _ facts: any FactSource, _ isCancelled: @Sendable () -> Bool
    ) throws(Problem) -> RowSet {
        do throws(FilterError) {
            let plan = try Plan(Filter(text), over: index, facts: facts)
            if let rows = try plan.rows(reading: trail.records, threads: threads, isCancelled: isCancelled) {
                return rows
            }
        } catch {
            throw Problem(error)
        }
        throw Self.givenUp
    }

    /// The robots; they remember what they answered.
    var crew: RobotCrew {
        if let known = remembered.withLock({ $0.crew }) { return known }
        let crew = RobotCrew(
            settings.robots, for: trail, intelligence: settings.intelligence, options: settings.thresholds.detection)
        return remembered.withLock { remembered in
            let first = remembered.crew ?? crew
            remembered.crew = first
            return first
        }
    }

    func rowSet(_ rows: [Int]) -> RowSet {
        RowSet(sorted: Set(rows).sorted().map { UInt32($0) }, universe: index.count)
    }

    public func completion(of text: String, in request: ViewRequest) -> Completion {
        let facts =
            findings == nil
            ? nil
            : IncidentFacts(
                alerted: alertedRows, incident: incident(for: request), annotations: request.decisions.annotations,
                index: index)
        let found = Query.Filter.completions(
            for: text, cursor: text.count, values: CaseValueSource(IndexValueSource(index), facts))
        let stem = String(text.prefix(found.replaced.lowerBound))
        return Completion(
            stem: stem,
            candidates: found.items.map { item in
                Completion.Candidate(
                    item.text, note: item.count.map { $0 == 0 ? "" : $0.grouped } ?? item.summary ?? "")
            })
    }

    private static let givenUp = Problem("Given up.")
    private static let isSeeking = Problem(
        "Looking for alerts in what is loaded. 2 shows the timeline meanwhile.", isPassing: true)

    public func writeNotes(_ request: ViewRequest) throws(Problem) -> String {
        guard findings != nil else { throw Problem("The notes can be written once the alerts are there.") }
        let desk = try leaving(request.decisions.mutes) { false }
        return try notes.write(
            try desk.investigation(for: request) { false }, alerts: desk.alerts, muted: desk.muted,
            incident: desk.incident(for: request), attack: attack, request.decisions, summary)
    }

    public func reloadRules(
        isCancelled: @Sendable () -> Bool
    ) throws(Problem) -> (desk: any Desk, reload: RuleReload) {
        guard let findings else { throw Problem("The rules can be read again once the alerts are there.") }
        let read = rules()
        guard let next = Findings(in: trail, by: read, isCancelled: isCancelled) else { throw Self.givenUp }
        let (before, after) = (Set(findings.alerts.map(\.id)), Set(next.alerts.map(\.id)))
        let reload = RuleReload(
            rules: read.ruleCount, rejected: read.problems.count, problem: (read.problems + next.problems).first,
            new: after.subtracting(before).count, gone: before.subtracting(after).count)
        return (TrailDesk(self, findings: next, generation: summary.generation + 1), reload)
    }

    /// The desk without what is muted.
    private func leaving(_ mutes: MuteList, isCancelled: () -> Bool) throws(Problem) -> TrailDesk {
        guard let findings, !mutes.isEmpty else { return self }
        if let known = remembered.withLock({ $0.muted }), known.by == mutes { return known.desk }
        guard let left = findings.leaving(mutes, in: trail, isCancelled: isCancelled) else { throw Self.givenUp }
        let desk = TrailDesk(self, findings: left)
        remembered.withLock { $0.muted = (mutes, desk) }
        return desk
    }

    public func listing(_ request: ViewRequest, isCancelled: @escaping @Sendable () -> Bool) throws(Problem) -> Listing
    {
        try withFindings(for: request, isCancelled) { desk throws(Problem) in
            try desk.view(of: request).listing(isCancelled: isCancelled)
        }
    }

    public func preview(_ request: ViewRequest, of row: RowKey, column: Int) throws(Problem) -> Preview {
        try withFindings(for: request, { false }) { desk throws(Problem) in
            try desk.view(of: request).preview(of: row, column: column)
        }
    }

    /// Asks this desk, or the earlier one if that has to do with alerts, and those of this one are not known. What is
    /// muted is left out.
    private func withFindings<Answer>(
        for request: ViewRequest, _ isCancelled: @Sendable () -> Bool, _ answer: (TrailDesk) throws(Problem) -> Answer
    ) throws(Problem) -> Answer {
        if findings != nil { return try answer(leaving(request.decisions.mutes, isCancelled: isCancelled)) }
        if !request.restsOnAlerts {
            do throws(Problem) {
                return try answer(self)
            } catch  where !error.isPassing {
                throw error
            } catch {
                // A filter asks for alerts or scope.
            }
        }
        guard let earlier else { throw Self.isSeeking }
        return try answer(earlier.leaving(request.decisions.mutes, isCancelled: isCancelled))
    }

    private func view(of request: ViewRequest) -> any TrailView {
        switch request.view {
        case .alerts:
            switch request.grouping {
            case .rule: AlertsView(desk: self, request: request)
            case .principal: AlertedPrincipalsView(desk: self, request: request)
            }
        case .alert: AlertView(desk: self, request: request)
        case .timeline: TimelineView(desk: self, request: request)
        case .keys: KeysView(desk: self, request: request)
        case .addresses: AddressesView(desk: self, request: request)
        case .calls:
            if request.isMatrix {
                CallMatrixView(desk: self, request: request)
            } else {
                CallsView(desk: self, request: request)
            }
        case .attack: AttackView(desk: self, request: request)
        case .record: RecordView(desk: self, request: request)
        case .hours: HoursView(desk: self, request: request)
        case .questions: QuestionsView(desk: self, request: request)
        case .response: ResponseView(desk: self, request: request)
        case .notes: NotesView(desk: self, request: request)
        case .evidence: EvidenceView(desk: self, request: request)
        case .lineage: LineageView(desk: self, request: request)
        case .occurrences: OccurrencesView(desk: self, request: request)
        case .script: ScriptView(desk: self, request: request)
        case .debrief: DebriefView(desk: self, request: request)
        }
    }
}

/// One view over a trail: a list, and a pane for each of its rows.
protocol TrailView {
    var desk: TrailDesk { get }
    var request: ViewRequest { get }

    func listing(isCancelled: @escaping @Sendable () -> Bool) throws(Problem) -> Listing
    func preview(of row: RowKey, column: Int) throws(Problem) -> Preview
}

extension TrailView {
    var index: EventIndex { desk.index }

    /// Whether the place speaks of everything: nothing restricts it.
    var isWhole: Bool { request.subject == nil && request.activeFilters.isEmpty }
}

extension ViewRequest {
    /// Whether the answer has to do with alerts and scope, whatever the filters are.
    fileprivate var restsOnAlerts: Bool {
        switch view {
        case .alerts, .alert, .keys, .addresses, .calls, .attack, .questions, .response, .lineage, .script, .debrief:
            true
        case .timeline, .record, .hours, .notes, .evidence, .occurrences: isAboutAlert
        }
    }

    /// Whether the subject is events of an alert, or of what was found out from it.
    fileprivate var isAboutAlert: Bool {
        switch subject?.kind {
        case .alert, .rule, .member, .answer, .statement: true
        default: false
        }
    }
}
