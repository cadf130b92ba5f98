internal import Cases
internal import Detections
internal import Digests
internal import Events
public import Exports
internal import Investigation
internal import Robots

extension TrailDesk {
    public func export(_ request: ViewRequest, _ order: ExportOrder) throws(Problem) -> String {
        var exported = try exported(request, order.selection, header: notes.header(of: self))
        if order.isRedacted { exported.redactor = Redactor(for: exported, known: try notes.pseudonyms()) }
        return try notes.write(exported, order)
    }

    /// All that exports tell of what a place is about, with the decisions that hold there.
    ///
    /// - Throws: that alerts are still being looked for; a filter that selects nothing that can be told.
    public func exported(
        _ request: ViewRequest, _ selection: ExportOrder.Selection, header: CaseHeader
    ) throws(Problem) -> ExportedCase {
        guard findings != nil else { throw Problem("The case can be exported once its alerts are there.") }
        let desk = try leaving(request.decisions.mutes) { false }
        let scored = { (alert: Alert) in desk.crew.report(on: alert)?.scoredAlert ?? alert }
        return ExportedCase(
            try desk.investigation(for: request) { false }, header: header, alerts: desk.alerts.map(scored),
            muted: desk.muted, analyst: AnalystRecord(request.decisions, request.journal, in: index),
            custody: custody(), selection: try rows(selection, of: request))
    }

    /// Every source with its hashes and what digests say of it.
    ///
    /// - Complexity: reads every source once more, for the hash of its log.
    func manifest(isCancelled: @escaping @Sendable () -> Bool = { false }) -> [ManifestEntry] {
        let manifest = [ManifestEntry](of: trail, threads: threads, isCancelled: isCancelled)
        return digests().map { manifest.validated(by: $0.levels) } ?? manifest
    }

    private func custody() -> Custody {
        recorder?.custody(of: self) ?? Custody(manifest: manifest())
    }

    private func rows(
        _ selection: ExportOrder.Selection, of request: ViewRequest
    ) throws(Problem) -> ExportedCase.Selection {
        switch selection {
        case .all: return .all
        case .filter:
            let words = ([request.subject?.pivotFilter].compactMap(\.self) + request.activeFilters)
                .joined(separator: " AND ")
            guard !words.isEmpty else { throw Problem("No filter is in force here that could select.") }
            return .filter(words, rows: try self.rows(for: request) { false }.rows.map { Int($0) })
        case .annotated:
            let events = request.decisions.annotations.subjects.filter { $0.kind == .event }
            let rows = Set(events.compactMap { index.row(of: RowKey($0.value)) }).sorted()
            guard !rows.isEmpty else { throw Problem("No event is marked, tagged or written about.") }
            return .annotated(rows: rows)
        }
    }
}
