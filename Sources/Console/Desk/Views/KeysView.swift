internal import Cases
internal import CloudTrail
internal import Events
internal import Investigation

/// The list of compromised keys, with the sweep as a matrix in it, and below them the other keys of the trail.
struct KeysView: TrailView {
    let desk: TrailDesk
    let request: ViewRequest

    /// One line of the list: a key of the scope by its number there, or any other.
    private struct Line {
        var number: Int?
        var group: FieldGroup?
    }

    /// The keys of the scope that are listed, and what else there is to say of them.
    private struct Scoped {
        var keys: [ScopedKey]
        var matrix: [[Outcome?]]
        /// By access key.
        var numbers: [String: Int]
    }

    func listing(isCancelled: @escaping @Sendable () -> Bool) throws(Problem) -> Listing {
        let scope = desk.incident(for: request).scope
        let set = try desk.rows(for: request, isCancelled: isCancelled)
        let table = index.table(.key)
        let groups = index.groups(.key, in: set).filter { $0.code != StringTable.missing }
        let inScope = Set(scope.keys.compactMap { table.code(of: $0.accessKeyID) })
        let used = Dictionary(
            groups.filter { inScope.contains($0.code) }.map { ($0.code, $0) }, uniquingKeysWith: { first, _ in first })
        func group(_ key: ScopedKey) -> FieldGroup? { table.code(of: key.accessKeyID).flatMap { used[$0] } }
        let keys = scope.keys.filter { isWhole || group($0) != nil }
        let scoped = Scoped(
            keys: keys, matrix: KeyCallMatrix(keys, calls: Incident.sweepCalls, in: index).cells,
            numbers: Dictionary(
                keys.enumerated().map { ($1.accessKeyID, $0) }, uniquingKeysWith: { first, _ in first }))
        // Those that are used as much come in the order of their first use.
        let others = groups.filter { !inScope.contains($0.code) }.sorted { ($1.count, $0.first) < ($0.count, $1.first) }
        let lines = keys.enumerated().map { Line(number: $0, group: group($1)) } + others.map { Line(group: $0) }
        return Listing(
            columns: columns, rows: rows(lines.sorted(request.sort) { sortKey($0, $1, scoped) }, scoped),
            summary: summary(keys, others: others.count), sort: request.sort, firstColumn: 1,
            emptyText: isWhole ? "No access key was used." : "No access key matches.")
    }

    private func rows(_ lines: [Line], _ scoped: Scoped) -> any RowSource {
        /// Codes of a table stay below.
        let firstOfScope: UInt32 = 1 << 31
        let table = index.table(.key)
        return LineRows(lines) { line in
            line.number.map { firstOfScope + UInt32($0) } ?? line.group?.code ?? StringTable.missing
        } code: { kind, text in
            guard kind == nil || kind == .key else { return nil }
            return scoped.numbers[text].map { firstOfScope + UInt32($0) } ?? table.code(of: text)
        } cells: { line in
            cells(line, scoped)
        } finish: { line, cells in
            row(line, scoped, cells)
        } shows: { wanted in
            shows(wanted)
        }
    }

