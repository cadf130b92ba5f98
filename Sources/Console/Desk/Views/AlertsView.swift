internal import CloudTrail
internal import Detections
internal import Events
internal import Sigma

/// What the rules and GuardDuty found, the gravest first. With a filter, the alerts that have an event it selects.
struct AlertsView: TrailView {
    let desk: TrailDesk
    let request: ViewRequest

    func listing(isCancelled: @escaping @Sendable () -> Bool) throws(Problem) -> Listing {
        var open = desk.alerts
        var muted = desk.muted
        if !isWhole {
            let rows = try desk.rows(for: request, isCancelled: isCancelled)
            let selected: (Alert) -> Bool = { alert in
                alert.rows.contains { rows.contains($0) } || isSubject(alert)
            }
            open = open.filter(selected)
            muted = muted.filter { selected($0.alert) }
        }
        var lines = open.map { AlertRows.Line($0) }
        if request.showsMuted { lines += muted.map { AlertRows.Line($0) } }
        return Listing(
            columns: AlertRows.columns, rows: AlertRows(lines.sorted(request.sort, by: Self.sortKey), index),
            summary: Self.summary(open, muted, desk), sort: request.sort,
            firstColumn: AlertRows.Place.rule.rawValue, emptyText: emptyText(muted.count))
    }

    /// Whether the place is about the principal of an alert that names no events: they are not in the trail.
    private func isSubject(_ alert: Alert) -> Bool {
        guard alert.rows.isEmpty, request.activeFilters.isEmpty, let subject = request.subject,
            subject.kind == .principal, let name = subject.value
        else { return false }
        return alert.principals.contains(name)
    }

    private func emptyText(_ muted: Int) -> String {
        if desk.alerts.isEmpty, desk.muted.isEmpty { return "No rule found anything in this trail." }
        return muted > 0 ? "All alerts are muted: M shows them." : "No alert has such an event."
    }

    /// `14 open · 2 muted · 2 critical · 12 high`, and how many rules could not be read or followed to their end.
    static func summary(_ open: [Alert], _ muted: [MutedAlert], _ desk: TrailDesk) -> StyledText {
        let waiting = open.filter { $0.standing == .open }
        let levels = Level.allCases.reversed().map { level in
            (count: waiting.count { $0.rule.level == level }, word: level.rawValue)
        }
        let others = [Alert.Standing.archived, .sample].map { standing in
            (count: open.count { $0.standing == standing }, word: standing.rawValue)
        }
        let parts = [(waiting.count, "open"), (muted.count, "muted")] + levels + others
        let numbers = parts.enumerated().filter { $0.offset == 0 || $0.element.0 > 0 }.map {
            "\($0.element.0.grouped) \($0.element.1)"
        }
        let troubles = [(desk.detectors.problems, "rejected"), (desk.ruleProblems, "incomplete")]
            .map { problems, word in problems.isEmpty ? "" : " · \(counted(problems.count, "rule")) \(word)" }
        return StyledText([Span(numbers.joined(separator: " · ")), Span(troubles.joined(), .toastWarn)])
    }

    private static func sortKey(_ line: AlertRows.Line, _ column: String) -> SortKey? {
        let alert = line.alert
        return switch AlertRows.Place(column) {
        case .level: .number(Level.allCases.firstIndex(of: alert.rule.level) ?? 0)
        case .score: .number(alert.score)
        case .first: .time(alert.first)
        case .last: .time(alert.last)
        case .rule: .text(alert.rule.title)
        case .principal: .text(line.principal)
        case .address: .text(alert.addresses.first ?? "")
        case .count: .number(alert.count)
        case .spread, nil: nil
        }
    }

    func preview(of key: RowKey, column: Int) throws(Problem) -> Preview {
        guard let alert = desk.alert(key.text) else { throw Problem("The alert is no longer there.") }
        let mute = desk.muted.first { $0.id == key.text }?.mute
        return try AlertPreview(desk: desk, request: request, alert: alert, mute: mute).preview()
    }
}
