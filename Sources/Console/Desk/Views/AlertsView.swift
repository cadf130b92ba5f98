internal import CloudTrail
internal import Detections
internal import Events
internal import Investigation
internal import Sigma

/// What the rules and GuardDuty found, the gravest first. With a filter, the alerts that have an event it selects.
struct AlertsView: TrailView {
    let desk: TrailDesk
    let request: ViewRequest

    func listing(isCancelled: @Sendable () -> Bool) throws(Problem) -> Listing {
        var alerts = desk.alerts
        if !isWhole {
            let rows = try desk.rows(for: request, isCancelled: isCancelled)
            alerts = alerts.filter { $0.rows.contains { rows.contains($0) } }
        }
        return Listing(
            columns: [
                Column("level", "S", minimum: 1), Column("score", "SCORE", minimum: 5, fit: .trailing, priority: 3),
                Column("last", "LAST (UTC)", minimum: 14, priority: 2),
                Column("rule", "RULE", minimum: 34, ideal: 60, isFlexible: true),
                Column("principal", "PRINCIPAL", minimum: 12, ideal: 24, fit: .middle, priority: 1),
                Column("ip", "IP", minimum: 15, priority: 5),
                Column("count", "N", minimum: 4, fit: .trailing, priority: 4),
            ],
            rows: RowList(alerts.sorted(request.sort, by: sortKey).map(row)), summary: summary(alerts),
            sort: request.sort, firstColumn: 3,
            emptyText: desk.alerts.isEmpty ? "No rule found anything in this trail." : "No alert has such an event.")
    }

    private func summary(_ alerts: [Alert]) -> StyledText {
        let open = alerts.filter { $0.standing == .open }
        let levels = Level.allCases.reversed().map { level in
            (count: open.count { $0.rule.level == level }, word: level.rawValue)
        }
        let others = [Alert.Standing.archived, .sample].map { standing in
            (count: alerts.count { $0.standing == standing }, word: standing.rawValue)
        }
        let parts = (levels + others).filter { $0.count > 0 }.map { "\($0.count) \($0.word)" }
        return StyledText(([counted(open.count, "alert")] + parts).joined(separator: " · "))
    }

    private func sortKey(_ alert: Alert, _ column: String) -> SortKey? {
        switch column {
        case "level": .number(Level.allCases.firstIndex(of: alert.rule.level) ?? 0)
        case "score": .number(alert.score)
        case "last": .time(alert.last)
        case "rule": .text(alert.rule.title)
        case "principal": .text(principal(alert))
        case "ip": .text(alert.addresses.first ?? "")
        case "count": .number(alert.count)
        default: nil
        }
    }

    private func principal(_ alert: Alert) -> String {
        switch alert.principals.count {
        case 0: "-"
        case 1: EventIndex.shortName(alert.principals[0])
        default: "\(alert.principals.count) principals"
        }
    }

    private func row(_ alert: Alert) -> Row {
        let all = Entity(.alert, alert.id, label: alert.rule.title)
        let only = alert.principals.count == 1 ? Entity.principal(alert.principals[0]) : nil
        // One principal: what it did. Several: what they did for this alert.
        let link = Link.pivot(.timeline, only ?? all, alert: alert.id)
        let address = alert.addresses.first.map { Entity(.address, $0) }
        return Row(
            key: RowKey(alert.id),
            cells: [
                TableCell(alert.rule.level.letter), TableCell(String(alert.score)),
                TableCell(EventIndex.moment(alert.last)),
                TableCell(alert.rule.title, link: link),
                TableCell(principal(alert), entity: only, link: link),
                TableCell(addressText(alert), entity: alert.addresses.count == 1 ? address : nil),
                TableCell(alert.count.grouped, link: .pivot(.timeline, all, alert: alert.id)),
            ],
            role: alert.rule.level.role, traits: .alerted, entities: entities(alert))
    }

    private func addressText(_ alert: Alert) -> String {
        alert.addresses.count > 1 ? "\(alert.addresses.count) addresses" : alert.addresses.first ?? "-"
    }

    private func entities(_ alert: Alert) -> [Entity] {
        guard let row = alert.leadRow ?? alert.rows.first else {
            return [
                alert.principals.first.map(Entity.principal), alert.accessKeys.first.map { Entity(.key, $0) },
                alert.addresses.first.map { Entity(.address, $0) },
            ].compactMap { $0 }
        }
        return [
            index.entity(event: row), index.entity(.principal, .principal, row), index.entity(.key, .key, row),
            index.entity(.address, .ip, row), index.entity(.call, .name, row),
        ]
    }

    func preview(of key: RowKey, column: Int) throws(Problem) -> Preview {
        guard let alert = desk.alerts.first(where: { $0.id == key.text }) else {
            throw Problem("The alert is no longer there.")
        }
        return try AlertPreview(desk: desk, alert: alert).preview()
    }
}
