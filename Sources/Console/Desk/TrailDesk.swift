public import ATTACK
internal import CloudTrail
internal import Detections
internal import Events
internal import Ingest
internal import Investigation
internal import Query
public import Records
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
    private let notes: NotesWriter
    private let threads: Int
    /// The version of ATT&CK whose words the views use.
    let attack: AttackVersion
    private let remembered: Mutex<Remembered>

    private struct Remembered {
        var incidents: [String: Incident] = [:]
        var rows: [RowQuestion: RowSet] = [:]
        /// Oldest first.
        var order: [RowQuestion] = []
    }

    /// What decides which events a view speaks of.
    private struct RowQuestion: Hashable {
        var selection: [String]
        /// The alert whose rows are meant, or whose incident `is:scoped` means.
        var alert: String?
        var isAlert: Bool
    }

    private static let rememberedRows = 16

    /// A desk that knows its alerts.
    ///
    /// - Parameters:
    ///   - trail: what was loaded.
    ///   - name: what the person named, for the crumb.
    ///   - isSample: whether it is the sample that comes with the program.
    ///   - notes: where and with which moment notes are written.
    ///   - threads: how many threads may read records at once.
    ///   - attack: the version of ATT&CK whose words the views use.
    public convenience init(
        _ trail: Trail, name: String, isSample: Bool, notes: NotesWriter, threads: Int, attack: AttackVersion = .v18
    ) {
        self.init(
            trail, findings: Findings(in: trail), summary: Self.summary(of: trail, name: name, isSample: isSample),
            notes: notes, threads: threads, attack: attack)
    }

    /// - Parameters:
    ///   - findings: nil where they are yet to be looked for.
    ///   - earlier: who speaks of them meanwhile.
    init(
        _ trail: Trail, findings: Findings?, earlier: TrailDesk? = nil, summary: CaseSummary, notes: NotesWriter,
        threads: Int, attack: AttackVersion
    ) {
        self.trail = trail
        self.findings = findings
        self.earlier = earlier
        var summary = summary
        summary.isSeekingAlerts = findings == nil
        self.summary = summary
        self.notes = notes
        self.threads = threads
        self.attack = attack
        remembered = Mutex(Remembered())
    }

    /// The same desk, now that the findings are known, as the next generation.
    init(_ desk: TrailDesk, findings: Findings, generation: Int) {
        trail = desk.trail
        self.findings = findings
        earlier = nil
        var summary = desk.summary
        summary.isSeekingAlerts = false
        summary.generation = generation
        self.summary = summary
        notes = desk.notes
        threads = desk.threads
        attack = desk.attack
        // Nothing was remembered that the findings could change.
        remembered = Mutex(desk.remembered.withLock { $0 })
    }

    var index: EventIndex { trail.index }

    /// The gravest first. None as long as they are being looked for: what speaks of them asks the earlier desk.
    var alerts: [Alert] { (findings ?? .none).alerts }

    /// The incident that a place is about: that of its alert, where it has one, else the one that leads.
    func incident(for request: ViewRequest) -> Incident {
        guard let findings else { return Findings.none.leadIncident }
        guard let id = request.alert, let alert = alerts.first(where: { $0.id == id }) else {
            return findings.leadIncident
        }
        if let known = remembered.withLock({ $0.incidents[id] }) { return known }
        let own = findings.incidents[id] ?? Incident(startingFrom: alert, in: trail)
        let incident = own.scope.confirmedKeys.isEmpty ? findings.leadIncident : own
        remembered.withLock { $0.incidents[id] = incident }
        return incident
    }

    /// The events that a place speaks of: its subject, and every filter that is on.
    ///
    /// - Throws: what is wrong with a filter, with its column; or that the question was given up.
    func rows(for request: ViewRequest, isCancelled: @Sendable () -> Bool) throws(Problem) -> RowSet {
        let alert = request.subject?.kind == .alert ? request.subject?.value : nil
        let selection = [request.subject?.pivotFilter].compactMap { $0 } + request.activeFilters
        let question = RowQuestion(selection: selection, alert: alert ?? request.alert, isAlert: alert != nil)
        if let known = remembered.withLock({ $0.rows[question] }) { return known }
        var rows = RowSet.all(of: index.count)
        if let alert { rows = rowSet(alerts.first { $0.id == alert }?.rows ?? []) }
        let unknown = UnknownFacts(universe: index.count)
        let facts: any FactSource =
            findings == nil
            ? unknown : IncidentFacts(alerts: alerts, incident: incident(for: request), universe: index.count)
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
        throw Problem("Given up.")
    }

    func rowSet(_ rows: [Int]) -> RowSet {
        RowSet(sorted: Set(rows).sorted().map { UInt32($0) }, universe: index.count)
    }

    public func completion(of text: String) -> Completion {
        let found = Query.Filter.completions(for: text, cursor: text.count, values: IndexValueSource(index))
        let stem = String(text.prefix(found.replaced.lowerBound))
        return Completion(
            stem: stem,
            candidates: found.items.map { item in
                Completion.Candidate(item.text, note: item.count.map(\.grouped) ?? item.summary ?? "")
            })
    }

    private static let isSeeking = Problem(
        "Looking for alerts in what is loaded. 2 shows the timeline meanwhile.", isPassing: true)

    public func writeNotes(_ request: ViewRequest) throws(Problem) -> String {
        guard findings != nil else { throw Problem("The notes can be written once the alerts are there.") }
        return try notes.write(trail, alerts: alerts, incident: incident(for: request), summary)
    }

    public func listing(_ request: ViewRequest, isCancelled: @Sendable () -> Bool) throws(Problem) -> Listing {
        try withFindings(for: request) { desk throws(Problem) in
            try desk.view(of: request).listing(isCancelled: isCancelled)
        }
    }

    public func preview(_ request: ViewRequest, of row: RowKey, column: Int) throws(Problem) -> Preview {
        try withFindings(for: request) { desk throws(Problem) in
            try desk.view(of: request).preview(of: row, column: column)
        }
    }

    /// Asks this desk, or the earlier one if that has to do with alerts, and those of this one are not known.
    private func withFindings<Answer>(
        for request: ViewRequest, _ answer: (TrailDesk) throws(Problem) -> Answer
    ) throws(Problem) -> Answer {
        if findings != nil { return try answer(self) }
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
        return try answer(earlier)
    }

    private func view(of request: ViewRequest) -> any TrailView {
        switch request.view {
        case .alerts: AlertsView(desk: self, request: request)
        case .timeline: TimelineView(desk: self, request: request)
        case .keys: KeysView(desk: self, request: request)
        case .addresses: AddressesView(desk: self, request: request)
        case .calls: CallsView(desk: self, request: request)
        case .attack: AttackView(desk: self, request: request)
        case .record: RecordView(desk: self, request: request)
        }
    }
}

/// One view over a trail: a list, and a pane for each of its rows.
protocol TrailView {
    var desk: TrailDesk { get }
    var request: ViewRequest { get }

    func listing(isCancelled: @Sendable () -> Bool) throws(Problem) -> Listing
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
        case .alerts, .keys, .addresses, .calls, .attack: true
        case .timeline, .record: subject?.kind == .alert
        }
    }
}
