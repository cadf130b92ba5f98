internal import CloudTrail
internal import Events
internal import Investigation

/// The list of compromised keys, with the sweep as a matrix in it, and below them the other keys of the trail.
struct KeysView: TrailView {
    let desk: TrailDesk
    let request: ViewRequest

    /// One line of the list.
    private struct Line {
        var key: String
        var principal: String
        var scoped: ScopedKey?
        var first: EventTime?
        var last: EventTime?
        var calls: Int
        var denied: Int
        var row: Int?
        var matrix: [Outcome?] = []
    }

    func listing(isCancelled: @escaping @Sendable () -> Bool) throws(Problem) -> Listing {
        let scope = desk.incident(for: request).scope
        let set = try desk.rows(for: request, isCancelled: isCancelled)
        let used = Dictionary(
            index.groups(.key, in: set).filter { $0.code != StringTable.missing }
                .map { (index.table(.key).text($0.code), $0) }, uniquingKeysWith: { first, _ in first })
        let scoped = scope.keys.filter { isWhole || used[$0.accessKeyID] != nil }
        let matrix = KeyCallMatrix(scoped, calls: Incident.sweepCalls, in: index)
        var lines = zip(scoped, matrix.cells).map { line($0, $1, used[$0.accessKeyID]) }
        let known = Set(scope.keys.map(\.accessKeyID))
        let others = used.filter { !known.contains($0.key) }.map { line($0.key, $0.value) }
        lines += others.sorted { ($1.calls, $0.key) < ($0.calls, $1.key) }
        return Listing(
            columns: columns, rows: RowList(lines.sorted(request.sort, by: sortKey).map(row)),
            summary: summary(scoped, others: others.count),
            sort: request.sort, firstColumn: 1, emptyText: "No access key was used.")
    }

    private var columns: [Column] {
        [
            Column("status", "STATUS", minimum: 9), Column("key", "KEY", minimum: 20),
            Column("principal", "PRINCIPAL", minimum: 11, ideal: 24, priority: 1),
            Column("first", "FIRST (UTC)", minimum: 11, priority: 2), Column("last", "LAST", minimum: 11, priority: 3),
            Column("other", "LAST OTHER USE", minimum: 16, priority: 8),
            Column("idle", "IDLE", minimum: 4, ideal: 7, priority: 5, isSortable: false),
            Column("lb", "LB", minimum: 2, priority: 4, isSortable: false),
            Column("di", "DI", minimum: 2, priority: 4, isSortable: false),
            Column("dd", "DD", minimum: 2, priority: 4, isSortable: false),
            Column("calls", "CALLS", minimum: 6, fit: .trailing, priority: 6),
            Column("denied", "DEN", minimum: 4, fit: .trailing, priority: 9),
            Column("writes", "WRITE", minimum: 5, fit: .trailing, priority: 7),
            Column("write", "FIRST WRITE", minimum: 11, priority: 12),
            Column("parent", "PARENT", minimum: 20, priority: 13),
            Column("ips", "IPS", minimum: 3, fit: .trailing, priority: 10),
            Column("via", "VIA", minimum: 12, ideal: 36, isFlexible: true, priority: 11, isSortable: false),
        ]
    }

    private func line(_ key: ScopedKey, _ matrix: [Outcome?], _ group: FieldGroup?) -> Line {
        Line(
            key: key.accessKeyID, principal: key.principal, scoped: key,
            first: key.firstAttackerUse ?? group.map { index.time($0.first) },
            last: key.lastAttackerUse ?? group.map { index.time($0.last) }, calls: key.calls, denied: key.denied,
            row: key.attackerRows.first ?? group?.first, matrix: matrix)
    }

    private func line(_ key: String, _ group: FieldGroup) -> Line {
        Line(
            key: key, principal: index.text(.principal, group.last) ?? "none", first: index.time(group.first),
            last: index.time(group.last), calls: group.count, denied: group.denied, row: group.first)
    }

    private func summary(_ scoped: [ScopedKey], others: Int) -> StyledText {
        var parts: [String] = []
        for status in [ScopeStatus.confirmed, .proposed, .excluded] {
            let count = scoped.count { $0.status == status }
            if count > 0 { parts.append("\(count) \(status.rawValue)") }
        }
        if parts.isEmpty { parts.append("no key is confirmed as compromised") }
        if others > 0 { parts.append("\(others.grouped) other") }
        return StyledText(parts.joined(separator: " · "))
    }