    /// Whether a line shows a text: there may be hundreds of thousands of keys, and of one outside the scope all but the
    /// key and its principal is numbers, times and dashes.
    private func shows(_ wanted: SearchText) -> @Sendable (Line) -> Bool? {
        let keys = wanted.accepted(in: index.table(.key))
        let principals = wanted.acceptedShortNames(in: index.table(.principal))
        let isWord = !wanted.isNumeric && request.decisions.scope.isEmpty
        return { line in
            guard line.number == nil, let group = line.group else { return nil }
            let principal = index.code(.principal, group.last)
            if keys[Int(group.code)] || principals[Int(principal)] { return true }
            return isWord && principal != StringTable.missing ? false : nil
        }
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

    private func summary(_ scoped: [ScopedKey], others: Int) -> StyledText {
        var parts: [String] = []
        for status in [ScopeStatus.confirmed, .proposed, .excluded] {
            let count = scoped.count { $0.status == status }
            if count > 0 { parts.append("\(count) \(status.rawValue)") }
        }
        if parts.isEmpty {
            parts.append(isWhole ? "no key is confirmed as compromised" : "none of these keys is confirmed")
        }
        if others > 0 { parts.append("\(others.grouped) other") }
        return StyledText(parts.joined(separator: " · "))
    }

    private func sortKey(_ line: Line, _ column: String, _ all: Scoped) -> SortKey? {
        let scoped = line.number.map { all.keys[$0] }
        switch column {
        case "status": return .text(scoped?.status.rawValue ?? "~")
        case "key": return .text(key(line, scoped))
        case "principal": return .text(principal(line, scoped))
        case "first": return .time(first(line, scoped))
        case "last": return .time(last(line, scoped))
        case "other": return .time(scoped?.lastOtherUseBefore)
        case "calls": return .number(scoped?.calls ?? line.group?.count ?? 0)
        case "denied": return .number(scoped?.denied ?? line.group?.denied ?? 0)
        case "writes": return .number(scoped?.writes ?? -1)
        case "write": return .number(scoped?.firstWriteRow ?? -1)
        case "parent": return .text(scoped?.parent ?? "")
        case "ips": return .number(scoped?.addresses.count ?? -1)
        default: return nil
        }
    }

    // MARK: What a line says

    private func key(_ line: Line, _ scoped: ScopedKey?) -> String {
        scoped?.accessKeyID ?? line.group.map { index.table(.key).text($0.code) } ?? ""
    }

    private func principal(_ line: Line, _ scoped: ScopedKey?) -> String {
        scoped?.principal ?? line.group.flatMap { index.text(.principal, $0.last) } ?? "none"
    }

    private func first(_ line: Line, _ scoped: ScopedKey?) -> EventTime? {
        scoped?.firstAttackerUse ?? line.group.map { index.time($0.first) }
    }

    private func last(_ line: Line, _ scoped: ScopedKey?) -> EventTime? {
        scoped?.lastAttackerUse ?? line.group.map { index.time($0.last) }
    }

    private func cells(_ line: Line, _ all: Scoped) -> [TableCell] {
        let scoped = line.number.map { all.keys[$0] }
        let matrix = line.number.map { all.matrix[$0] } ?? []
        let key = Entity(.key, key(line, scoped))
        let principal = Entity.principal(principal(line, scoped))
        return [
            TableCell(scoped?.status.rawValue ?? "-"), TableCell(key.label, entity: key),
            TableCell(principal.label, entity: principal), TableCell(EventIndex.minute(first(line, scoped))),
            TableCell(EventIndex.minute(last(line, scoped))), TableCell(scoped.map(otherUse) ?? "-"),
            TableCell(scoped.map { Self.word($0.idleBefore) } ?? "-"),
        ] + (0..<3).map { TableCell(Self.sign(matrix, $0)) } + [
            TableCell(
                (scoped?.calls ?? line.group?.count ?? 0).grouped, entity: key,
                link: .pivot(.timeline, key, alert: nil)),
            TableCell((scoped?.denied ?? line.group?.denied ?? 0).grouped),
            TableCell(scoped.map { $0.writes.grouped } ?? "-"),
            firstWrite(scoped), scoped?.parent.map { TableCell($0, entity: Entity(.key, $0)) } ?? TableCell("-"),
            TableCell(scoped.map { String($0.addresses.count) } ?? "-", link: .pivot(.addresses, key, alert: nil)),
            TableCell(choice(key, principal)?.words ?? scoped?.reason ?? ""),
        ]
    }

    private func firstWrite(_ scoped: ScopedKey?) -> TableCell {
        guard let row = scoped?.firstWriteRow else { return TableCell("-") }
        return TableCell(
            EventIndex.minute(index.time(row)), link: .pivot(.record, index.entity(event: row), alert: nil))
    }

    /// What the analyst decided of a key, or of whom it belongs to.
    private func choice(_ key: Entity, _ principal: Entity) -> ScopeChoice? {
        request.decisions.scope.choice(of: key) ?? request.decisions.scope.choice(of: principal)
    }

    private func row(_ line: Line, _ all: Scoped, _ cells: [TableCell]) -> Row {
        let scoped = line.number.map { all.keys[$0] }
        let key = Entity(.key, key(line, scoped))
        let row = scoped?.attackerRows.first ?? line.group?.first
        let address = (scoped?.addresses.first ?? row.flatMap { index.text(.ip, $0) }).map { Entity(.address, $0) }
        return Row(
            key: RowKey(key.label), cells: cells, role: scoped.map { Self.role($0.status) } ?? .uiText,
            sign: choice(key, Entity.principal(principal(line, scoped)))?.sign,
            entities: [
                key, Entity.principal(principal(line, scoped)), address, row.map { index.entity(event: $0) },
                row.map { index.entity(.call, .name, $0) },
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
