internal import Cases
internal import CloudTrail
internal import Detections
internal import Events
internal import Sigma

/// The principals that alerts are about, the one of the gravest alert first. With a filter, those of the alerts that
/// have an event it selects.
struct AlertedPrincipalsView: TrailView {
    let desk: TrailDesk
    let request: ViewRequest

    private struct Line {
        var name: String
        /// The gravest first.
        var alerts: [Alert]
        /// Events of its own that alerts hold, each once.
        var events: Int
        var first: EventTime
        var last: EventTime
        var rows: RowSet
        /// The highest of its alerts.
        var score: AlertScore
    }

    func listing(isCancelled: @escaping @Sendable () -> Bool) throws(Problem) -> Listing {
        let selected = isWhole ? nil : try desk.rows(for: request, isCancelled: isCancelled)
        let alerts = desk.alerts.filter { alert in
            selected.map { rows in alert.rows.contains { rows.contains($0) } } ?? true
        }
        let (scores, isPartial) = try desk.scores(of: alerts, for: request, isCancelled)
        let lines = lines(of: alerts)
        let summary = StyledText(counted(lines.count, "principal") + " · ")
        var listing = Listing(
            columns: Self.columns, rows: Rows(lines: lines.sorted(request.sort, by: Self.sortKey), index: index),
            summary: summary + AlertsView.summary(alerts, desk.muted, desk) + AlertsView.note(scores),
            sort: request.sort, firstColumn: Place.principal.rawValue, emptyText: "No alert names a principal.")
        listing.isPartial = isPartial
        return listing
    }

    /// Principals in the order of their gravest alert.
    private func lines(of alerts: [Alert]) -> [Line] {
        var order: [String] = []
        var named: [String: [Alert]] = [:]
        for alert in alerts {
            for name in alert.principals {
                if named[name] == nil { order.append(name) }
                named[name, default: []].append(alert)
            }
        }
        let alerted = desk.alertedRows
        return order.map { name in
            let own = named[name] ?? []
            let rows = index.rows(.principal, equal: name).intersection(alerted)
            let times = (first: rows.first.map { index.time($0) }, last: rows.last.map { index.time($0) })
            return Line(
                name: name, alerts: own, events: rows.count,
                first: times.first ?? own.map(\.first).min() ?? EventTime(milliseconds: 0),
                last: times.last ?? own.map(\.last).max() ?? EventTime(milliseconds: 0), rows: rows,
                score: .highest(own.map(desk.score(of:))))
        }
    }

    private enum Place: Int, CaseIterable {
        case level, score, first, last, spread, principal, rules, alerts, events
    }

    private static let columns = Place.allCases.map { place in
        let name = "\(place)"
        return switch place {
        case .level: Column(name, "S", minimum: 1)
        case .score: Column(name, "SCORE", minimum: 5, fit: .trailing, priority: 3)
        case .first: Column(name, "FIRST (UTC)", minimum: 14, priority: 6)
        case .last: Column(name, "LAST (UTC)", minimum: 14, priority: 2)
        case .spread:
            Column(
                name, "OVER TIME", minimum: AlertRows.spreadWidth, priority: 7, isSortable: false, isLazy: true)
        case .principal: Column(name, "PRINCIPAL", minimum: 16, ideal: 36, fit: .middle)
        case .rules: Column(name, "GRAVEST RULE", minimum: 16, ideal: 32, isFlexible: true, priority: 5)
        case .alerts: Column(name, "ALERTS", minimum: 6, fit: .trailing, priority: 1)
        case .events: Column(name, "EVENTS", minimum: 6, fit: .trailing, priority: 4)
        }
    }

    private static func sortKey(_ line: Line, _ column: String) -> SortKey? {
        switch Place.allCases.first(where: { "\($0)" == column }) {
        case .level: .number(line.alerts.first.flatMap { Level.allCases.firstIndex(of: $0.rule.level) } ?? 0)
        case .score: .number(line.score.points)
        case .first: .time(line.first)
        case .last: .time(line.last)
        case .principal: .text(EventIndex.shortName(line.name))
        case .rules: .text(line.alerts.first?.rule.title ?? "")
        case .alerts: .number(line.alerts.count)
        case .events: .number(line.events)
        case .spread, nil: nil
        }
    }

    /// The rows, made when they are looked at.
    private struct Rows: RowSource {
        let lines: [Line]
        let index: EventIndex

        var count: Int { lines.count }

        func row(at number: Int) -> Row {
            let line = lines[number]
            let principal = Entity.principal(line.name)
            let gravest = line.alerts.first
            let alerts = Link.pivot(.alerts, principal, alert: gravest?.id)
            let calls = Link.pivot(.timeline, principal, alert: gravest?.id)
            let event = line.rows.first
            return Row(
                key: RowKey(line.name),
                cells: Place.allCases.map { place in
                    switch place {
                    case .level: TableCell(gravest?.rule.level.letter ?? "-", link: alerts)
                    case .score: TableCell(line.score.text, link: alerts)
                    case .first: TableCell(EventIndex.moment(line.first))
                    case .last: TableCell(EventIndex.moment(line.last))
                    case .spread: TableCell("")
                    case .principal: TableCell(principal.label, entity: principal, link: alerts)
                    case .rules: TableCell(gravest?.rule.title ?? "", link: alerts)
                    case .alerts: TableCell(line.alerts.count.grouped, link: alerts)
                    case .events: TableCell(line.events.grouped, entity: principal, link: calls)
                    }
                },
                role: gravest?.rule.level.role ?? .uiText, traits: .alerted, time: line.last,
                entities: [
                    principal, event.map { index.entity(event: $0) }, event.map { index.entity(.key, .key, $0) },
                    event.map { index.entity(.address, .ip, $0) }, event.map { index.entity(.call, .name, $0) },
                ].compactMap { $0 })
        }

        func details(at number: Int) -> [Int: TableCell] {
            let line = lines[number]
            guard let span = index.span else { return [:] }
            let times =
                line.rows.isEmpty ? line.alerts.map(\.first.milliseconds) : line.rows.rows.map { index.times[Int($0)] }
            let spread = Sparkline(of: times, over: span, width: AlertRows.spreadWidth)
            return [Place.spread.rawValue: TableCell(spread.text)]
        }

        func index(at time: EventTime, forward: Bool) -> Int? {
            TimeOrder.none.index(at: time, forward: forward, among: count) { lines[$0].last }
        }

        func index(of key: RowKey) -> Int? {
            lines.firstIndex { $0.name == key.text }
        }
    }

    func preview(of key: RowKey, column: Int) throws(Problem) -> Preview {
        let alerts = desk.alerts.filter { $0.principals.contains(key.text) }
        let rows = index.rows(.principal, equal: key.text)
        let alerted = rows.intersection(desk.alertedRows)
        let title = EventIndex.shortName(key.text)
        var lines = [StyledText(key.text)]
        if !alerted.isEmpty {
            lines += [GroupWords.calls(of: alerted, index), GroupWords.addresses(of: alerted, index)]
        }
        lines += alerts.map { alert in
            StyledText([
                Span("\(alert.rule.level.letter) ", alert.rule.level.role), Span(alert.rule.title),
                Span(" · \(counted(alert.count, "event"))", .uiDim),
            ])
        }
        lines.append(
            StyledText([Span("next ", .uiDim), Span("Enter its alerts · g p its timeline · b alerts by rule")]))
        return Preview(title: StyledText(title), note: StyledText(counted(rows.count, "event")), lines: lines)
    }
}
