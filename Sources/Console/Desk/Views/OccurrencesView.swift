internal import Cases
internal import CloudTrail
internal import Detections
internal import Events
internal import Investigation
internal import Sigma

/// Where else a value occurs: fields, paths of records, alerts, the scope, and what the analyst wrote of it.
struct OccurrencesView: TrailView {
    let desk: TrailDesk
    let request: ViewRequest

    /// Alerts that are named, at most.
    private static let mostAlerts = 200

    func listing(isCancelled: @escaping @Sendable () -> Bool) throws(Problem) -> Listing {
        guard let value = request.subject?.value else {
            throw Problem("Where else does what occur? g w on a cell with a value asks.")
        }
        let found = try Occurrences(of: value, on: desk, isCancelled: isCancelled)
        let alerts = alerts(of: value, found.rows)
        let rows =
            found.fields.map { row("field", $0) } + scope(value) + own
            + alerts.prefix(Self.mostAlerts).map(row) + found.paths.map { row("record", $0) }
        return Listing(
            columns: [
                Column("where", "WHERE", minimum: 8, isSortable: false),
                Column("what", "WHAT", minimum: 24, ideal: 60, isFlexible: true, isSortable: false),
                Column("events", "EVENTS", minimum: 7, fit: .trailing, priority: 1, isSortable: false),
                Column("first", "FIRST (UTC)", minimum: 14, priority: 2, isSortable: false),
                Column("last", "LAST", minimum: 14, priority: 3, isSortable: false),
            ],
            rows: RowList(rows), summary: summary(found, alerts.count), firstColumn: 1,
            emptyText: "The value occurs nowhere else in what is loaded.")
    }

    private func summary(_ found: Occurrences, _ alerts: Int) -> StyledText {
        var parts = [
            request.subject?.label.shortened ?? "", counted(found.rows.count, "event"),
            "\(found.matching.grouped) with it in the record",
        ]
        if !desk.knowsAlerts { parts.append("looking for alerts") }
        if alerts > Self.mostAlerts { parts.append("the first \(Self.mostAlerts) of \(counted(alerts, "alert"))") }
        let cut =
            found.read < found.matching
            ? " · record paths of the first \(found.read.grouped) only" : ""
        return StyledText([Span(parts.joined(separator: " · ")), Span(cut, .toastWarn)])
    }

    private func alerts(of value: String, _ rows: RowSet) -> [Alert] {
        let isAlerted = !rows.intersection(desk.alertedRows).isEmpty
        return desk.alerts.filter { alert in
            alert.principals.contains(value) || alert.accessKeys.contains(value) || alert.addresses.contains(value)
                || isAlerted && alert.rows.contains(where: rows.contains)
        }
    }

    private func row(_ kind: String, _ place: Occurrences.Place) -> Row {
        let entity = Entity(
            .field, request.subject?.value, label: "\(place.field): \(request.subject?.label ?? "")",
            field: place.field, selection: place.filter)
        return Row(
            key: RowKey("\(kind) \(place.field)"),
            cells: [
                TableCell(kind), TableCell(place.field, entity: entity),
                TableCell(place.count.grouped, entity: entity),
                TableCell(
                    index.moment(place.first), link: .pivot(.record, index.entity(event: place.first), alert: nil)),
                TableCell(index.moment(place.last), link: .pivot(.record, index.entity(event: place.last), alert: nil)),
            ],
            time: index.time(place.first), entities: [entity, index.entity(event: place.first)])
    }

    private func row(_ alert: Alert) -> Row {
        let entity = Entity(.alert, alert.id, label: alert.rule.title)
        return Row(
            key: RowKey("alert \(alert.id)"),
            cells: [
                TableCell("alert \(alert.rule.level.letter)"), TableCell(alert.rule.title, entity: entity),
                TableCell(alert.count.grouped, link: .pivot(.timeline, entity, alert: alert.id)),
                TableCell(EventIndex.moment(alert.first)), TableCell(EventIndex.moment(alert.last)),
            ],
            role: alert.rule.level.role, traits: .alerted, time: alert.last,
            entities: [entity] + AlertRows.entities(alert, index))
    }

    /// What the scope has of it, and as what.
    private func scope(_ value: String) -> [Row] {
        guard desk.knowsAlerts else { return [] }
        let scope = desk.incident(for: request).scope
        func row(_ list: String, _ view: ViewKind, _ text: String, _ status: ScopeStatus) -> Row {
            let link = Link.pivot(view, nil, alert: nil)
            return Row(
                key: RowKey("scope \(list)"),
                cells: [
                    TableCell("scope", link: link), TableCell("\(list): \(text)", link: link), TableCell(""),
                    TableCell(""), TableCell(""),
                ],
                role: KeysView.role(status), entities: [request.subject].compactMap { $0 })
        }
        var rows: [Row] = []
        if let standing = scope.standing(of: value) {
            let view: ViewKind = scope.addresses.contains { $0.address == value } ? .addresses : .keys
            rows.append(row(standing.status.rawValue, view, standing.reason, standing.status))
        }
        let children = scope.keys.filter { $0.parent == value }.map(\.accessKeyID)
        if !children.isEmpty { rows.append(row("issued", .lineage, children.joined(separator: ", "), .confirmed)) }
        let used = scope.keys.filter { $0.addresses.contains(value) }.map(\.accessKeyID)
        if !used.isEmpty { rows.append(row("keys used from it", .keys, used.joined(separator: ", "), .confirmed)) }
        return rows
    }

    /// What the analyst wrote and decided of it.
    private var own: [Row] {
        guard let value = request.subject?.value else { return [] }
        return NotebookEntry.all(in: request.decisions).filter { entry in
            entry.subject?.value == value || entry.words.contains(value)
        }.map { entry in
            let link = Link.pivot(.notes, nil, alert: nil)
            let words = entry.words.isEmpty ? entry.word : "\(entry.word): \(String(entry.words.prefix(400)))"
            return Row(
                key: entry.key,
                cells: [
                    TableCell("yours", link: link), TableCell(words, link: link), TableCell(""),
                    TableCell(EventIndex.moment(entry.time)), TableCell(""),
                ],
                role: .markNote, time: entry.time, entities: [entry.subject].compactMap { $0 })
        }
    }

    func preview(of key: RowKey, column: Int) throws(Problem) -> Preview {
        Preview(
            title: StyledText(request.subject?.label ?? "value"),
            lines: [
                "Enter on WHAT or EVENTS: these events, or the alert. On FIRST and LAST: the record.",
                StyledText(request.subject?.value ?? ""),
            ])
    }
}
