internal import CloudTrail
internal import Events
internal import Investigation

/// The attacker's addresses, and below them the others, with who used them.
struct AddressesView: TrailView {
    let desk: TrailDesk
    let request: ViewRequest

    private struct Line {
        var address: String
        var scoped: ScopedAddress?
        var keys: Int
        var principals: Int
        var first: EventTime?
        var last: EventTime?
        var calls: Int
        var denied: Int
        var row: Int?
    }

    func listing(isCancelled: @escaping @Sendable () -> Bool) throws(Problem) -> Listing {
        let scope = desk.incident(for: request).scope
        let set = try desk.rows(for: request, isCancelled: isCancelled)
        let groups = index.groups(.ip, in: set).filter { $0.code != StringTable.missing }
        let keys = PairCounts(of: .key, per: .ip, in: set, index)
        let principals = PairCounts(of: .principal, per: .ip, in: set, index)
        let scoped = Dictionary(scope.addresses.map { ($0.address, $0) }, uniquingKeysWith: { first, _ in first })
        let lines = groups.map { group in
            let address = index.table(.ip).text(group.code)
            let own = scoped[address].flatMap { $0.status == .confirmed ? $0 : nil }
            return Line(
                address: address, scoped: scoped[address], keys: own?.keys.count ?? keys[group.code],
                principals: principals[group.code], first: own?.firstSeen ?? index.time(group.first),
                last: own?.lastSeen ?? index.time(group.last), calls: own?.calls ?? group.count,
                denied: own?.denied ?? group.denied, row: group.first)
        }
        let order = Dictionary(
            scope.addresses.enumerated().map { ($1.address, $0) }, uniquingKeysWith: { first, _ in first })
        let ranked = lines.sorted { left, right in
            let (l, r) = (order[left.address] ?? .max, order[right.address] ?? .max)
            return l == r ? (right.calls, left.address) < (left.calls, right.address) : l < r
        }
        return Listing(
            columns: columns, rows: RowList(ranked.sorted(request.sort, by: sortKey).map(row)), summary: summary(lines),
            sort: request.sort,
            firstColumn: 1, emptyText: "No address was recorded.")
    }

    private var columns: [Column] {
        [
            Column("status", "STATUS", minimum: 9), Column("ip", "ADDRESS", minimum: 16, ideal: 24, fit: .middle),
            Column("keys", "KEYS", minimum: 5, fit: .trailing, priority: 1),
            Column("principals", "WHO", minimum: 5, fit: .trailing, priority: 4),
            Column("first", "FIRST (UTC)", minimum: 11, priority: 2), Column("last", "LAST", minimum: 11, priority: 3),
            Column("calls", "CALLS", minimum: 6, fit: .trailing, priority: 1),
            Column("denied", "DEN", minimum: 5, fit: .trailing, priority: 5),
            Column("via", "VIA", minimum: 12, ideal: 44, isFlexible: true, priority: 6, isSortable: false),
        ]
    }

    private func summary(_ lines: [Line]) -> StyledText {
        var parts: [String] = []
        for status in [ScopeStatus.confirmed, .proposed, .excluded] {
            let count = lines.count { $0.scoped?.status == status }
            if count > 0 { parts.append("\(count) \(status.rawValue)") }
        }
        let others = lines.count { $0.scoped == nil }
        if others > 0 { parts.append("\(others.grouped) other") }
        return StyledText(parts.joined(separator: " · "))
    }

    private func sortKey(_ line: Line, _ column: String) -> SortKey? {
        switch column {
        case "status": .text(line.scoped?.status.rawValue ?? "~")
        case "ip": .text(line.address)
        case "keys": .number(line.keys)
        case "principals": .number(line.principals)
        case "first": .time(line.first)
        case "last": .time(line.last)
        case "calls": .number(line.calls)
        case "denied": .number(line.denied)
        default: nil
        }
    }

    private func row(_ line: Line) -> Row {
        let address = Entity(.address, line.address)
        let status = line.scoped?.status
        let choice = request.decisions.scope.choice(of: address)
        return Row(
            key: RowKey(line.address),
            cells: [
                TableCell(status?.rawValue ?? "-"), TableCell(line.address, entity: address),
                TableCell(line.keys.grouped, link: .pivot(.keys, address, alert: nil)),
                TableCell(line.principals.grouped), TableCell(EventIndex.minute(line.first)),
                TableCell(EventIndex.minute(line.last)),
                TableCell(line.calls.grouped, entity: address, link: .pivot(.timeline, address, alert: nil)),
                TableCell(line.denied.grouped),
                TableCell(choice?.words ?? line.scoped?.reason ?? ""),
            ],
            role: status.map(KeysView.role) ?? .uiText, sign: choice?.sign,
            entities: [
                address, line.row.map { index.entity(.key, .key, $0) },
                line.row.map { index.entity(.principal, .principal, $0) }, line.row.map { index.entity(event: $0) },
                line.row.map { index.entity(.call, .name, $0) },
            ].compactMap { $0 })
    }

    func preview(of key: RowKey, column: Int) throws(Problem) -> Preview {
        let rows = index.rows(.ip, equal: key.text)
        var lines: [StyledText] = []
        if let scoped = desk.incident(for: request).scope.addresses.first(where: { $0.address == key.text }) {
            lines.append(StyledText("\(scoped.status.rawValue): \(scoped.reason)"))
            lines.append(StyledText([Span("keys ", .uiDim), Span(scoped.keys.joined(separator: ", "))]))
        }
        lines += [
            GroupWords.principals(of: rows, index), GroupWords.calls(of: rows, index),
        ]
        return Preview(title: StyledText(key.text), note: StyledText(counted(rows.count, "event")), lines: lines)
    }
}
