internal import Cases
internal import CloudTrail
internal import Detections
internal import Events
internal import Sigma

/// What the rules and GuardDuty found, the gravest first. With a filter, the alerts that have an event it selects. The
/// scores count what robots found: those are asked a few at a time, while the list is there with what is known.
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
        let shown = request.showsMuted ? muted : []
        let (scores, isPartial) = try desk.scores(of: open + shown.map(\.alert), for: request, isCancelled)
        var lines = zip(open, scores).map { AlertRows.Line($0, $1) }
        if !scores.contains(where: { !$0.isFinal }) { lines = Self.ordered(lines) }
        lines += zip(shown, scores.dropFirst(open.count)).map { AlertRows.Line($0, $1) }
        var listing = Listing(
            columns: AlertRows.columns, rows: AlertRows(lines.sorted(request.sort, by: Self.sortKey), index),
            summary: Self.summary(open, muted, desk) + Self.note(scores), sort: request.sort,
            firstColumn: AlertRows.Place.rule.rawValue, emptyText: emptyText(muted.count))
        listing.isPartial = isPartial
        return listing
    }

    /// Those of one level by what all reasons give, once that is known of each: rows are not to hop about meanwhile.
    ///
    /// - Parameter lines: of a level after the other; equal ones keep their order.
    private static func ordered(_ lines: [AlertRows.Line]) -> [AlertRows.Line] {
        lines.indices.sorted { left, right in
            let (one, other) = (lines[left], lines[right])
            let isSameLevel =
                one.alert.rule.level == other.alert.rule.level && one.alert.standing == other.alert.standing
            if isSameLevel, one.score.points != other.score.points { return one.score.points > other.score.points }
            return left < right
        }.map { lines[$0] }
    }

    /// What the mark behind a score means, as long as one bears it.
    static func note(_ scores: [AlertScore]) -> StyledText {
        StyledText(scores.contains { !$0.isFinal } ? " \u{B7} +: robots may add" : "", .uiDim)
    }

    /// Whether the place is about the principal of an alert that names no events: they are not in the trail.
    private func isSubject(_ alert: Alert) -> Bool {
        guard alert.rows.isEmpty, request.activeFilters.isEmpty, let subject = request.subject,
            subject.kind == .principal, let name = subject.value
        else { return false }
        return alert.principals.contains(name)
    }

    private func emptyText(_ muted: Int) -> String {
        if desk.index.count == 0 { return "There is no event here to look for alerts in: 0 shows what was read." }
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
        case .score: .number(line.score.points)
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