    private func sortKey(_ line: Line, _ column: String) -> SortKey? {
        switch column {
        case "status": .text(line.scoped?.status.rawValue ?? "~")
        case "key": .text(line.key)
        case "principal": .text(line.principal)
        case "first": .time(line.first)
        case "last": .time(line.last)
        case "other": .time(line.scoped?.lastOtherUseBefore)
        case "calls": .number(line.calls)
        case "denied": .number(line.denied)
        case "writes": .number(line.scoped?.writes ?? -1)
        case "write": .number(line.scoped?.firstWriteRow ?? -1)
        case "parent": .text(line.scoped?.parent ?? "")
        case "ips": .number(line.scoped?.addresses.count ?? -1)
        default: nil
        }
    }

    private func row(_ line: Line) -> Row {
        let key = Entity(.key, line.key)
        let principal = Entity.principal(line.principal)
        let scoped = line.scoped
        let address = (scoped?.addresses.first ?? line.row.flatMap { index.text(.ip, $0) }).map { Entity(.address, $0) }
        let calls = Link.pivot(.timeline, key, alert: nil)
        let choice = request.decisions.scope.choice(of: key) ?? request.decisions.scope.choice(of: principal)
        return Row(
            key: RowKey(line.key),
            cells: [
                TableCell(scoped?.status.rawValue ?? "-"), TableCell(line.key, entity: key),
                TableCell(principal.label, entity: principal), TableCell(EventIndex.minute(line.first)),
                TableCell(EventIndex.minute(line.last)), TableCell(scoped.map(otherUse) ?? "-"),
                TableCell(scoped.map { Self.word($0.idleBefore) } ?? "-"),
            ] + (0..<3).map { TableCell(Self.sign(line.matrix, $0)) } + [
                TableCell(line.calls.grouped, entity: key, link: calls), TableCell(line.denied.grouped),
                TableCell(scoped.map { $0.writes.grouped } ?? "-"),
                scoped?.firstWriteRow.map { row in
                    TableCell(
                        EventIndex.minute(index.time(row)),
                        link: .pivot(.record, index.entity(event: row), alert: nil))
                } ?? TableCell("-"),
                scoped?.parent.map { TableCell($0, entity: Entity(.key, $0)) } ?? TableCell("-"),
                TableCell(
                    scoped.map { String($0.addresses.count) } ?? "-",
                    link: .pivot(.addresses, key, alert: nil)),
                TableCell(choice?.words ?? scoped?.reason ?? ""),
            ],
            role: scoped.map { Self.role($0.status) } ?? .uiText, sign: choice?.sign,
            entities: [
                key, principal, address, line.row.map { index.entity(event: $0) },
                line.row.map { index.entity(.call, .name, $0) },
            ].compactMap { $0 })
    }

    static func role(_ status: ScopeStatus) -> Role {
        switch status {
        case .confirmed: .sevCritical
        case .proposed: .sevMedium
        case .excluded: .uiDim
        }
    }

    private func otherUse(_ key: ScopedKey) -> String {
        key.lastOtherUseBefore.map { EventIndex.minute($0) } ?? "never"
    }

    private static func word(_ judgement: Judgement) -> String {
        switch judgement {
        case .yes, .no: judgement.rawValue
        case .unknown: "?"
        case .notApplicable: "-"
        }
    }

    private static func sign(_ cells: [Outcome?], _ column: Int) -> String {
        guard cells.indices.contains(column) else { return "-" }
        return switch cells[column] {
        case .ok: "✓"
        case .denied: "x"
        case .error: "!"
        case nil: "-"
        }
    }

    func preview(of key: RowKey, column: Int) throws(Problem) -> Preview {
        let rows = index.rows(.key, equal: key.text)
        var lines: [StyledText] = []
        if let scoped = desk.incident(for: request).scope.keys.first(where: { $0.accessKeyID == key.text }) {
            lines.append(StyledText("\(scoped.status.rawValue): \(scoped.reason)"))
            lines.append(
                StyledText(
                    "attacker \(EventIndex.moment(scoped.firstAttackerUse)) to \(EventIndex.moment(scoped.lastAttackerUse)) · "
                        + "\(counted(scoped.calls, "call")), \(scoped.denied) denied, \(scoped.writes) changes"))
            lines.append(
                StyledText(
                    "others: last before \(EventIndex.moment(scoped.lastOtherUseBefore)), last \(EventIndex.moment(scoped.lastOtherUse))"
                ))
            lines.append(StyledText("from " + scoped.addresses.joined(separator: ", ")))
        }
        lines.append(GroupWords.calls(of: rows, index))
        lines.append(GroupWords.addresses(of: rows, index))
        return Preview(title: StyledText(key.text), note: StyledText(counted(rows.count, "event")), lines: lines)
    }
}
