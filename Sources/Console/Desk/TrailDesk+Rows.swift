internal import Cases
internal import Detections
internal import Events
internal import Investigation
internal import Query
internal import Records
internal import Robots
internal import Synchronization

/// What decides which events a view speaks of.
struct RowQuestion: Hashable {
    var selection: [String]
    /// The alert whose rows are meant, or a part of it.
    var subject: Entity?
    /// The incident that `is:scoped` means.
    var incident: IncidentQuestion
    var annotations: Annotations
}

extension TrailDesk {
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
        remembered.withLock { $0.rows[question] = rows }
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
}
